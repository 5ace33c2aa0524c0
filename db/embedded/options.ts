import fs from 'node:fs';
import os from 'node:os';

const MB = 1024 * 1024;

/** Settings of the server for this machine's memory and cores, as `-c name=value` arguments. */
export function serverOptions({ lasting }: { lasting: boolean }): string[] {
  const memory = Math.min(os.totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / MB;
  const cores = os.availableParallelism();
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1',
    // A socket's path has a length limit that a data folder may exceed; the loopback address has none.
    unix_socket_directories: '',
    max_connections: 200,
    shared_buffers: `${between(64, memory / 8, 1024)}MB`,
    effective_cache_size: `${between(128, memory / 2, 65536)}MB`,
    maintenance_work_mem: `${between(32, memory / 32, 512)}MB`,
    work_mem: memory < 2048 ? '8MB' : '32MB',
    max_wal_size: '4GB',
    checkpoint_timeout: '15min',
    jit: 'off',
    random_page_cost: 1.1,
    max_parallel_workers_per_gather: cores >= 4 ? 2 : cores - 1,
    max_parallel_maintenance_workers: Math.min(cores, 2),
    timezone: 'UTC',
    log_timezone: 'UTC',
    // After a crash the server syncs all its files: by one call where there is one.
    ...(process.platform === 'linux' ? { recovery_init_sync_method: 'syncfs' } : {}),
    ...(lasting ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
    ...(smallSharedMemory() ? { dynamic_shared_memory_type: 'mmap' } : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function between(least: number, wanted: number, most: number): number {
  return Math.round(Math.max(least, Math.min(wanted, most)));
}

/** Containers often give /dev/shm 64 MB, too little for parallel queries. */
function smallSharedMemory(): boolean {
  if (process.platform !== 'linux' || !fs.existsSync('/dev/shm')) return false;
  const { bavail, bsize } = fs.statfsSync('/dev/shm');
  return bavail * bsize < 256 * MB;
}
