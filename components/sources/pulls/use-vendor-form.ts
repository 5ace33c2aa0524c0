'use client';

import { useState } from 'react';
import { asRefusal, type Refusal, send } from '@/components/settings/form/send';
import type { VendorInfo } from '@/lib/core/pulls';
import { beginning } from './vendor-fields';

type Tried = { isWell: boolean; said: string } | null;

/** A vendor's form: what is entered, what a try of it said, and what is wrong with which field. */
export function useVendorForm(vendor: VendorInfo, known?: { id: number; options: Record<string, string> }) {
  const [values, setValues] = useState(() => beginning(vendor.fields, known?.options));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [tried, setTried] = useState<Tried>(null);
  const [busy, setBusy] = useState<'test' | 'save' | null>(null);

  const change = (name: string, value: string) => {
    setValues((before) => ({ ...before, [name]: value }));
    setTried(null);
  };
  const during = async (what: 'test' | 'save', work: () => Promise<void>) => {
    setBusy(what);
    setRefusal(null);
    setTried(null);
    try {
      await work();
    } catch (error) {
      const refused = asRefusal(error);
      if (what === 'test' && Object.keys(refused.fields).length === 0)
        setTried({ isWell: false, said: refused.detail });
      else setRefusal(refused);
    }
    setBusy(null);
  };
  const test = () =>
    during('test', async () => {
      const asked = { vendor: vendor.id, fields: values, ...(known && { id: known.id }) };
      const { body } = await send<{ said: string }>('POST', '/api/v1/pulls/test', asked);
      setTried({ isWell: true, said: body.said });
    });
  return { values, change, refusal, tried, busy, test, save: (work: () => Promise<void>) => during('save', work) };
}
