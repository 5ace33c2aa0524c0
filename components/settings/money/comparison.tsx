'use client';

import { settingValueWords } from '@/lib/core/setting-words';
import { History } from '../form/history';
import { SettingsForm } from '../form/settings-form';
import { useSettingForm } from '../form/use-setting-form';
import type { SettingsAnswer } from '../form/use-settings';
import { WithSettings } from '../form/with-settings';
import { BasePeriod } from './base-period';
import { Margins } from './margins';

/** What the AI is held against, and how far below it may lie. */
export function Comparison() {
  return <WithSettings>{(answer) => <ComparisonForm answer={answer} />}</WithSettings>;
}

function ComparisonForm({ answer }: { answer: SettingsAnswer }) {
  const form = useSettingForm(answer);
  const { name } = form.conflict ?? {};
  const toldLanguage = (value: boolean) => (value ? 'Same language as well' : 'Whatever the language');
  return (
    <SettingsForm form={form} told={(value) => settingValueWords(name ?? '', value)}>
      <div className="settings-row">
        <div>
          <h2>Limit</h2>
          <p>
            How much lower than people the AI may be rated, in points of 5, and still count as no worse. The one in
            force when a period begins counts for it; verdicts of record stay as they were given.
          </p>
          <History
            name="parity_margins"
            title="limit"
            form={form}
            told={(value) => settingValueWords('parity_margins', value)}
          />
        </div>
        <Margins form={form} />
      </div>
      <div className="settings-row">
        <div>
          <h2>Same matter</h2>
          <p>AI and people are compared on the same channel, topic and complexity.</p>
          <History name="parity_by_language" title="same language" form={form} told={toldLanguage} />
        </div>
        <div>
          <label className="option comparison-language">
            <input
              type="checkbox"
              checked={form.value('parity_by_language')}
              onChange={({ target }) => form.set('parity_by_language', target.checked)}
            />
            Same matter also means same language
          </label>
          <p className="form-hint">
            Fairer where languages are rated differently; more topics then have too few ratings to be compared.
          </p>
        </div>
      </div>
      <div className="settings-row">
        <div>
          <h2>Time before the AI</h2>
          <p>What conversations took people before: freed time and the AI’s ratings are held against it.</p>
          <History
            name="base_period"
            title="time before the AI"
            form={form}
            told={(value) => settingValueWords('base_period', value)}
          />
        </div>
        <BasePeriod form={form} />
      </div>
    </SettingsForm>
  );
}
