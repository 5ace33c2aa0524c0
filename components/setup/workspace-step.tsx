'use client';

import { Currency, Row, WeekStart, Zone } from '@/components/settings/calendar-fields';
import { SettingsForm } from '@/components/settings/form/settings-form';
import { useSettingForm } from '@/components/settings/form/use-setting-form';
import type { SettingsAnswer } from '@/components/settings/form/use-settings';
import { WithSettings } from '@/components/settings/form/with-settings';
import { Holidays } from '@/components/settings/holidays';
import { ADVISED_GROUP, GroupSize, SMALLEST_GROUP, WorkspaceName } from '@/components/settings/workspace-fields';

/** Name, calendar, currency and the smallest group, as Settings has them; a group of ten is proposed. */
export function WorkspaceStep({ onDone }: { onDone: () => void }) {
  return <WithSettings>{(answer) => <Form answer={answer} onDone={onDone} />}</WithSettings>;
}

function Form({ answer, onDone }: { answer: SettingsAnswer; onDone: () => void }) {
  const { version, value: size } = answer.settings.group_size;
  // Nobody has decided yet: ten stands there, to be saved or changed.
  const isOpen = version === 0 && size < ADVISED_GROUP;
  const form = useSettingForm(answer, isOpen ? { group_size: ADVISED_GROUP } : {});
  return (
    <SettingsForm form={form} label="Save and go on" onSaved={onDone}>
      <Row title="Name" about="Stands above the navigation and in every file that leaves.">
        <WorkspaceName form={form} label="Name of the company" />
      </Row>
      <Row title="Days and weeks" about="A day begins at midnight of this zone.">
        <Zone form={form} answer={answer} />
        <WeekStart form={form} />
      </Row>
      <Row title="Holidays" about="Days on which nobody is expected to work.">
        <Holidays form={form} />
      </Row>
      <Row title="Money" about="Amounts are shown in one currency and never converted.">
        <Currency form={form} answer={answer} />
      </Row>
      <Row title="Smallest group" about="A figure about fewer employees is never shown, exported or sent, to nobody.">
        <GroupSize
          form={form}
          hint={`${ADVISED_GROUP} is proposed, and asked for by many works councils; never below ${SMALLEST_GROUP}.`}
        />
      </Row>
    </SettingsForm>
  );
}
