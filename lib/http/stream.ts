import { logError } from '@/lib/log';

/**
 * A body made piece by piece as the caller takes it. A fault on the way breaks the connection off, so that what
 * arrived is not taken for the whole; a caller who leaves ends the source.
 */
export function streamed(parts: AsyncGenerator<string>, headers: Record<string, string>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await parts.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      } catch (error) {
        logError('http', 'stream', error);
        controller.error(error);
      }
    },
    async cancel() {
      await parts.return(undefined);
    },
  });
  return new Response(body, { headers });
}

/** Names a download. The name is made by us from ids and dates. */
export const attachment = (name: string): string => `attachment; filename="${name}"`;
