'use client';

import { useState } from 'react';
import { parseQuantity, writeQuantity } from '@/lib/core/quantity';
import { settingValueWords } from '@/lib/core/setting-words';
import { quarterWord } from '@/lib/core/words';
import { Currency, type PartProps, Row, WeekStart, Zone } from './calendar-fields';
import { Field } from './form/field';
import { History } from './form/history';
import { SettingsForm } from './form/settings-form';
import { useSettingForm } from './form/use-setting-form';
import type { SettingsAnswer } from './form/use-settings';
import { WithSettings } from './form/with-settings';
import { Holidays } from './holidays';
import { WorkspaceName } from './workspace-fields';

export function Calendar() {
  return <WithSettings>{(answer) => <CalendarForm answer={answer} />}</WithSettings>;
}

function CalendarForm({ answer }: { answer: SettingsAnswer }) {
  const form = useSettingForm(answer);
  const [seconds, setSeconds] = useState<string | null>(null);
  const isWrong = seconds !== null && parseQuantity(seconds, 'seconds') === null;
  const { name } = form.conflict ?? {};
  return (
    <SettingsForm
      form={form}
      blocked={isWrong ? 'The time cannot be read yet.' : undefined}
      told={(value) => settingValueWords(name ?? '', value)}
      onDiscard={() => setSeconds(null)}
    >
      <Row title="Name" about="Stands above the navigation and in every file that leaves.">
        <WorkspaceName form={form} label="Name of the workspace" />
      </Row>
      <Row
        title="Days and weeks"
        about="A day begins at midnight of this zone. A change of it recomputes every number from the records."
      >
        <Zone form={form} answer={answer} />
        <WeekStart form={form} />
      </Row>
      <Row title="Holidays" about="Days on which nobody is expected to work: they do not count as working days.">
        <Holidays form={form} />
      </Row>
      <Row title="Money and comparison" about="Amounts are shown in one currency and never converted.">
        <Currency form={form} answer={answer} />
        <Baseline form={form} answer={answer} />
      </Row>
      <Row
        title="Reaching a person"
        about="The promise a customer is given who asks for a person. A change recomputes every number from the records."
      >
        <Field
          narrow
          label="A person answers within"
          error={isWrong ? 'This is no time: write it like 5 min or 2 min 30 s.' : form.errors.human_target_seconds}
          hint={
            <>
              From being asked for to the first answer, like 5 min.{' '}
              <History
                name="human_target_seconds"
                title="time to reach a person"
                form={form}
                told={(value) => writeQuantity(value, 'seconds')}
              />
            </>
          }
        >
          {(control) => (
            <input
              {...control}
              className="input"
              autoComplete="off"
              disabled={form.isPending}
              value={seconds ?? writeQuantity(form.value('human_target_seconds'), 'seconds')}
              onBlur={() => !isWrong && setSeconds(null)}
              onChange={(event) => {
                setSeconds(event.target.value);
                const parsed = parseQuantity(event.target.value, 'seconds');
                if (parsed !== null) form.set('human_target_seconds', parsed);
              }}
            />
          )}
        </Field>
      </Row>
    </SettingsForm>
  );
}

function Baseline({ form, answer }: PartProps) {
  const { quarters } = answer.financials;
  const value = form.value('baseline');
  const listed = value === null || quarters.includes(value) ? quarters : [value, ...quarters];
  return (
    <Field
      narrow
      label="Baseline quarter"
      error={form.errors.baseline}
      hint="What “Baseline” compares with: a quarter before the change you want to measure."
    >
      {(control) => (
        <select
          {...control}
          className="input"
          value={value ?? ''}
          onChange={(event) => form.set('baseline', event.target.value || null)}
        >
          <option value="">
            {quarters[0] ? `The first on record (${quarterWord(quarters[0])})` : 'The first on record'}
          </option>
          {listed.map((quarter) => (
            <option key={quarter} value={quarter}>
              {quarterWord(quarter)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
