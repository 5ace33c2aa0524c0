import { type Asked, after, Choices, customerBy, scalarOf } from './asked';
import type { Row } from './define';
import { idOf, isObject, numberOf, objectsIn, slug, textOf } from './values';

/** Who an Intercom conversation's customer is and what it is about, as documented or as an administrator chose. */

const contactOf = ({ contacts }: Row): Row => (isObject(contacts) ? objectsIn(contacts.contacts)[0] : undefined) ?? {};
const CUSTOMERS = ['user', 'lead', 'contact'];

function authorOf({ source }: Row): Row {
  const author = isObject(source) && isObject(source.author) ? source.author : {};
  return CUSTOMERS.includes(textOf(author.type) ?? '') ? author : {};
}

export function customerOf(row: Row, { customer }: Asked): string | null {
  const own = idOf(contactOf(row).id) ?? idOf(authorOf(row).id);
  return customer === null || customer === 'contact' ? own : customerBy(namedBy(row, customer), own, 'contact');
}

/** A field an administrator chose to name the customer by. */
function namedBy(row: Row, id: string): unknown {
  const attribute = after('attribute', id);
  if (attribute !== null) return attributesOf(row)[attribute];
  if (id === 'external_id') return contactOf(row).external_id;
  return id === 'email' ? (textOf(contactOf(row).email) ?? textOf(authorOf(row).email))?.toLowerCase() : null;
}

const attributesOf = ({ custom_attributes: attributes }: Row): Row => (isObject(attributes) ? attributes : {});

export function customersIn(rows: readonly Row[]) {
  const choices = new Choices();
  for (const row of rows) {
    choices.see('contact', 'Contact', contactOf(row).id ?? authorOf(row).id);
    choices.see('external_id', 'External id', contactOf(row).external_id);
    choices.see('email', 'E-mail address', namedBy(row, 'email')).seeAll('attribute', 'Attribute', attributesOf(row));
  }
  return choices.list();
}

export function topicsIn(rows: readonly Row[]) {
  const choices = new Choices();
  for (const row of rows) {
    choices.see('topic', 'AI topic or topic', topicOf(row)).see('tag', 'Earliest tag', nameOf(earliestTag(row)));
    choices.seeAll('attribute', 'Attribute', attributesOf(row));
  }
  return choices.list();
}

const nameOf = (given: Row | undefined) => slug(textOf(given?.name) ?? textOf(given?.title) ?? '');
const listIn = (value: unknown, name: string) => objectsIn(isObject(value) ? value[name] : value);

const topicOf = (row: Row) => nameOf(listIn(row.ai_topics, 'ai_topics')[0]) ?? nameOf(listIn(row.topics, 'topics')[0]);

/** What it is about, as far as the customer's first message decided it; an attribute as an administrator vouches for it. */
export function intentOf(row: Row, latest: number, { topic: chosen }: Asked): string | null {
  const attribute = after('attribute', chosen);
  if (attribute !== null) return slug(scalarOf(attributesOf(row)[attribute]) ?? '');
  const topic = chosen === 'tag' ? null : topicOf(row);
  if (topic !== null || chosen === 'topic') return topic;
  return nameOf(earliestTag(row, latest));
}

function earliestTag(row: Row, latest = Number.POSITIVE_INFINITY): Row | undefined {
  const early = listIn(row.tags, 'tags').filter(({ applied_at: at }) => (numberOf(at) ?? Number.NaN) <= latest);
  return early.sort((a, b) => (a.applied_at as number) - (b.applied_at as number))[0];
}
