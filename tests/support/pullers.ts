import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Puller } from '@/lib/pulling/define';
import { clockOf, type FakeVendor, fakeVendor, partsOf, stepsOf } from './fake-vendor';

/** A vendor of the file's own, with no requests noted when a test begins. Filled before the first. */
export function useFakeVendor(): FakeVendor {
  const vendor = { answer: () => ({ status: 404 }) } as unknown as FakeVendor;
  beforeAll(async () => {
    const { url, requests, close } = await fakeVendor((request) => vendor.answer(request));
    Object.assign(vendor, { url, requests, close });
  });
  afterAll(() => vendor.close());
  beforeEach(() => {
    vendor.requests.length = 0;
  });
  return vendor;
}

type Given = Parameters<typeof stepsOf>[1];

/** What a puller is asked with, its waits taking no time; each test adds or changes what it is about. */
export const asking =
  (vendor: FakeVendor, puller: Puller, given: Omit<Given, 'client'>) =>
  (more: Partial<Given> = {}): Given => ({
    ...{ client: clockOf(vendor).client(puller, { ...given.options, ...more.options }), ...given, ...more },
  });

/** Ends it after each of its steps and lets another process go on: all parts have to be those of the whole. */
export async function expectSameInterrupted(puller: Puller, given: (more?: Partial<Given>) => Given): Promise<void> {
  const whole = await stepsOf(puller, given());
  expect(whole.length).toBeGreaterThan(1);
  for (let most = 1; most < whole.length; most++) {
    const before = await stepsOf(puller, given({ most }));
    const after = await stepsOf(puller, given({ before }));
    expect(partsOf([...before, ...after])).toEqual(partsOf(whole));
  }
}
