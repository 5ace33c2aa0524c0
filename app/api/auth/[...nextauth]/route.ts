import { handleAuth } from '@/lib/auth/handler';
import { methods } from '@/lib/http/route';

export const { GET, POST, PUT, PATCH, DELETE } = methods({ GET: handleAuth, POST: handleAuth });
