// What is there before it is asked for: programs announced and compiled as they arrive, articles fetched on
// intent, pages that Back finds as they were.
import { launchOptions } from './playwright.config.mjs';
import { expect, field, heading, hits, open, test } from './visitor.mjs';

// Playwright leaves out the back/forward cache unless asked.
test.use({ launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } });

test('The program is compiled while it arrives, from the one fetch that the page announces', async ({ page, complaints }) => {
  await page.addInitScript(() => {
    window.compiled = [];
    for (const name of ['instantiateStreaming', 'instantiate', 'compile']) {
      const own = WebAssembly[name];
      WebAssembly[name] = (...args) => { window.compiled.push(name); return own.apply(WebAssembly, args); };
    }
  });
  const asked = [];
  page.on('request', request => { if (/\.(wasm|js)$/.test(request.url())) asked.push(request.url()); });
  await open(page, '/407');
  expect(await page.evaluate(() => window.compiled)).toEqual(['instantiateStreaming']);
  const announced = await page.locator('link[rel=modulepreload], link[rel=preload][as=fetch]').evaluateAll(links => links.map(link => link.href));
  expect(asked.sort()).toEqual(announced.sort());
  expect(complaints).toEqual([]);
});

test('The next page’s article is there before the click', async ({ page }) => {
  await open(page, '/407');
  const article = page.waitForResponse(/\/_app\/.*\/408\.json$/);
  await page.locator('main a[rel=next]').hover();
  await article;
  await page.route('**/_app/**', route => route.abort());
  await page.locator('main a[rel=next]').click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
});

test('The back/forward cache keeps the pages: Back finds one as it was left, and it goes on', async ({ page }) => {
  await page.addInitScript(() => {
    addEventListener('pageshow', event => { window.wasKept = event.persisted; });
  });
  // A browser may have reasons of its own not to keep a page, now and then; the site gives it none.
  await expect(async () => {
    await open(page, '/');
    await field(page).fill('proxy auth');
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    await page.goto('/robots.txt');
    await page.goBack({ waitUntil: 'commit' });
    await expect.poll(() => page.evaluate(() => window.wasKept)).toBeDefined();
    expect(await page.evaluate(() => window.wasKept)).toBe(true);
  }).toPass();
  await expect(field(page)).toHaveValue('proxy auth');
  await field(page).fill('teapot');
  await expect(hits(page).first()).toHaveAttribute('data-code', '418');
  await hits(page).first().click();
  await expect(heading(page)).toHaveText(/^418 /);
});
