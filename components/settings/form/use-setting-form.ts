'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { same } from '@/lib/core/same';
import type { Settings } from '@/lib/core/settings';
import { asRefusal, send } from './send';
import { useLeaveGuard } from './use-leave-guard';
import { SETTINGS_KEY, type SettingName, type SettingsAnswer, type Version } from './use-settings';

export type SaveState = 'idle' | 'saving' | 'saved' | 'failed';

type Drafts = Partial<{ [Name in SettingName]: Settings[Name] }>;

export interface SettingForm {
  value<Name extends SettingName>(name: Name): Settings[Name];
  set<Name extends SettingName>(name: Name, value: Settings[Name]): void;
  isDirty: boolean;
  /** something stands there that nobody typed: it is saved with the rest, and lost without a question */
  isProposed: boolean;
  /** what was saved takes effect when the numbers are recomputed */
  isPending: boolean;
  state: SaveState;
  /** complaints by field: `events.2.label` */
  errors: Record<string, string>;
  message: string;
  /** a setting that somebody else changed meanwhile, as it is now */
  conflict: { name: SettingName; theirs: Version } | null;
  /** whether all of it was saved */
  save(): Promise<boolean>;
  discard(): void;
  takeTheirs(): void;
  saveMine(): Promise<void>;
}

/**
 * Drafts of some settings over their newest versions. What nobody touched follows the server; what was touched keeps
 * the version it was begun from, so that the server can tell when somebody else was faster. What is proposed stands
 * where nobody typed, and is saved with the rest.
 */
export function useSettingForm(answer: SettingsAnswer, proposed: Drafts = {}): SettingForm {
  const [drafts, setDrafts] = useState<Drafts>({});
  const [begunFrom, setBegunFrom] = useState<Partial<Record<SettingName, number>>>({});
  const [state, setState] = useState<SaveState>('idle');
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState('');
  const [conflict, setConflict] = useState<SettingForm['conflict']>(null);
  const queries = useQueryClient();
  const router = useRouter();

  const differs = (name: SettingName) => name in drafts && !same(drafts[name], answer.settings[name].value);
  const proposals = (Object.keys(proposed) as SettingName[]).filter((name) => !(name in drafts));
  const shown = { ...proposed, ...drafts };
  const dirty = (Object.keys(drafts) as SettingName[]).filter(differs);
  useLeaveGuard(dirty.length > 0);

  const forget = (name: SettingName) => {
    setDrafts(({ [name]: _, ...others }) => others);
    setBegunFrom(({ [name]: _, ...others }) => others);
  };
  const fresh = () => queries.fetchQuery<SettingsAnswer>({ queryKey: SETTINGS_KEY, staleTime: 0 });

  /** Returns false where it was refused. */
  const put = async (name: SettingName, version: number): Promise<boolean> => {
    try {
      await send('PUT', `/api/v1/settings/${name}`, { value: shown[name], version });
    } catch (error) {
      const refusal = asRefusal(error);
      const isMarked = Object.keys(refusal.fields).length > 0 && refusal.status === 422;
      if (isMarked) setErrors((now) => ({ ...now, ...refusal.fields }));
      setMessage(isMarked ? 'Look at the fields marked in red.' : refusal.detail);
      if (refusal.status === 409 && refusal.fields[name])
        setConflict({ name, theirs: (await fresh()).settings[name] as Version });
      return false;
    }
    await fresh();
    forget(name);
    return true;
  };

  const save = async (versions = begunFrom) => {
    setState('saving');
    setErrors({});
    setMessage('');
    setConflict(null);
    let refused = 0;
    const changed = [...dirty, ...proposals];
    for (const name of changed) if (!(await put(name, versions[name] ?? answer.settings[name].version))) refused++;
    setState(refused > 0 ? 'failed' : 'saved');
    // Every page's frame knows the workspace's settings.
    if (refused < changed.length) router.refresh();
    return refused === 0;
  };

  return {
    value: (name) => (name in shown ? shown[name]! : answer.settings[name].value) as never,
    set: (name, value) => {
      setDrafts((now) => ({ ...now, [name]: value }));
      if (!differs(name)) setBegunFrom((now) => ({ ...now, [name]: answer.settings[name].version }));
      setErrors((now) => Object.fromEntries(Object.entries(now).filter(([field]) => field.split('.')[0] !== name)));
      if (state !== 'saving') setState('idle');
      setMessage('');
    },
    isDirty: dirty.length > 0,
    isProposed: proposals.length > 0,
    isPending: answer.recomputation?.state === 'running',
    state,
    errors,
    message,
    conflict,
    save: () => save(),
    discard: () => {
      setDrafts({});
      setBegunFrom({});
      setErrors({});
      setMessage('');
      setConflict(null);
      setState('idle');
    },
    takeTheirs: () => {
      if (conflict) forget(conflict.name);
      setConflict(null);
      setErrors({});
      setMessage('');
      setState('idle');
    },
    saveMine: async () => {
      await save({ ...begunFrom, ...(conflict && { [conflict.name]: conflict.theirs.version }) });
    },
  };
}
