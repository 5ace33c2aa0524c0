'use client';

import type { RunInfo, RunPage } from '@/lib/core/sources';
import { askServer, problemOf } from './api';

/** waiting → sending → running → done, failed or cancelled */
export type UploadState = 'waiting' | 'sending' | 'running' | 'done' | 'failed' | 'cancelled';

export interface Upload {
  /** a UUID; the run it becomes bears it too */
  id: string;
  /** one run takes them all, in this order */
  files: readonly File[];
  /** what they are called together */
  name: string;
  /** bytes of them all */
  size: number;
  source: string;
  state: UploadState;
  /** bytes */
  sent: number;
  run: RunInfo | null;
  error: string | null;
  /** the first few refused rows; all of them are kept with the run */
  rejections: Rejection[];
  /** files that went in not at all, where others did */
  failed: FailedFile[];
}

interface FailedFile {
  file: string;
  error: string;
}

interface Rejection {
  file: string;
  line: number;
  reason: string;
}

const POLL_MS = 700;
const ENDED: readonly UploadState[] = ['done', 'failed', 'cancelled'];
export const isEnded = ({ state }: Upload) => ENDED.includes(state);

/**
 * The files on their way, one run after the other: sent by XHR, which alone tells how many bytes have gone, and followed
 * as runs. Lives outside of any page, so that looking elsewhere stops nothing.
 */
class Uploads {
  private list: readonly Upload[] = [];
  private readonly listeners = new Set<() => void>();
  private abort: (() => void) | null = null;
  private isWorking = false;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): readonly Upload[] => this.list;

  /** Sends files as one run of a source. */
  add(files: readonly File[], source: string): void {
    const name =
      files.length > 2 ? `${files[0]!.name} and ${files.length - 1} more` : files.map((one) => one.name).join(' and ');
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const nothing = { sent: 0, run: null, error: null, rejections: [], failed: [] };
    this.show([...this.list, { id: uuid(), files, name, size, source, state: 'waiting', ...nothing }]);
    void this.work();
  }

  /** What is still being sent is broken off; a run is asked to stop. Nothing of either is stored. */
  async cancel(upload: Upload): Promise<void> {
    if (upload.state === 'waiting') return this.change(upload.id, { state: 'cancelled' });
    if (upload.state === 'sending') return this.abort?.();
    if (!upload.run) return;
    await askServer(`/api/v1/ingest/runs/${upload.run.id}/cancel`, { method: 'POST' }).catch((error: Error) =>
      this.change(upload.id, { error: error.message }),
    );
  }

  clearEnded(): void {
    this.show(this.list.filter((one) => !isEnded(one)));
  }

  private show(list: readonly Upload[]): void {
    this.list = list;
    for (const listener of this.listeners) listener();
  }

  private change(id: string, part: Partial<Upload>): void {
    this.show(this.list.map((one) => (one.id === id ? { ...one, ...part } : one)));
  }

  private async work(): Promise<void> {
    if (this.isWorking) return;
    this.isWorking = true;
    window.addEventListener('beforeunload', askToStay);
    for (;;) {
      const next = this.list.find(({ state }) => state === 'waiting');
      if (!next) break;
      await this.carry(next);
    }
    window.removeEventListener('beforeunload', askToStay);
    this.isWorking = false;
  }

  private async carry(upload: Upload): Promise<void> {
    const { id } = upload;
    this.change(id, { state: 'sending' });
    const poll = setInterval(() => void this.follow(id), POLL_MS);
    try {
      const { rejections, failed } = await this.send(upload);
      await this.follow(id);
      this.change(id, { state: 'done', sent: upload.size, rejections, failed });
    } catch (error) {
      await this.follow(id);
      const run = this.list.find((one) => one.id === id)?.run;
      const isCancelled = error === CANCELLED || Boolean(run?.cancelled_by);
      this.change(id, {
        state: isCancelled ? 'cancelled' : 'failed',
        error: isCancelled ? null : (error as Error).message,
      });
    } finally {
      clearInterval(poll);
      this.abort = null;
    }
  }

  /** The run, once there is one. A poll that fails is tried again by the next. */
  private async follow(id: string): Promise<void> {
    const page = await askServer<RunPage>(`/api/v1/ingest/runs?upload=${id}`).catch(() => null);
    const run = page?.runs[0];
    if (run) this.change(id, { run });
  }

  private send({ id, files, size, source }: Upload): Promise<Taken> {
    return new Promise((resolve, reject) => {
      const xhr = new XMLHttpRequest();
      this.abort = () => xhr.abort();
      const [file] = files;
      const query = new URLSearchParams({ name: plainName(file!.name), upload: id });
      xhr.open('POST', `/api/v1/ingest/${encodeURIComponent(source)}?${query}`);
      xhr.responseType = 'json';
      xhr.upload.onprogress = ({ loaded }) => this.change(id, { sent: Math.min(loaded, size) });
      xhr.upload.onload = () => this.change(id, { sent: size, state: 'running' });
      xhr.onabort = () => reject(CANCELLED);
      xhr.onerror = () => reject(new Error('The connection broke off. Nothing of this was stored; send it again.'));
      xhr.onload = () =>
        xhr.status < 300 && xhr.response ? resolve(xhr.response) : reject(problemOf(xhr.status, xhr.response));
      xhr.send(files.length === 1 ? file : formOf(files));
    });
  }
}

interface Taken {
  rejections: Rejection[];
  failed: FailedFile[];
}

/** Files of one run, in their order; the browser streams them from where they lie. */
function formOf(files: readonly File[]): FormData {
  const form = new FormData();
  for (const file of files) form.append('file', file, plainName(file.name));
  return form;
}

const CANCELLED = new Error('cancelled');
export const uploads = new Uploads();

const askToStay = (event: BeforeUnloadEvent) => event.preventDefault();

/** The name as the API takes it: other characters become an underscore. */
function plainName(name: string): string {
  const plain = name.replace(/[^\p{L}\p{N} ._()-]/gu, '_').slice(-120);
  return /^[\p{L}\p{N}]/u.test(plain) ? plain : `file ${plain}`.slice(0, 120);
}

/** `randomUUID` is there only on https and on this machine; random bytes are everywhere. */
function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
