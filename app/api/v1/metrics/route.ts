import { maySee, rolesOf } from '@/lib/access/policy';
import { methods, route } from '@/lib/http/route';
import { metrics } from '@/lib/metrics/registry';

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({
    permission: 'definitions.read',
    keys: 'query',
    async handler({ viewer }) {
      const seen = [...metrics.values()].filter((metric) => maySee(viewer, metric));
      return {
        metrics: seen.map((metric) => ({
          id: metric.id,
          title: metric.title,
          description: metric.question,
          question: metric.question,
          formula: metric.formula,
          caveat: metric.caveat,
          example: metric.example,
          unit: metric.unit,
          direction: metric.direction,
          dimensions: metric.dimensions,
          grains: metric.grains,
          pairedWith: metric.pairedWith ?? null,
          version: metric.version,
          roles: rolesOf(metric),
        })),
      };
    },
  }),
});
