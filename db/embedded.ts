import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { placeOf, temporaryPlace } from './embedded/home';
import { DATABASE, isServer, type Place, readPostmaster, startServer, stopServer, USER } from './embedded/server';

/** A database server that runs as long as somebody holds it. */
export interface Held {
  /** postgres://… of the application's database; contains the password */
  url: string;
  /** Lets go; the last one out stops the server. Safe to call twice. */
  close(): Promise<void>;
}

// Shared by every process that uses the cluster, exclusive for the one that stops it.
const LOCK = 7_263_361;
const RETRY_MS = 50;
const PATIENCE_MS = 120_000;

/**
 * The embedded PostgreSQL of a data folder: joined if it runs, made and brought up if not. No lock file is needed:
 * postmaster.pid arbitrates between those who start it, an advisory lock between those who come and who leave.
 * Throws one plain sentence when the server cannot be had.
 */
export async function openEmbedded(dataFolder: string): Promise<Held> {
  const place = placeOf(dataFolder);
  const hold = await join(place);
  return { url: urlOf(place, hold.port, DATABASE), close: keep(place, hold) };
}

/** A cluster of its own that is removed on close; nothing in it survives a crash of the machine. */
export async function openTestCluster(): Promise<Held> {
  const place = temporaryPlace();
  await startServer(place);
  let closed: Promise<void> | undefined;
  const remove = async () => {
    await stopServer(place);
    fs.rmSync(place.folder, { recursive: true, force: true });
  };
  return { url: urlOf(place, readPostmaster(place)!.port, DATABASE), close: () => (closed ??= remove()) };
}

/** @types/pg lacks the two. */
type Client = pg.Client & { ref(): void; unref(): void };

/** Stops the embedded server of a data folder, whoever uses it, and removes it with the folder and all it holds. */
export async function removeEmbedded(dataFolder: string): Promise<void> {
  if (!fs.existsSync(dataFolder)) return;
  const place = placeOf(path.resolve(dataFolder));
  await stopServer(place);
  for (const folder of [place.folder, dataFolder]) fs.rmSync(folder, { recursive: true, force: true });
}

interface Hold {
  port: number;
  client: Client;
}

async function join(place: Place): Promise<Hold> {
  const until = Date.now() + PATIENCE_MS;
  let trouble: Error | undefined;
  while (Date.now() < until) {
    const running = readPostmaster(place);
    if (!running || !isServer(running.pid)) {
      await startServer(place);
      continue;
    }
    if (running.ready) {
      try {
        const client = await take(place, running.port);
        if (client) return { port: running.port, client };
      } catch (error) {
        trouble = error as Error;
        if (LASTING_TROUBLE.has(String((error as { code?: unknown }).code))) break;
      }
    }
    await sleep(RETRY_MS);
  }
  throw new Error(`The embedded database in ${place.folder} could not be joined: ${trouble?.message ?? 'it is busy'}.`);
}

// Wrong password, no more connections: waiting does not help.
const LASTING_TROUBLE = new Set(['28P01', '28000', '53300']);

/** The connection that holds the shared lock; null when the server is just being stopped by the last one out. */
async function take(place: Place, port: number): Promise<Client | null> {
  const client = new pg.Client({
    connectionString: urlOf(place, port, 'postgres'),
    application_name: 'tandem hold',
    keepAlive: true,
  }) as Client;
  client.on('error', () => undefined); // `end` follows, and is what we act on
  await client.connect();
  const { rows } = await client.query('select pg_try_advisory_lock_shared($1) as got', [LOCK]);
  if (rows[0].got) return client;
  await client.end();
  return null;
}

/** Holds on until the returned function is called; a server that is killed meanwhile is brought back. */
function keep(place: Place, first: Hold): () => Promise<void> {
  let leaving: Promise<void> | undefined;
  let current: Promise<Hold | null>;
  const watch = (hold: Hold): Hold => {
    hold.client.unref(); // alone it must not keep the process alive
    hold.client.once('end', () => {
      if (!leaving) current = comeBack(hold.port);
    });
    return hold;
  };
  const comeBack = async (port: number): Promise<Hold | null> => {
    try {
      const again = watch(await join(place));
      // Pools remember the old address: startServer takes it again when it is free.
      if (again.port !== port) console.error('The embedded database is back at another port: start again.');
      return again;
    } catch (error) {
      console.error((error as Error).message);
      return null;
    }
  };
  current = Promise.resolve(watch(first));
  return () => (leaving ??= current.then((hold) => (hold ? leave(place, hold.client) : undefined)));
}

async function leave(place: Place, client: Client): Promise<void> {
  client.ref();
  let last: boolean;
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [LOCK]);
    last = (await client.query('select pg_try_advisory_lock($1) as last', [LOCK])).rows[0].last;
  } catch {
    // Without a connection there is no lock of ours left: another one, who leaves at this moment, stops the server.
    last = false;
  }
  if (last) await stopServer(place);
  await client.end();
}

function urlOf(place: Place, port: number, database: string): string {
  return `postgres://${USER}:${place.password}@127.0.0.1:${port}/${database}`;
}
