// What a visitor does most, in every engine: `playwright.config.mjs` runs it in Chromium, `firefox.config.mjs` in
// Firefox. Where an engine has no Navigation API a move loads the page, and these tests hold all the same.
import {
  expect, field, heading, hits, open, openBeforeStart, results, started, test as base,
} from './visitor.mjs';

const test = base.extend({
  /** In no test does the page complain or the policy refuse anything. */
  quiet: [async ({ page, complaints }, use) => {
    const refused = [];
    await page.exposeBinding('tellRefused', (_, what) => { refused.push(what); });
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', event => window.tellRefused(`${event.effectiveDirective}: ${event.blockedURI}`));
    });
    await use();
    expect(refused, 'refused by the policy').toEqual([]);
    expect(complaints).toEqual([]);
    await expect(page.locator('#trouble')).toBeHidden();
  }, { auto: true }],
});

const copied = page => page.locator('[data-action=copy]').first();
const response = page => page.locator('[data-response]');
const place = page => page.locator('[data-node]:visible');

test('Home is there, and its search answers', async ({ page }) => {
  await open(page, '/');
  await expect(heading(page)).toHaveText('What does this status code mean?');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  await expect(results(page)).toHaveAttribute('data-query', 'proxy auth');
  await expect(page).toHaveURL('/?q=proxy+auth');
});

test('The keyboard alone finds and opens a code', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.type('40');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const code = await page.locator('[data-results] [aria-selected=true]').getAttribute('data-code');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/${code}`);
  await expect(page.locator('main')).toHaveAttribute('data-code', code);
});

test('What is typed before the program is up is kept and answered', async ({ page }) => {
  const start = await openBeforeStart(page, '/');
  await page.keyboard.type('teapot');
  await start();
  await expect(field(page)).toHaveValue('teapot');
  await expect(hits(page).first()).toHaveAttribute('data-code', '418');
});

for (const [how, leave, then] of [
  ['follows a link', page => page.locator('main a[rel=next]').click(), '408 Request Timeout'],
  ['loads the page again', page => page.evaluate(() => location.reload()), '407 Proxy Authentication Required'],
  ['goes back', page => page.evaluate(() => history.back()), '404 Not Found'],
]) {
  test(`Whoever ${how} before the program is up is told of no trouble`, async ({ page, origin }) => {
    origin.instead = path => path.endsWith('.wasm') && (response => {
      response.writeHead(200, { 'Content-Type': 'application/wasm' });
      response.flushHeaders();
    });
    await page.addInitScript(() => addEventListener('DOMContentLoaded', () => {
      const line = document.getElementById('trouble');
      const note = () => { if (!line.hidden) sessionStorage.setItem('told', line.textContent); };
      new MutationObserver(note).observe(line, { attributes: true });
    }));
    await page.goto(`${origin.address}/404`);
    await page.goto(`${origin.address}/407`);
    origin.instead = () => undefined;
    await leave(page);
    await expect(heading(page)).toHaveText(then);
    await started(page);
    expect(await page.evaluate(() => sessionStorage.getItem('told'))).toBeNull();
  });
}

test('A link leads to the next page, Back to the one before, Forward on again', async ({ page }) => {
  await open(page, '/407');
  await page.locator('main a[rel=next]').click();
  await expect(page).toHaveURL('/408');
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await expect(page).toHaveTitle(/^408 Request Timeout/);
  await page.evaluate(() => history.back());
  await expect(page).toHaveURL('/407');
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  await page.evaluate(() => history.forward());
  await expect(heading(page)).toHaveText('408 Request Timeout');
});

test('Back from a code finds the search as it was', async ({ page }) => {
  await open(page, '/');
  await page.keyboard.type('proxy auth');
  await hits(page).first().click();
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  await page.evaluate(() => history.back());
  await expect(field(page)).toHaveValue('proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
});

test('The theme that was chosen is kept', async ({ page }) => {
  const scheme = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await open(page, '/407');
  const before = await scheme();
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await expect.poll(scheme).not.toBe(before);
  const chosen = await scheme();
  await page.reload();
  expect(await scheme()).toBe(chosen);
  await started(page);
  await open(page, '/codes');
  expect(await scheme()).toBe(chosen);
});

test('A code page reads, and its text is copied by a press', async ({ page }) => {
  await open(page, '/407');
  for (const name of ['Meaning', 'When to Use', 'Example', 'When Not to Use', 'Source']) {
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  }
  await copied(page).click();
  await expect(copied(page)).toHaveText('Copied');
});

test('The search is a key away on every page', async ({ page }) => {
  await open(page, '/407');
  await page.keyboard.press('/');
  await expect(page.locator('#palette')).toBeVisible();
  await page.keyboard.type('teapot');
  await expect(hits(page).first()).toHaveAttribute('data-code', '418');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/418');
  await expect(heading(page)).toHaveText(/^418 /);
});

test('What is pasted is explained', async ({ page }) => {
  await open(page, '/explain');
  await page.locator('textarea[name=response]').fill('HTTP/1.1 405 Method Not Allowed\nDate: Wed, 25 Nov 2026 09:30:00 GMT\nServer: a\n\n');
  await expect(response(page)).toHaveAttribute('data-code', '405');
  await expect(page.locator('[data-finding=missing-allow]')).toHaveAttribute('data-severity', 'error');
});

test('Codes that are asked for stand side by side', async ({ page }) => {
  await open(page, '/compare?with=401,403,511');
  await expect(page.locator('table.compare thead th')).toHaveCount(3);
  await expect(heading(page)).toHaveText(/^401 Unauthorized, 403 Forbidden or 511 /);
});

test('The guide asks question after question, and Back goes one back', async ({ page }) => {
  await open(page, '/choose');
  await expect(place(page)).toHaveAttribute('data-node', 'start');
  await place(page).locator('.options > li > a').first().click();
  await expect(place(page)).not.toHaveAttribute('data-node', 'start');
  const first = await place(page).getAttribute('data-node');
  await place(page).locator('.options > li > a').first().click();
  await expect(place(page)).not.toHaveAttribute('data-node', first);
  await page.evaluate(() => history.back());
  await expect(place(page)).toHaveAttribute('data-node', first);
  await page.evaluate(() => history.back());
  await expect(place(page)).toHaveAttribute('data-node', 'start');
});

test.describe('With a worker', () => {
  test.use({ serviceWorker: true });

  test('the site is there without a network after one visit', async ({ page, origin }) => {
    await open(page, `${origin.address}/`);
    await page.evaluate(async () => { await navigator.serviceWorker.ready; });
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    origin.isDown = true;
    await open(page, `${origin.address}/418`);
    await expect(heading(page)).toHaveText(/^418 /);
    await page.locator('main a[rel=prev]').click();
    await expect(heading(page)).toHaveText(/^417 /);
  });
});
