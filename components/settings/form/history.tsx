'use client';

import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useWorkspace } from '@/components/hooks/workspace';
import { Dialog } from '@/components/ui/dialog';
import { formatInstant } from '@/lib/core/format';
import type { Settings } from '@/lib/core/settings';
import { FormError } from './field';
import { send } from './send';
import type { SettingForm } from './use-setting-form';
import type { SettingName, Version } from './use-settings';

interface HistoryProps<Name extends SettingName> {
  name: Name;
  title: string;
  form: SettingForm;
  told: (value: Settings[Name]) => ReactNode;
}

/** A button that opens every version a setting ever had, each to be put back into the form. */
export function History<Name extends SettingName>(props: HistoryProps<Name>) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="link-button history-button" onClick={() => setOpen(true)}>
        History<span className="sr-only"> of {props.title}</span>
      </button>
      {isOpen && <Versions {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function Versions<Name extends SettingName>({
  name,
  title,
  form,
  told,
  onClose,
}: HistoryProps<Name> & { onClose: () => void }) {
  const { timeZone } = useWorkspace();
  const { data, error } = useQuery({
    queryKey: ['settings', name, 'history'],
    queryFn: async () =>
      (await send<{ versions: Version<Settings[Name]>[] }>('GET', `/api/v1/settings/${name}`)).body.versions,
    staleTime: 0,
  });
  return (
    <Dialog title={`History: ${title}`} onClose={onClose}>
      {error && <FormError>{error.message}</FormError>}
      {!data && !error && <p className="quiet">Reading …</p>}
      {data?.length === 0 && <p>Nobody has set this yet: the value is the one Tandem begins with.</p>}
      <ol className="history">
        {data?.map(({ version, value, changed_at, changed_by }, index) => (
          <li key={version}>
            <p className="history-value">{told(value)}</p>
            <p className="quiet">
              Version {version} · {changed_at && formatInstant(changed_at, timeZone)} · {changed_by} ·{' '}
              {index === 0 ? (
                'as it is now'
              ) : (
                <button
                  type="button"
                  className="link-button"
                  onClick={() => {
                    form.set(name, value);
                    onClose();
                  }}
                >
                  Put back
                </button>
              )}
            </p>
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
