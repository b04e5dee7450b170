// Runs a WebAssembly test program in Chromium. Cargo calls it for each (xtask/src/suite.rs):
//   node end2end/wasm-tests.mjs PROGRAM.wasm [ARGUMENTS]
// wasm-bindgen-test-runner (WASM_TEST_RUNNER) makes a page of the tests and serves it; this opens the page
// and reads the result.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium } from 'playwright-core';
import { launchOptions } from './playwright.config.mjs';

// Ten thousand records to search (benches/search.rs) are a minute's work.
const LONGEST_RUN = 600_000;

// The runner is ended from outside and then leaves its files behind.
const scratch = await mkdtemp(join(tmpdir(), 'wasm-tests-'));
const runner = spawn(process.env.WASM_TEST_RUNNER ?? 'wasm-bindgen-test-runner', process.argv.slice(2), {
  env: {
    ...process.env,
    NO_HEADLESS: '1',
    WASM_BINDGEN_TEST_ADDRESS: '127.0.0.1:0',
    TMPDIR: scratch,
    TEMP: scratch,
    TMP: scratch,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = once(runner, 'exit');
try {
  const address = await servedAt(runner.stdout);
  // Without a page there was nothing for a browser to do, and the runner's word counts.
  process.exitCode = address ? await passes(address) ? 0 : 1 : (await ended)[0] ?? 1;
} finally {
  runner.kill();
  await ended;
  await rm(scratch, { recursive: true, force: true });
}

/** The address of the page; undefined where the runner ends without serving one. */
async function servedAt(output) {
  for await (const line of createInterface({ input: output })) {
    const address = /available at (http:\S+)/.exec(line)?.[1];
    if (address) return address;
    console.log(line);
  }
}

/** Opens the page, prints what it says and tells whether all its tests passed. */
async function passes(address) {
  const browser = await chromium.launch(launchOptions);
  try {
    const page = await browser.newPage();
    if (process.argv.includes('--nocapture')) page.on('console', message => console.log(message.text()));
    const broken = new Promise((_, reject) => page.on('pageerror', reject));
    await page.goto(address);
    const done = page.waitForFunction(
      () => document.getElementById('output')?.textContent.includes('test result: '),
      undefined,
      { timeout: LONGEST_RUN },
    );
    await Promise.race([done, broken]).catch(error => console.error(String(error)));
    const output = await page.locator('#output').textContent();
    console.log(output);
    return output.includes('test result: ok.');
  } finally {
    await browser.close();
  }
}
