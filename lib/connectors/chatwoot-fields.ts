import { type Asked, after, Choices, customerBy, scalarOf } from './asked';
import type { Row } from './define';
import { idOf, isObject, slug, textOf } from './values';

/** Who a Chatwoot conversation's customer is, what it is about and where it came from. */

function contactOf(row: Row, meta: Row): Row {
  if (isObject(meta.sender)) return meta.sender;
  if (isObject(row.contact)) return row.contact;
  return isObject(row.contact_inbox) ? { id: row.contact_inbox.contact_id } : {};
}

export function customerOf(row: Row, meta: Row, { customer }: Asked): string | null {
  const contact = contactOf(row, meta);
  const own = idOf(contact.id);
  return customer === null || customer === 'contact' ? own : customerBy(namedBy(contact, customer), own, 'contact');
}

const NAMING = ['identifier', 'email', 'phone_number'];

function namedBy(contact: Row, id: string): unknown {
  const attribute = after('attribute', id);
  if (attribute !== null) return isObject(contact.custom_attributes) ? contact.custom_attributes[attribute] : null;
  if (!NAMING.includes(id)) return null;
  return id === 'email' ? textOf(contact.email)?.toLowerCase() : contact[id];
}

export function customersIn(rows: readonly Row[]) {
  const choices = new Choices();
  for (const row of rows) {
    const contact = contactOf(row, isObject(row.meta) ? row.meta : {});
    choices.see('contact', 'Contact', contact.id).see('identifier', 'Identifier', contact.identifier);
    choices.see('email', 'E-mail address', contact.email).see('phone_number', 'Phone number', contact.phone_number);
    if (isObject(contact.custom_attributes))
      choices.seeAll('attribute', 'Contact attribute', contact.custom_attributes);
  }
  return choices.list();
}

/** What it is about, where an administrator said which field tells it. */
export function intentOf(row: Row, { topic }: Asked): string | null {
  const text = topic === null ? null : scalarOf(topicOf(row, topic));
  return text === null ? null : slug(text);
}

function topicOf(row: Row, id: string): unknown {
  const attribute = after('attribute', id);
  if (attribute !== null) return isObject(row.custom_attributes) ? row.custom_attributes[attribute] : null;
  return id === 'label' && Array.isArray(row.labels) ? row.labels[0] : id === 'inbox' ? row.inbox_id : null;
}

export function topicsIn(rows: readonly Row[]) {
  const choices = new Choices();
  for (const row of rows) {
    choices.see('label', 'First label', topicOf(row, 'label')).see('inbox', 'Inbox', row.inbox_id);
    if (isObject(row.custom_attributes)) choices.seeAll('attribute', 'Attribute', row.custom_attributes);
  }
  return choices.list();
}

const CHANNELS: Record<string, string> = {
  ...{ WebWidget: 'chat', TwilioSms: 'sms', FacebookPage: 'facebook', TwitterProfile: 'twitter', Voice: 'phone' },
};

export function channelOf(given: unknown): string | null {
  const name = textOf(given)?.replace(/^Channel::/, '');
  return name === undefined ? null : (CHANNELS[name] ?? slug(name));
}

export function placeOf(row: Row, meta: Row): { language: string | null; market: string | null } {
  const own = isObject(row.additional_attributes) ? row.additional_attributes : {};
  const contact = contactOf(row, meta);
  const about = isObject(contact.additional_attributes) ? contact.additional_attributes : {};
  const browser = isObject(own.browser) ? textOf(own.browser.browser_language) : null;
  const language = textOf(own.conversation_language) ?? textOf(own.browser_language) ?? browser;
  const country = textOf(about.country_code);
  return {
    language: /^[a-z]{2,3}(?=$|[-_])/i.exec(language ?? '')?.[0].toLowerCase() ?? null,
    market: country !== null && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null,
  };
}
