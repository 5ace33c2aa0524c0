import { TandemError } from '@/lib/core/errors';
import { canonical } from './canonical';
import { chatgptCompliance } from './chatgpt-compliance';
import { chatgptWorkspace } from './chatgpt-workspace';
import { chatwoot } from './chatwoot';
import { claudeCode } from './claude-code';
import { claudeEnterprise } from './claude-enterprise';
import { claudeUsage } from './claude-usage';
import type { Connector, Head } from './define';
import { gemini } from './gemini';
import { githubCopilot } from './github-copilot';
import { githubCopilotBilling } from './github-copilot-billing';
import { githubCopilotSeats } from './github-copilot-seats';
import { intercom } from './intercom';
import { m365Copilot } from './m365-copilot';
import { openaiUsage } from './openai-usage';
import { otelCoding } from './otel-coding';
import { otelGenai } from './otel-genai';
import { quickbooks } from './quickbooks';
import { vivaInsights } from './viva-insights';
import { workday } from './workday';
import { zendesk } from './zendesk';

/** Each reads what no other reads; a test holds every fixture against all of them. */
export const connectors: readonly Connector[] = [
  chatgptCompliance,
  chatgptWorkspace,
  chatwoot,
  claudeCode,
  claudeEnterprise,
  claudeUsage,
  gemini,
  githubCopilot,
  githubCopilotBilling,
  githubCopilotSeats,
  intercom,
  m365Copilot,
  openaiUsage,
  otelCoding,
  otelGenai,
  quickbooks,
  vivaInsights,
  workday,
  zendesk,
  canonical,
];

/**
 * The connector that reads a file beginning so. Throws a TandemError that says what was seen and what to do.
 * A caller who says which record every row is means canonical records.
 */
export function connectorFor(head: Head): Connector {
  if (head.type !== undefined) return canonical;
  const found = connectors.find((connector) => connector.reads(head));
  if (found) return found;
  const sentence = declined(head);
  if (sentence !== undefined) throw new TandemError(422, sentence);
  throw new TandemError(422, unknownFormat(head));
}

/** What a connector says of a file of its vendor's that it does not read. */
export function declined(head: Head): string | undefined {
  for (const { declines } of connectors) {
    const sentence = declines?.(head);
    if (sentence !== undefined) return sentence;
  }
  return undefined;
}

const SHOWN = 6;
/** Anything else may be a cell of a file without a header: somebody's name or message. */
const FIELD_NAME = /^[\w$@.-]{1,40}$/;
const INSTEAD =
  'Map its columns once on the Sources page, or name the record it holds (--type); docs/connectors.md lists what is read.';

function unknownFormat({ carrier, fields }: Head): string {
  const named = fields.filter((field) => FIELD_NAME.test(field) && !/@.+\./.test(field)).slice(0, SHOWN);
  const more = fields.length > named.length ? ` and ${fields.length - named.length} more` : '';
  const what = carrier === 'csv' ? 'its columns are' : 'its objects begin with';
  const warehouse = fields.includes('_fivetran_synced') ? ' (a table that Fivetran copied into a warehouse)' : '';
  const seen = named.length > 0 ? `: ${what} ${named.join(', ')}${more}${warehouse}` : '';
  return `Its format is not known${seen}. ${INSTEAD}`;
}
