'use client';

import Link from 'next/link';
import { History } from './form/history';
import { SettingsForm } from './form/settings-form';
import { useSettingForm } from './form/use-setting-form';
import type { SettingsAnswer } from './form/use-settings';
import { WithSettings } from './form/with-settings';
import { ADVISED_GROUP, GroupSize, SMALLEST_GROUP } from './workspace-fields';

export function Privacy() {
  return <WithSettings>{(answer) => <PrivacyForm answer={answer} />}</WithSettings>;
}

function PrivacyForm({ answer }: { answer: SettingsAnswer }) {
  const form = useSettingForm(answer);
  return (
    <SettingsForm form={form} told={(value) => `${value} people`}>
      <div className="settings-row">
        <div>
          <h2>Smallest group</h2>
          <p>A figure about fewer employees is never shown, exported or sent, to nobody.</p>
          <History name="group_size" title="smallest group" form={form} told={(value) => `${value} people`} />
        </div>
        <div>
          <GroupSize
            form={form}
            hint={`Never below ${SMALLEST_GROUP}; ${ADVISED_GROUP} is advised, and asked for by many works councils.`}
          />
          <ul className="consequences">
            <li>
              <b>A larger group</b> hides small teams and departments: their people are counted in the totals, and in a
              joined group where one can be made.
            </li>
            <li>
              <b>A smaller group</b> shows more and protects less: among {SMALLEST_GROUP}, four who know themselves know
              the fifth.
            </li>
            <li>
              It holds at once, for the past as well. Groups are fixed for a calendar quarter, so that nobody is found
              by moving a filter by one day.
            </li>
            <li>Whoever lowers it stands in the audit log with the value before and after.</li>
          </ul>
        </div>
      </div>
      <div className="settings-row">
        <div>
          <h2>What employees can read</h2>
          <p>Open to everybody who can sign in, and printable.</p>
        </div>
        <div>
          <p>
            <Link href="/measured" prefetch={false} className="text-link">
              What is measured about us
            </Link>{' '}
            lists every field that is kept and dropped, the smallest group, and who may see what.
          </p>
        </div>
      </div>
    </SettingsForm>
  );
}
