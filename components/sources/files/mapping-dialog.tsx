'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { DialogFoot } from '@/components/ui/dialog-foot';
import type { Recognition } from '@/lib/core/recognition';
import { fieldsOf, RECORD_TYPES, type RecordType } from '@/lib/core/record';
import { keptFields } from '@/lib/core/record-keeping';
import { MAPPED, type MappedField, type Mapping, missingFields } from '@/lib/core/setup';
import { listWords } from '@/lib/core/words';
import { counted, recordWord } from '../words';
import { isSourceName, readSetup, recognise, SOURCE_RULE, saveSetup } from './api';
import { FieldMapping } from './field-mapping';
import { MappingColumns } from './mapping-columns';
import { FirstRecords, Refusals } from './preview';
import { usePreview } from './use-preview';
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
  const client = useQueryClient();
  /** a name that is taken and meant all the same */
  const [sure, setSure] = useState('');
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
      if (version > 0 && !isFixed && sure !== source) {
        setSure(source);
        setBusy(false);
        return setError(
          `${source} is known already: save once more to make this version ${version + 1} of how it is read.`,
        );
      }
      const { answers = {}, complexity = {} } = setup ?? {};
      const kept = await saveSetup(source, { connector: MAPPED, mapping, answers, complexity }, version);
      client.setQueryData(['setup', source], kept);
      onSaved(source);
    } catch (failure) {
      setError((failure as Error).message);
      setBusy(false);
    }
  };
  // What the file seems to have stays in sight; where the rest stands does not change while fields are chosen.
  const seen = (name: string) =>
    recognition.mapping?.type === mapping.type
      ? Object.hasOwn(recognition.mapping.fields, name)
      : proposal?.mapping.type === mapping.type && Object.hasOwn(proposal.fields, name);
  const fields = fieldsOf(mapping.type);
  const first = fields.filter(
    ({ name, field }) => field.required || seen(name) || name === 'employee_id' || name === 'email',
  );
  const rest = fields.filter((one) => !first.includes(one));
  const meanings = new Map(keptFields(mapping.type).map(({ name, meaning }) => [name, meaning]));
  const listed = (list: typeof fields) => (
    <ul className="mapping-fields">
      {list.map(({ name, field }) => (
        <FieldMapping
          key={`${mapping.type} ${name}`}
          name={name}
          meaning={meanings.get(name)}
          field={field}
          isMissing={missing.includes(name)}
          columns={columns}
          mapped={mapping.fields[name] ?? null}
          hint={proposal?.mapping.type === mapping.type ? proposal.fields[name] : undefined}
          onChange={(mapped) => setField(name, mapped)}
        />
      ))}
    </ul>
  );
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
          <MappingColumns columns={columns} mapping={mapping} />
          <section aria-label="Fields of the record">
            <h3>Fields of the record</h3>
            {listed(first)}
            {rest.length > 0 && (
              <details className="mapping-rest">
                <summary>{counted(rest.length, 'more field')} it may have</summary>
                {listed(rest)}
              </details>
            )}
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
          <DialogFoot
            act="Save the mapping"
            acting="Saving …"
            isBusy={isBusy}
            isDisabled={missing.length > 0 || !preview.told}
            onAct={() => void save()}
            onOut={onClose}
          />
        </div>
      </div>
    </Dialog>
  );
}
