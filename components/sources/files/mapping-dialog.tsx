'use client';

import { useEffect, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import type { Column, Recognition } from '@/lib/core/recognition';
import { fieldsOf, RECORD_TYPES, type RecordType } from '@/lib/core/record';
import { MAPPED, type MappedField, type Mapping, missingFields } from '@/lib/core/setup';
import { listWords } from '@/lib/core/words';
import { recordWord } from '../words';
import { isSourceName, readSetup, recognise, SOURCE_RULE, saveSetup } from './api';
import { FieldMapping } from './field-mapping';
import { FirstRecords, Refusals } from './preview';
import { heldWords, refusedWords, sureWord } from './words';

interface MappingDialogProps {
  file: File;
  recognition: Recognition;
  source: string;
  /** the source is named already */
  isFixed: boolean;
  onClose: () => void;
  onSaved: (source: string) => void;
}

/** A file nobody foresaw: which column is which field, with what becomes of its first rows beside. */
export function MappingDialog({ file, recognition, source: named, isFixed, onClose, onSaved }: MappingDialogProps) {
  const [told, setTold] = useState(recognition);
  const [mapping, setMapping] = useState<Mapping>(recognition.mapping ?? recognition.proposal!.mapping);
  const [source, setSource] = useState(named);
  const [error, setError] = useState('');
  const [isBusy, setBusy] = useState(false);
  const { columns, proposal } = told;
  const missing = missingFields(mapping.type, mapping.fields);
  const preview = usePreview(file, mapping, missing.length === 0);

  const chooseType = async (type: RecordType) => {
    setError('');
    try {
      const answer = await recognise(file, { type });
      setTold({ ...told, proposal: answer.proposal ?? proposal });
      setMapping(answer.proposal?.mapping.type === type ? answer.proposal.mapping : { ...mapping, type, fields: {} });
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  const setField = (name: string, field: MappedField | null) => {
    const { [name]: _, ...others } = mapping.fields;
    setMapping({ ...mapping, fields: field ? { ...others, [name]: field } : others });
  };
  const save = async () => {
    if (!isSourceName(source)) return setError(`A source is named with ${SOURCE_RULE}.`);
    setBusy(true);
    setError('');
    try {
      const { version, setup } = await readSetup(source);
      const { answers = {}, complexity = {} } = setup ?? {};
      await saveSetup(source, { connector: MAPPED, mapping, answers, complexity }, version);
      onSaved(source);
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };
  const inOrder = fieldsOf(mapping.type);
  return (
    <Dialog title={`What is in ${file.name}?`} wide onClose={onClose}>
      <div className="mapping">
        <div className="mapping-head">
          <label className="field">
            <span>Every row is</span>
            <select
              className="input"
              value={mapping.type}
              onChange={(event) => void chooseType(event.target.value as RecordType)}
            >
              {RECORD_TYPES.map((type) => (
                <option key={type} value={type}>
                  {recordWord(type)}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>Times that name no zone are</span>
            <select
              className="input"
              value={mapping.zone}
              onChange={(event) => setMapping({ ...mapping, zone: event.target.value })}
            >
              {[...new Set(['UTC', mapping.zone, proposal?.mapping.zone ?? 'UTC'])].map((zone) => (
                <option key={zone} value={zone}>
                  {zone === 'UTC' ? 'UTC' : `in ${zone}, the workspace’s zone`}
                </option>
              ))}
            </select>
          </label>
          <label className="field">
            <span>Numbers are written</span>
            <select
              className="input"
              value={mapping.decimalComma ? 'comma' : 'point'}
              onChange={(event) => setMapping({ ...mapping, decimalComma: event.target.value === 'comma' })}
            >
              <option value="point">1,234.50</option>
              <option value="comma">1.234,50</option>
            </select>
          </label>
        </div>
        {!recognition.mapping && proposal && (
          <p className="quiet">
            Proposed from names and values ({sureWord(proposal.confidence)}): look at each before you save.
          </p>
        )}
        <div className="mapping-sides">
          <Columns columns={columns} mapping={mapping} />
          <section aria-label="Fields of the record">
            <h3>Fields of the record</h3>
            <ul className="mapping-fields">
              {inOrder.map(({ name, field }) => (
                <FieldMapping
                  key={`${mapping.type} ${name}`}
                  name={name}
                  field={field}
                  isMissing={missing.includes(name)}
                  columns={columns}
                  mapped={mapping.fields[name] ?? null}
                  hint={proposal?.mapping.type === mapping.type ? proposal.fields[name] : undefined}
                  onChange={(mapped) => setField(name, mapped)}
                />
              ))}
            </ul>
          </section>
        </div>
        <section className="mapping-preview" aria-label="Preview" aria-live="polite" data-preview={preview.state}>
          <h3>What becomes of it</h3>
          {missing.length > 0 && (
            <p className="bad">Still needed: {listWords(missing)}. Give each a column, or one value for every row.</p>
          )}
          {preview.error && <p className="bad">{preview.error}</p>}
          {preview.told && (
            <>
              <p>
                {heldWords(preview.told)}
                {preview.told.counts.refused > 0 && (
                  <span className="bad"> · {refusedWords(preview.told.counts.refused, preview.told.whole)}</span>
                )}
              </p>
              <FirstRecords records={preview.told.records} />
              {preview.told.counts.refused > 0 && <Refusals of={[preview.told]} />}
            </>
          )}
        </section>
        <div className="mapping-foot">
          <label className="field">
            <span>Source: what files like this are called from now on</span>
            <input
              className="input"
              value={source}
              readOnly={isFixed}
              onChange={(event) => setSource(event.target.value.trim())}
              autoComplete="off"
              spellCheck={false}
            />
          </label>
          <p className="form-error" role="alert">
            {error}
          </p>
          <p className="dialog-actions">
            <button type="button" className="button" onClick={onClose}>
              Cancel
            </button>
            <button
              type="button"
              className="button button-primary"
              disabled={isBusy || missing.length > 0 || !preview.told}
              onClick={() => void save()}
            >
              {isBusy ? 'Saving …' : 'Save the mapping'}
            </button>
          </p>
        </div>
      </div>
    </Dialog>
  );
}

interface Preview {
  state: 'waiting' | 'asking' | 'told';
  told: Recognition | null;
  error: string | null;
}

const PAUSE_MS = 250;

/** What the file comes to with a mapping, asked again a moment after each change. */
function usePreview(file: File, mapping: Mapping, isWhole: boolean): Preview {
  const [preview, setPreview] = useState<Preview>({ state: 'waiting', told: null, error: null });
  useEffect(() => {
    if (!isWhole) return setPreview({ state: 'waiting', told: null, error: null });
    const leaving = new AbortController();
    setPreview((before) => ({ ...before, state: 'asking' }));
    const timer = setTimeout(async () => {
      try {
        const told = await recognise(file, { draft: { mapping }, signal: leaving.signal });
        if (!leaving.signal.aborted) setPreview({ state: 'told', told, error: told.problem });
      } catch (failure) {
        if (!leaving.signal.aborted) setPreview({ state: 'told', told: null, error: (failure as Error).message });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [file, mapping, isWhole]);
  return preview;
}

function Columns({ columns, mapping }: { columns: readonly Column[]; mapping: Mapping }) {
  const used = new Map<string, string[]>();
  for (const [name, { column }] of Object.entries(mapping.fields))
    if (column !== undefined) used.set(column, [...(used.get(column) ?? []), name]);
  return (
    <section aria-label="Columns of the file">
      <h3>Columns of the file</h3>
      <ul className="mapping-columns">
        {columns.map(({ name, values, filled, rows }) => (
          <li key={name} data-used={used.has(name)}>
            <b>{name}</b>
            <span className="mapping-use">{used.has(name) ? listWords(used.get(name)!) : 'dropped'}</span>
            <span className="mapping-samples">
              {values
                .slice(0, 3)
                .map(({ value }) => value)
                .join(' · ') || 'empty'}
              {filled < rows && filled > 0 && ` (${rows - filled} of ${rows} empty)`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
