// Trying a code: the page's own button asks the worker, and shows what `fetch` gave.
import AxeBuilder from '@axe-core/playwright';
import { expect, isSameDocument, markDocument, open, paths, test } from './visitor.mjs';

const section = page => page.getByRole('region', { name: 'Try It' });
const button = (page, name = /^Fetch a \d+/) => section(page).getByRole('button', { name });
const noWorker = page => section(page).locator('.no-worker');
const outcome = page => section(page).locator('[data-outcome]:visible');
const snippet = page => section(page).locator('pre');

/** Opens a page that the worker serves. */
async function visit(page, path) {
  await open(page, path);
  await expect(button(page).first()).toBeVisible({ timeout: 60_000 });
}

/** Presses a button, of a redirect that for a mode; what is shown then, by name. */
async function press(page, mode) {
  await button(page, mode && `redirect: '${mode}'`).click();
  await expect(outcome(page)).toContainText(mode ? `redirect: "${mode}"` : 'network panel');
  const rows = await outcome(page).locator('dt').evaluateAll(names => names.map(name => [name.textContent, name.nextElementSibling.textContent]));
  return Object.fromEntries(rows);
}

test.describe('With a worker', () => {
  test.use({ serviceWorker: true });

  test('a 407 arrives with its fields, is no exception and asks for no password', async ({ page, complaints }) => {
    await visit(page, '/407');
    await expect(noWorker(page)).toBeHidden();
    const answered = page.waitForResponse(/\/_try\/407/);
    const given = await press(page);
    expect((await answered).fromServiceWorker()).toBe(true);
    expect(given).toMatchObject({ ok: 'false', status: '407', statusText: '"Proxy Authentication Required"', redirected: 'false', type: '"basic"' });
    expect(given['await text()']).toContain('407 Proxy Authentication Required');
    expect(given.headers).toContain('proxy-authenticate: Basic realm="Corp proxy", charset="UTF-8"');
    expect(given.headers).toContain('date: ');
    await expect(section(page)).toContainText('makes no browser ask for credentials');
    // The browser logs every failed answer by itself; nothing else is amiss.
    expect(complaints.filter(text => !/status of 407/.test(text))).toEqual([]);
  });

  test('an answer without content has an empty text, and the page says what json() does', async ({ page }) => {
    for (const [code, ok] of [[204, 'true'], [205, 'true'], [304, 'false']]) {
      await visit(page, `/${code}`);
      const given = await press(page);
      expect(given).toMatchObject({ ok, status: `${code}`, 'await text()': '""' });
      expect(given.body, `${code}`).toMatch(/^(null|ReadableStream)$/);
      expect(given.headers, `${code}`).not.toContain('content-type');
      await expect(section(page)).toContainText('SyntaxError');
    }
  });

  test('a part of content is as long as its range says', async ({ page }) => {
    await visit(page, '/206');
    const given = await press(page);
    const [, first, last] = /content-range: bytes (\d+)-(\d+)/.exec(given.headers);
    expect(JSON.parse(given['await text()'])).toHaveLength(last - first + 1);
  });

  test('a redirect is followed, opaque or an error, as the button says', async ({ page }) => {
    await visit(page, '/302');
    const followed = await press(page, 'follow');
    expect(followed).toMatchObject({ ok: 'true', status: '200', redirected: 'true' });
    expect(followed.url).toContain('/_try/200');
    const opaque = await press(page, 'manual');
    expect(opaque).toMatchObject({ ok: 'false', status: '0', type: '"opaqueredirect"', body: 'null', headers: '' });
    const thrown = await press(page, 'error');
    expect(thrown).toEqual({ name: '"TypeError"', message: expect.stringMatching(/./) });
  });

  test('a 500 is an answer like another, and after a move the next page tries its own', async ({ page }) => {
    await visit(page, '/500');
    await markDocument(page);
    expect(await press(page)).toMatchObject({ ok: 'false', status: '500' });
    await page.locator('main a[rel=next]').click();
    await expect(button(page, 'Fetch a 501')).toBeVisible();
    await expect(outcome(page)).toHaveCount(0);
    const given = await press(page);
    expect(given).toMatchObject({ status: '501' });
    expect(given.headers).toContain('allow: GET, HEAD');
    expect(await isSameDocument(page)).toBe(true);
  });

  test('a field that no script may see is told of, and does not arrive', async ({ page }) => {
    await visit(page, '/431');
    const given = await press(page);
    expect(given.headers).toContain('connection: close');
    expect(given.headers).not.toContain('set-cookie');
    await expect(section(page)).toContainText('Set-Cookie does not arrive');
  });

  test('the code beside it runs as it stands, for every code that can be tried', async ({ page, request }) => {
    await visit(page, '/407');
    const codes = (await paths(request)).filter(path => /^\/[2-5]\d\d$/.test(path));
    expect(codes.length).toBeGreaterThan(80);
    for (const path of codes) {
      const snippet = await page.evaluate(async path => {
        const file = new DOMParser().parseFromString(await (await fetch(path)).text(), 'text/html');
        return file.querySelector('section[aria-labelledby=try] pre').textContent;
      }, path);
      const [status, redirected] = await page.evaluate(`(async () => { ${snippet}\nreturn [response.status, response.redirected]; })()`);
      expect(redirected ? [200] : [Number(path.slice(1))], path).toContain(status);
    }
  });

  test('the button comes without a reload once a worker controls the page', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
    await open(page, '/407');
    await markDocument(page);
    await expect(noWorker(page)).toBeVisible();
    await expect(button(page)).toBeHidden();
    await page.evaluate(async () => { await navigator.serviceWorker.register(new URL('sw.js', document.querySelector('link[rel=manifest]').href).href); });
    await expect(button(page)).toBeVisible({ timeout: 60_000 });
    await expect(noWorker(page)).toBeHidden();
    expect(await press(page)).toMatchObject({ status: '407' });
    expect(await isSameDocument(page)).toBe(true);
  });

  for (const colorScheme of ['light', 'dark']) {
    test(`what is shown is within reach of everybody on a narrow ${colorScheme} screen`, async ({ page }) => {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width: 320, height: 640 });
      await visit(page, '/302');
      for (const mode of ['follow', 'error']) {
        await press(page, mode);
        const { violations } = await new AxeBuilder({ page }).include('section[aria-labelledby=try]').analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(node => node.html)])).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
      }
      await expect(section(page).locator('[aria-live=polite]')).toContainText('rejected');
    });
  }
});

test('Without a worker, words stand in place of the button', async ({ page }) => {
  await open(page, '/407');
  await expect(noWorker(page)).toContainText('No service worker controls this page');
  await expect(button(page)).toBeHidden();
  await expect(snippet(page)).toContainText('/_try/407');
});

test('What a browser cannot be given has no button, and the reason', async ({ page }) => {
  for (const [code, reason] of [[100, 'interim response'], [101, 'WebSocket'], [783, 'from 200 to 599'], [999, 'from 200 to 599']]) {
    await open(page, `/${code}`);
    await expect(section(page)).toContainText('It cannot be tried here');
    await expect(section(page)).toContainText(reason);
    await expect(section(page).locator('[data-action=try], .no-worker')).toHaveCount(0);
    const thrown = await page.evaluate(`try { ${await snippet(page).textContent()} } catch (error) { error.name }`);
    expect(thrown, `${code}`).toBe('RangeError');
  }
});

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the code and the reason are there, and no button', async ({ page }) => {
    await page.goto('/407');
    await expect(noWorker(page)).toBeVisible();
    await expect(button(page)).toBeHidden();
    await expect(snippet(page)).toContainText('await fetch');
  });
});
