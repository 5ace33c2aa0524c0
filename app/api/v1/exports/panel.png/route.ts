import { parsePanelImage } from '@/lib/export/panel-input';
import { readJson } from '@/lib/http/body';
import { notePanel } from '@/lib/http/panel-export';
import { methods, route } from '@/lib/http/route';

/** The image is made by the page itself: here it is noted that it leaves. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({
    permission: 'export',
    keys: 'query',
    input: async (request) => parsePanelImage(await readJson(request)),
    async handler(asked) {
      await notePanel(asked, 'png');
      return new Response(null, { status: 204 });
    },
  }),
});
