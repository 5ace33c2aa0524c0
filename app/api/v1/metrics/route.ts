import { maySee, rolesOf } from '@/lib/access/policy';
import { methods, route } from '@/lib/http/route';
import { metrics } from '@/lib/metrics/registry';
import { definitionOf } from '@/lib/query/describe';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'definitions.read',
    keys: 'query',
    async handler({ viewer }) {
      const seen = [...metrics.values()].filter((metric) => maySee(viewer, metric));
      return {
        metrics: seen.map((metric) => ({
          ...definitionOf(metric),
          description: metric.question,
          roles: rolesOf(metric),
        })),
      };
    },
  }),
});
