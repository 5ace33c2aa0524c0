import { type Browser, chromium, type Page } from '@playwright/test';
import { addUser } from '@/lib/auth/users';
import { systemChromium } from '../../scripts/lib/chromium.mjs';
import { referenceDatabase, serve } from './server';
import { type Bench, median, report } from './workspace';

const PERSON = { email: 'bench@example.com', password: 'a password for the bench alone' };
const VISITS = 7;

/** What a visit felt like: instants in ms since the navigation began. */
interface Visit {
  paint: number;
  tiles: number;
  shift: number;
  scripts: number;
  bytes: number;
}

/** Overview in Chromium on a production build: the server is warm, the browser's cache is empty at each visit. */
export async function benchPage(bench: Bench): Promise<void> {
  const { url, connection } = await referenceDatabase(bench);
  await addUser(connection.db, { email: PERSON.email, password: PERSON.password, role: 'executive' });
  const { address, stop } = await serve(url);
  const browser = await chromium.launch({ executablePath: systemChromium(), args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const visits: Visit[] = [];
    const session = await signIn(browser, address);
    // The first visits make the server warm.
    for (let turn = 0; turn < VISITS + 2; turn++) {
      const context = await browser.newContext({
        baseURL: address,
        viewport: { width: 1280, height: 800 },
        storageState: session,
      });
      const visit = await visited(await context.newPage());
      await context.close();
      if (turn >= 2) visits.push(visit);
    }
    const mid = (key: keyof Visit) => median(visits.map((visit) => visit[key]));
    report(`Overview in Chromium, medians of ${VISITS} visits`);
    report(`  largest contentful paint   ${mid('paint').toFixed(0)} ms   (at most 1000)`);
    report(`  every tile shows a number  ${mid('tiles').toFixed(0)} ms   (at most 1500)`);
    report(`  scripts until idle         ${(mid('bytes') / 1000).toFixed(0)} kB in ${mid('scripts')}   (at most 300)`);
    report(`  layout shift               ${mid('shift').toFixed(4)}   (none)`);
  } finally {
    await browser.close();
    stop();
  }
}

async function signIn(browser: Browser, baseURL: string) {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(PERSON.email);
  await page.getByLabel('Password').fill(PERSON.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL('**/overview');
  const state = await context.storageState();
  await context.close();
  return state;
}

async function visited(page: Page): Promise<Visit> {
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  const scripts = new Set<string>();
  let bytes = 0;
  network.on('Network.responseReceived', ({ requestId, type }) => type === 'Script' && scripts.add(requestId));
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (scripts.has(requestId)) bytes += encodedDataLength;
  });
  // As a file: what compiles TypeScript here puts helpers into functions that no page knows.
  await page.addInitScript({ path: 'tests/bench/watch.js' });
  await page.goto('/overview');
  await page.waitForFunction(() => (window as unknown as Watched).watched.tiles > 0);
  await page.waitForLoadState('networkidle');
  const { paint, tiles, shift } = await page.evaluate(() => (window as unknown as Watched).watched);
  return { paint, tiles, shift, scripts: scripts.size, bytes };
}

interface Watched {
  watched: { paint: number; tiles: number; shift: number };
}
