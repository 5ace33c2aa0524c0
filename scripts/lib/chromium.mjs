// Plain Node: the settings of the browser tests import it too.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** The browser that the system has; undefined where Playwright's own is to be used. */
export function systemChromium() {
  return INSTALLED.find((file) => fs.existsSync(file));
}

/** Makes sure that there is a Chromium. Returns null, or one sentence that says why there is none. */
export function installChromium() {
  if (systemChromium() || ownChromium()) return null;
  process.stderr.write('Installing Chromium …\n');
  if (process.getuid?.() === 0 && fs.existsSync('/usr/bin/apt-get')) {
    run('apt-get', ['update', '-qq']);
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
    if (systemChromium()) return null;
  }
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
