import { z } from 'zod';

const postgres = 'needs an address like postgres://user:password@host:5432/database';
const web = 'needs an address like https://tandem.example.com';
const gigabytes = 'needs a number above 0, in GB';
const port = 'needs a number from 1 to 65535';

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: postgres }).optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, port)
    .transform(Number)
    .refine((number) => number >= 1 && number <= 65535, port)
    .default(3000),
  TANDEM_URL: z
    .url({ protocol: /^https?$/, error: web })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  TANDEM_HASH_KEY_FILE: z.string().optional(),
  TANDEM_CREDENTIAL_KEY_FILE: z.string().optional(),
  /** off: nothing is fetched from vendors or watched folders by this server */
  TANDEM_PULLING: z.enum(['on', 'off'], 'needs on or off').default('on'),
  /** a server that stands for every vendor, in tests: `https://api.x.com/y` becomes `<this>/api.x.com/y` */
  TANDEM_PULL_THROUGH: z.url({ protocol: /^https?$/, error: web }).optional(),
  TANDEM_DATA_DIR: z.string().default('.data'),
  TANDEM_DEMO: z.enum(['0', '1'], 'needs 0 or 1').default('1'),
  TANDEM_DEMO_PASSWORD: z.string().min(8, 'needs at least 8 characters').optional(),
  /** 1: where a request came from is what X-Forwarded-For says; 0: where its connection came from */
  TANDEM_TRUST_PROXY: z.enum(['0', '1'], 'needs 0 or 1').optional(),
  /** the largest upload, in GiB */
  TANDEM_LARGEST_UPLOAD_GB: z
    .string()
    .regex(/^\d{1,5}(\.\d{1,3})?$/, gigabytes)
    .transform(Number)
    .refine((number) => number > 0, gigabytes)
    .default(20),
  /** set by Next and by npm start */
  NODE_ENV: z.string().optional(),
  /** set by npm: where the person was when they typed the command; paths they give are relative to it */
  INIT_CWD: z.string().optional(),
});

export type Env = z.infer<typeof schema>;

/** A public address says that a proxy stands before the server, unless the one setting says otherwise. */
export const trustsProxy = ({ TANDEM_TRUST_PROXY, TANDEM_URL }: Env): boolean =>
  TANDEM_TRUST_PROXY === undefined ? TANDEM_URL !== undefined : TANDEM_TRUST_PROXY === '1';

/**
 * Reads and checks the environment; the only place that does. An empty variable counts as absent.
 * Throws an Error whose message is one clear line naming the variable, never its value (it may be a secret).
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const present = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(present);
  if (parsed.success) return parsed.data;
  const first = parsed.error.issues[0]!;
  throw new Error(`${String(first.path[0])} ${first.message}.`);
}

/** The environment for a program of ours that is started with some variables of its own. */
export function childEnv(own: Record<string, string>): NodeJS.ProcessEnv {
  return { ...process.env, ...own };
}
