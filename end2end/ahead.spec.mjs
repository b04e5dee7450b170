// What is there before it is asked for: programs announced and compiled as they arrive, articles fetched on
// intent. Pages that Back finds as they were are in faults.spec.mjs, the fields that hosts send in hosting.spec.mjs.
import { expect, heading, open, test } from './visitor.mjs';

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

test('A pointer that only crosses a link fetches nothing', async ({ page }) => {
  const asked = [];
  page.on('request', request => { if (/\/\d{3}\.json$/.test(request.url())) asked.push(request.url().slice(-8)); });
  await open(page, '/407');
  const [crossed, meant] = [page.locator('main a[rel=prev]'), page.locator('main a[rel=next]')];
  const article = page.waitForResponse(/\/_app\/.*\/408\.json$/);
  await crossed.dispatchEvent('pointerover');
  await meant.hover();
  await article;
  expect(asked).toEqual(['408.json']);
});

for (const [how, show, options] of [
  ['hovered', next => next.hover(), {}],
  ['focused', next => next.focus(), {}],
  ['touched', next => next.dispatchEvent('touchstart'), { hasTouch: true }],
]) {
  test.describe(`Once its link is ${how},`, () => {
    test.use(options);

    test('the next page’s article is there before the click', async ({ page }) => {
      await open(page, '/407');
      const next = page.locator('main a[rel=next]');
      const article = page.waitForResponse(/\/_app\/.*\/408\.json$/);
      await show(next);
      await article;
      await page.route('**/_app/**', route => route.abort());
      await next.click();
      await expect(heading(page)).toHaveText('408 Request Timeout');
    });
  });
}
