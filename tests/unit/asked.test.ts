import { describe, expect, test } from 'vitest';
import { askedOf, Choices, customerBy } from '@/lib/connectors/asked';

const asks = (words: unknown, message: unknown) => askedOf({ person: words }).asksForPerson?.(message);

describe('words by which a customer asks for a person', () => {
  test.each<[string[], string, boolean]>([
    [['human'], 'Give me a HUMAN, please', true],
    [['human'], 'Is this humane?', false],
    [['human'], 'inhuman', false],
    [['agent'], 'agent.', true],
    [['talk to a person'], 'let me Talk  to\na person!', true],
    [['talk to a person'], 'talk to a personal adviser', false],
    [['människa'], 'en MÄNNISKA tack', true],
    [['don’t want a bot'], "I don't want a bot", true],
    [['c++ (human)'], 'c++ (human)', true],
    [['a.b'], 'aXb', false],
    [['人工'], '我要人工客服', true],
    [['human'], '<p data-x="human">Hello</p>', false],
    [['human'], '<p>a&nbsp;<b>human</b></p>', true],
  ])('%j in %j: %s', (words, message, found) => {
    expect(asks(words, message)).toBe(found);
  });

  test('none without words, and nothing but texts is a message', () => {
    for (const words of [undefined, [], [' '], 'human', [7]])
      expect(askedOf({ person: words }).asksForPerson).toBeNull();
    expect(asks(['human'], null)).toBe(false);
  });

  test('a message of nothing but brackets takes no time', () => {
    const begun = performance.now();
    expect(asks(['human'], '<'.repeat(1 << 20))).toBe(false);
    expect(performance.now() - begun).toBeLessThan(500);
  });
});

test('the customer is named by the chosen field, else by the vendor’s own id, marked as such', () => {
  expect(customerBy('K-7', '12', 'contact')).toBe('K-7');
  expect(customerBy(12, '99', 'contact')).toBe('12');
  for (const none of [null, undefined, '', ' ', {}]) expect(customerBy(none, '12', 'contact')).toBe('contact:12');
  expect(customerBy(null, null, 'contact')).toBeNull();
});

test('choices keep a value for each row that has one, in the order seen', () => {
  const choices = new Choices()
    .see('tag', 'Tag', 'a')
    .see('type', 'Type', null)
    .see('tag', 'Tag', 'a')
    .see('n', 'N', 3);
  expect(choices.list()).toEqual([
    { id: 'tag', label: 'Tag', values: ['a', 'a'] },
    { id: 'n', label: 'N', values: ['3'] },
  ]);
});
