import { recordSample } from '@/db/audit';
import { DEMO } from '@/db/ingest/demo';
import { deleteSource } from '@/db/ingest/sources';
import { serverDatabase } from '@/db/server';
import { TandemError } from '@/lib/core/errors';
import { methods, route } from '@/lib/http/route';
import { disableSamplePeople, sampleState, startSample } from '@/lib/http/sample';

/** The sample company: whether it is here, bring it, and take it and its people's sign-ins away. */
export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ permission: 'sources.manage', handler: ({ db, viewer }) => sampleState(db, viewer.name) }),
  POST: route({
    permission: 'sources.manage',
    async handler({ db, viewer, road }) {
      const started = await startSample(db, viewer.name);
      await recordSample(db, { viewer, road, about: { sample: 'load' } });
      return Response.json(started, { status: 202 });
    },
  }),
  DELETE: route({
    permission: 'sources.manage',
    async handler({ db, viewer, road }) {
      const { state } = await sampleState(db, viewer.name);
      if (state === 'loading') throw new TandemError(409, 'The sample company is being loaded: let it end first.');
      const removed = state === 'loaded' ? await deleteSource(serverDatabase(), DEMO, null) : null;
      const disabled = await disableSamplePeople(db, viewer.name);
      await recordSample(db, { viewer, road, about: { sample: 'remove', removed, disabled } });
      return { removed, disabled };
    },
  }),
});
