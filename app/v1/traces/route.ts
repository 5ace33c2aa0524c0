import { otlp } from '@/lib/http/otlp';

export const { GET, POST, PUT, PATCH, DELETE } = otlp('traces');
