import { expect, field, heading, hits, hold, open, started, test } from './visitor.mjs';

const trouble = page => page.locator('#trouble');

async function readsAndLinks(page) {
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  await expect(page.getByRole('region', { name: 'Meaning' })).toBeVisible();
  await page.locator('main a[rel=next]').click();
  await expect(page).toHaveURL('/408');
  await expect(heading(page)).toHaveText('408 Request Timeout');
}

for (const [how, file, answer] of [
  ['is blocked', '**/*.wasm', route => route.abort('blockedbyclient')],
  ['is gone', '**/*.wasm', route => route.fulfill({ status: 404, contentType: 'text/html', body: 'gone' })],
  // The first bytes of a program: its mark, its version, and the beginning of a section.
  ['is cut off', '**/*.wasm', route => route.fulfill({ contentType: 'application/wasm', body: Buffer.from('0061736d0100000001ff', 'hex') })],
  ['is another page, sent with status 200', '**/*.wasm', route => route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>Sign in</p>' })],
  ['has no loader', '**/*.js', route => route.abort('blockedbyclient')],
]) {
  test(`Where the program ${how}, the page reads, its links work, and a line says what is missing`, async ({ page }) => {
    await page.route(file, answer);
    await page.goto('/407');
    await expect(trouble(page)).toBeVisible();
    await expect(trouble(page)).toHaveText(/^Searching and quick moves do not work here/);
    await readsAndLinks(page);
    await page.goto('/');
    await expect(trouble(page)).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: /^407 / }).click();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  });
}

test('Nobody is told of trouble while the program is only slow', async ({ page }) => {
  const release = await hold(page, '**/*.wasm');
  await page.goto('/407', { waitUntil: 'domcontentloaded' });
  await expect(heading(page)).toBeVisible();
  await expect(trouble(page)).toBeHidden();
  release();
  await started(page);
  await expect(trouble(page)).toBeHidden();
});

test('An error of another script, an extension’s say, is no trouble once the program runs', async ({ page }) => {
  await open(page, '/407');
  await page.evaluate(() => {
    setTimeout(() => { window.thrown = true; throw new Error('an extension'); });
    Promise.reject(new Error('an extension'));
  });
  await page.waitForFunction(() => window.thrown);
  await expect(trouble(page)).toBeHidden();
});

test('Where storage is refused, the site works', async ({ page, complaints }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('refused', 'SecurityError'); } });
  });
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '/');
  await field(page).fill('proxy auth');
  await hits(page).first().click();
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(0, 0, 0)');
  await expect(trouble(page)).toBeHidden();
  expect(complaints).toEqual([]);
});

test('Where the texts do not arrive, names and summaries are searched, and the page does not fail', async ({ page }) => {
  const failed = page.waitForEvent('requestfailed', request => request.url().endsWith('/texts.json'));
  await page.route('**/_app/*/texts.json', route => route.abort());
  await open(page, '/');
  await failed;
  await field(page).fill('proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  await expect(trouble(page)).toBeHidden();
});
