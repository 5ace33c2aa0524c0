import type { VendorInfo } from '@/lib/core/pulls';
import type { Puller } from './define';
import { anthropic } from './vendors/anthropic';
import { githubCopilot } from './vendors/github-copilot';
import { intercom } from './vendors/intercom';
import { microsoftGraph } from './vendors/microsoft-graph';
import { openai } from './vendors/openai';
import { zendesk } from './vendors/zendesk';

/** Every vendor that can be pulled from, in the order in which they are offered. */
const ALL: readonly Puller[] = [intercom, zendesk, githubCopilot, microsoftGraph, openai, anthropic];

export const pullers: ReadonlyMap<string, Puller> = new Map(ALL.map((one) => [one.id, one]));

/** What a pull's `vendor` is where it is a folder of this server. */
export const FOLDER = 'folder';

export const vendors = (): VendorInfo[] =>
  ALL.map(({ id, title, gives, fields, guide, documentation, schedule, trailingDays, firstDays }) => ({
    ...{ id, title, gives, fields, guide, documentation, schedule, trailingDays, firstDays },
  }));
