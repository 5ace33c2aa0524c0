// Plain Node: the settings of the browser tests import it too.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

/** Chromium without windows: the same engine, which takes a third less processor time to drive. */
const SHELL = '/usr/bin/chromium-headless-shell';
const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  SHELL,
];

/** The browser that the system has; undefined where Playwright's own is to be used. */
export function systemChromium() {
  return INSTALLED.find((file) => fs.existsSync(file));
}

/** The browser for tests: nobody watches them. */
export function testChromium() {
  return fs.existsSync(SHELL) ? SHELL : systemChromium();
}

/** Makes sure that there is a Chromium. Returns null, or one sentence that says why there is none. */
export function installChromium() {
  if (fs.existsSync(SHELL)) return null;
  const hasApt = process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get');
  const apt = (...words) => run('apt-get', ['-o', 'Acquire::http::Timeout=20', '-qq', ...words]);
  if (hasApt) {
    process.stderr.write('Installing Chromium …\n');
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'chromium-headless-shell');
    if (fs.existsSync(SHELL)) return null;
  }
  if (systemChromium() || ownChromium()) return null;
  if (hasApt) apt('install', '-y', '--no-install-recommends', 'chromium');
  if (systemChromium()) return null;
  run(process.execPath, ['node_modules/@playwright/test/cli.js', 'install', 'chromium']);
  return ownChromium() ? null : 'No Chromium could be installed: the browser tests need one (on Debian: chromium).';
}

/** Whether Playwright has downloaded its own at some time. */
function ownChromium() {
  const script = `import('@playwright/test').then(({ chromium }) => console.log(chromium.executablePath()))`;
  const { stdout } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  return fs.existsSync(stdout.trim());
}

function run(command, args) {
  spawnSync(command, args, { stdio: ['ignore', 2, 2], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
