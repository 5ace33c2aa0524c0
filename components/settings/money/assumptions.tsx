'use client';

import { Icon } from '@/components/ui/icon';
import { ASSUMPTION_NAMES, complaintsOf, isOwned } from '@/lib/core/assumptions';
import { settingValueWords } from '@/lib/core/setting-words';
import { History } from '../form/history';
import { SettingsForm } from '../form/settings-form';
import { useSettingForm } from '../form/use-setting-form';
import type { SettingsAnswer } from '../form/use-settings';
import { WithSettings } from '../form/with-settings';
import { AssumptionFields } from './assumption-fields';

/** Everything the money rests on that no log can tell; every save is a version that results name. */
export function AssumptionsSetting() {
  return <WithSettings>{(answer) => <AssumptionsForm answer={answer} />}</WithSettings>;
}

const told = (value: unknown) => settingValueWords('assumptions', value);

function AssumptionsForm({ answer }: { answer: SettingsAnswer }) {
  const form = useSettingForm(answer);
  const assumptions = form.value('assumptions');
  const wrong = ASSUMPTION_NAMES.filter((name) => Object.keys(complaintsOf(name, assumptions[name])).length > 0);
  const unowned = ASSUMPTION_NAMES.filter((name) => !isOwned(assumptions[name]));
  const { version } = answer.settings.assumptions;
  return (
    <SettingsForm form={form} blocked={wrong.length > 0 ? 'Look at the fields marked in red.' : undefined} told={told}>
      <header className="settings-head">
        <p>
          Money saved rests on these six. Every save is a new version: a result names the one it used, and can be had
          again with it. {version === 0 ? 'Nobody has set them yet.' : `This is version ${version}.`}
        </p>
        <History name="assumptions" title="assumptions" form={form} told={told} />
      </header>
      <p className={unowned.length > 0 ? 'owning is-missing' : 'owning'}>
        <Icon name={unowned.length > 0 ? 'info' : 'check'} size={14} />
        <span>
          Without owner and date every result is an illustration and stays off the Overview.{' '}
          {unowned.length === 0
            ? 'All six have both.'
            : `${unowned.length} of ${ASSUMPTION_NAMES.length} ${unowned.length === 1 ? 'lacks' : 'lack'} one.`}
        </span>
      </p>
      {ASSUMPTION_NAMES.map((name) => (
        <AssumptionFields key={name} name={name} form={form} />
      ))}
    </SettingsForm>
  );
}
