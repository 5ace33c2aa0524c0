import { canonical } from './canonical';
import type { Connector, Head } from './define';

/** Asked in this order; the canonical format comes last because any JSON object may be a (bad) row of it. */
export const connectors: readonly Connector[] = [canonical];

/** The connector that reads a file beginning so, if there is one. */
export function connectorFor(head: Head): Connector | undefined {
  return connectors.find((connector) => connector.reads(head));
}
