'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { askServer } from './api';
import { counted } from './words';

interface Taken {
  read: number;
  added: number;
  changed: number;
  removed: number;
  unchanged: number;
  rejected: number;
  rejections: { line: number; reason: string }[];
  aliases: number;
  onRoster: number;
}

/** Takes a list that says whom a login means, and tells what became of it. */
export function AliasUpload() {
  const input = useRef<HTMLInputElement>(null);
  const queries = useQueryClient();
  const upload = useMutation({
    mutationFn: (file: File) => askServer<Taken>('/api/v1/aliases', { method: 'POST', body: file }),
    onSuccess: () => queries.invalidateQueries(),
  });
  return (
    <div className="alias-upload">
      <p>
        Sources that know people by a login alone: upload a list with the columns <code>login</code> and{' '}
        <code>employee_id</code> or <code>email</code>. Hashes of it are kept, the list is not.
      </p>
      <input
        ref={input}
        type="file"
        accept=".csv,text/csv"
        className="sr-only"
        tabIndex={-1}
        aria-label="List of logins (CSV)"
        onChange={(event) => {
          const file = event.target.files?.[0];
          event.target.value = '';
          if (file) upload.mutate(file);
        }}
      />
      <button type="button" className="button" disabled={upload.isPending} onClick={() => input.current?.click()}>
        {upload.isPending ? 'Matching …' : 'Upload list of logins'}
      </button>
      <div aria-live="polite">
        {upload.error && <p className="warn">{upload.error.message}</p>}
        {upload.data && <Result taken={upload.data} />}
      </div>
    </div>
  );
}

function Result({ taken }: { taken: Taken }) {
  const { read, added, changed, removed, unchanged, rejected, rejections, aliases, onRoster } = taken;
  return (
    <>
      <p>
        {counted(read, 'row')} read: {added} added, {changed} changed, {removed} removed, {unchanged} as before
        {rejected > 0 && `, ${rejected} not taken`}. {onRoster.toLocaleString('en-US')} of{' '}
        {aliases.toLocaleString('en-US')} known logins lead to somebody on the roster.
      </p>
      {rejections.length > 0 && (
        <ul className="plain-list">
          {rejections.map(({ line, reason }) => (
            <li key={line}>
              Line {line}: {reason}.
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
