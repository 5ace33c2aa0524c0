'use client';

import type { FormEvent } from 'react';
import { FormError } from '@/components/settings/form/field';
import { send } from '@/components/settings/form/send';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import type { PullInfo, VendorInfo } from '@/lib/core/pulls';
import { Guide } from './guide';
import { TestLine } from './test-line';
import { useRefreshPulls } from './use-pulls';
import { useVendorForm } from './use-vendor-form';
import { VendorFields } from './vendor-fields';

interface ReplaceProps {
  pull: PullInfo;
  vendor: VendorInfo;
  onClose: () => void;
}

/** New credentials in place of those that are there, which nobody sees again. */
export function ReplaceCredentials({ pull, vendor, onClose }: ReplaceProps) {
  const form = useVendorForm(vendor, pull);
  const refresh = useRefreshPulls();
  const errors = form.refusal?.fields ?? {};
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save(async () => {
      await send('PATCH', `/api/v1/pulls/${pull.id}`, { fields: form.values });
      await refresh();
      onClose();
    });
  };
  return (
    <Dialog title={`New credentials for ${pull.source}`} wide onClose={onClose}>
      <div className="pull-columns">
        <Guide vendor={vendor} />
        <form className="dialog-form" onSubmit={submit} noValidate>
          <VendorFields
            fields={vendor.fields}
            values={form.values}
            errors={errors}
            isReplacing
            onChange={form.change}
          />
          <TestLine tried={form.tried} isBusy={form.busy === 'test'} />
          <FormError>{form.refusal && Object.keys(errors).length === 0 && form.refusal.detail}</FormError>
          <DialogFoot
            act={form.busy === 'save' ? 'One moment …' : 'Replace and fetch'}
            isDisabled={form.busy !== null}
            onOut={onClose}
          >
            <button type="button" className="button" disabled={form.busy !== null} onClick={() => void form.test()}>
              Test the connection
            </button>
          </DialogFoot>
        </form>
      </div>
    </Dialog>
  );
}
