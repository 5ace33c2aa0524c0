'use client';

import { type FormEvent, useState } from 'react';
import { Field, FormError } from '@/components/settings/form/field';
import { send } from '@/components/settings/form/send';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import { Icon } from '@/components/ui/icon';
import { SCHEDULE_WORDS, SCHEDULES, type VendorInfo } from '@/lib/core/pulls';
import { Guide } from './guide';
import { TestLine } from './test-line';
import { useRefreshPulls } from './use-pulls';
import { useVendorForm } from './use-vendor-form';
import { VendorFields } from './vendor-fields';

interface AddSourceProps {
  vendors: VendorInfo[];
  /** names that are taken */
  taken: string[];
  /** the first own records take the sample company away */
  demo: boolean;
  onUpload: () => void;
  onClose: () => void;
}

/** Adds a source: whose it is, then where to find what is asked for, beside the form. */
export function AddSource({ vendors, taken, demo, onUpload, onClose }: AddSourceProps) {
  const [vendor, setVendor] = useState<VendorInfo | null>(null);
  if (!vendor)
    return (
      <Dialog title="Add a source" wide onClose={onClose}>
        <p className="dialog-text">Where do the figures come from? Tandem fetches them by itself from then on.</p>
        <ul className="pull-vendors">
          {vendors.map((one) => (
            <li key={one.id}>
              <button type="button" className="pull-vendor" onClick={() => setVendor(one)}>
                <b>{one.title}</b>
                <span>{one.gives}</span>
              </button>
            </li>
          ))}
        </ul>
        <h3 className="pull-other">Something else</h3>
        <ul className="source-notes pull-ways">
          <li>
            <button type="button" className="link-button" onClick={onUpload}>
              Upload files
            </button>{' '}
            by hand, of these vendors and others.
          </li>
          <li>
            Watch a folder of the server: <code>npm run tandem -- pull add folder PATH --source NAME</code>
          </li>
          <li>
            Push from a program of yours: <code>POST /api/v1/ingest/NAME</code> with a key.
          </li>
        </ul>
      </Dialog>
    );
  return (
    <Dialog title={`Add ${vendor.title}`} wide onClose={onClose}>
      <VendorForm
        vendor={vendor}
        name={freeName(vendor.id, taken)}
        demo={demo}
        onBack={() => setVendor(null)}
        onDone={onClose}
      />
    </Dialog>
  );
}

/** `intercom`, else `intercom-2`: never another source's name by accident. */
function freeName(id: string, taken: string[]): string {
  for (let number = 1; ; number++) {
    const name = number === 1 ? id : `${id}-${number}`;
    if (!taken.includes(name)) return name;
  }
}

interface VendorFormProps {
  vendor: VendorInfo;
  name: string;
  demo: boolean;
  onBack: () => void;
  onDone: () => void;
}

function VendorForm({ vendor, name, demo, onBack, onDone }: VendorFormProps) {
  const form = useVendorForm(vendor);
  const [source, setSource] = useState(name);
  const [schedule, setSchedule] = useState(vendor.schedule);
  const [since, setSince] = useState(() => daysAgo(vendor.firstDays));
  const refresh = useRefreshPulls();
  const errors = form.refusal?.fields ?? {};

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void form.save(async () => {
      const asked = { source: source.trim(), vendor: vendor.id, fields: form.values, schedule, since };
      await send('POST', '/api/v1/pulls', asked);
      await refresh();
      onDone();
    });
  };
  return (
    <div className="pull-columns">
      <Guide vendor={vendor} />
      <form className="dialog-form" onSubmit={submit} noValidate>
        <VendorFields fields={vendor.fields} values={form.values} errors={errors} onChange={form.change} />
        <div className="pull-pair">
          <Field label="Fetched" error={errors.schedule}>
            {(control) => (
              <select
                {...control}
                className="input"
                value={schedule}
                onChange={(event) => setSchedule(event.target.value as typeof schedule)}
              >
                {SCHEDULES.map((one) => (
                  <option key={one} value={one}>
                    {SCHEDULE_WORDS[one]}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label="From the day" error={errors.since}>
            {(control) => (
              <input
                {...control}
                className="input"
                type="date"
                value={since}
                max={daysAgo(0)}
                onChange={(event) => setSince(event.target.value)}
              />
            )}
          </Field>
        </div>
        <Field label="Called" error={errors.source} hint="How the source is named on this page and in exports.">
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              spellCheck={false}
              maxLength={64}
              value={source}
              onChange={(event) => setSource(event.target.value)}
            />
          )}
        </Field>
        {demo && (
          <p className="notice">
            <Icon name="info" />
            <span className="notice-text">
              The first records that come take the sample company away whole: it never shares a total with your own
              data.
            </span>
          </p>
        )}
        <TestLine tried={form.tried} isBusy={form.busy === 'test'} />
        <FormError>{form.refusal && Object.keys(errors).length === 0 && form.refusal.detail}</FormError>
        <DialogFoot
          act={form.busy === 'save' ? 'One moment …' : 'Save and fetch'}
          isDisabled={form.busy !== null}
          out="Back"
          onOut={onBack}
        >
          <button type="button" className="button" disabled={form.busy !== null} onClick={() => void form.test()}>
            Test the connection
          </button>
        </DialogFoot>
      </form>
    </div>
  );
}

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
