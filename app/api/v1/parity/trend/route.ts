import { asked } from '@/lib/http/asked';

export const { GET, POST, PUT, PATCH, DELETE } = asked('parity/trend');
