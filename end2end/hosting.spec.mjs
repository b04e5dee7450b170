// What the site needs of a host. Run against `cargo xtask serve` with the other tests, and against nginx
// and Cloudflare Pages by `cargo xtask test --only hosting`.
import { SITE, expect, heading, open, test } from './visitor.mjs';

/** The path that the site is under: empty for a whole host. */
const { origin, pathname } = new URL(process.env.BASE_URL ?? 'http://127.0.0.1');
const base = pathname.replace(/\/$/, '');
const host = process.env.HOST ?? 'cargo xtask serve';
const IMMUTABLE = /max-age=31536000.*immutable/;

/** Asks without following redirects. */
const get = (request, path, headers = {}) => request.get(origin + base + path, { maxRedirects: 0, headers });

/** The paths of the program, its loader and the home page's article. */
async function programs(request) {
  const home = await (await get(request, '/')).text();
  return [
    home.match(/rel="preload" href="(.*?)"/)[1],
    home.match(/rel="modulepreload" href="(.*?)"/)[1],
    `${base}/_app/${home.match(/data-build="(.*?)"/)[1]}/index.json`,
  ].map(path => path.slice(base.length));
}

test.describe(`On ${host}`, () => {
  test('a page is at its address, and its other forms lead there', async ({ request }) => {
    for (const path of ['/', '/407', '/codes', '/codes/4xx', '/404']) {
      const response = await get(request, path);
      expect(response.status(), path).toBe(200);
      expect(response.headers()['content-type'], path).toMatch(/^text\/html; charset=utf-8$/i);
    }
    for (const [from, to] of [
      ['/407/', '/407'], ['/407.html', '/407'], ['/407.html?q=x', '/407?q=x'], ['/404.html', '/404'], ['/index.html', '/'],
      ['/index', '/'], ['/codes.html', '/codes'], ['/codes/', '/codes'], ['/codes/4xx.html', '/codes/4xx'], ['/codes/4xx/', '/codes/4xx'],
    ]) {
      const response = await get(request, from);
      expect(response.status(), from).toBe(308);
      expect(response.headers().location, from).toBe(base + to);
    }
    for (const [from, to] of [['/feed', '/feed.xml'], ['/rss.xml', '/feed.xml'], ['/status-codes', '/codes']]) {
      const response = await get(request, from);
      expect(response.status(), from).toBe(301);
      expect(response.headers().location, from).toBe(base + to);
    }
  });

  test('where there is nothing, the answer is 404 with the page about it', async ({ request }) => {
    const page = await (await get(request, '/404')).text();
    for (const path of ['/nope', '/466', '/466/', '/466.html', '/407/more', '/codes/6xx', '/nope.json', '/%3Cscript%3E', '/_app/none/407.json', '/app-0123456789abcdef.js', '/x%0d%0aSet-Cookie:%20a=b/', '//example.com/']) {
      const response = await get(request, path);
      expect(response.status(), path).toBe(404);
      expect(response.headers()['content-type'], path).toContain('text/html');
      expect(await response.text(), path).toBe(page);
      expect(response.headers()['cache-control'] ?? '', path).not.toContain('immutable');
      expect(response.headers(), path).not.toHaveProperty('set-cookie');
    }
  });

  test('each file has its type', async ({ request }) => {
    const [wasm, js, article] = await programs(request);
    for (const [path, type] of [
      [wasm, /^application\/wasm/], [js, /^(text|application)\/javascript/], [article, /^application\/json/], ['/sw.js', /^(text|application)\/javascript/],
      ['/407.json', /^application\/json/], ['/407.md', /^text\/markdown; charset=utf-8/i], ['/feed.xml', /^application\/atom\+xml/],
      ['/sitemap.xml', /^(application|text)\/xml/], ['/robots.txt', /^text\/plain/], ['/icon.svg', /^image\/svg\+xml/],
      ['/manifest.webmanifest', /^application\/manifest\+json/],
    ]) {
      const response = await get(request, path);
      expect(response.status(), path).toBe(200);
      expect(response.headers()['content-type'], path).toMatch(type);
    }
  });

  test('any page may fetch the facts, and search engines do not list them', async ({ request }) => {
    for (const path of ['/407.json', '/codes.json', '/407.md', '/feed.xml']) {
      const { 'access-control-allow-origin': allowed, 'x-robots-tag': robots } = (await get(request, path)).headers();
      expect({ path, allowed, robots }).toEqual({ path, allowed: '*', robots: 'noindex' });
    }
    expect((await get(request, '/407.md')).headers().link).toBe(`<${SITE}/407>; rel="canonical"`);
    expect((await get(request, '/407')).headers()).not.toHaveProperty('x-robots-tag');
  });

  test('what changes its name with its content is kept for good; all else is asked for again', async ({ request }) => {
    for (const path of await programs(request)) {
      expect((await get(request, path)).headers()['cache-control'], path).toMatch(IMMUTABLE);
    }
    expect((await get(request, '/sw.js')).headers()['cache-control']).toBe('no-cache');
    for (const path of ['/', '/407', '/407.json', '/feed.xml']) {
      const response = await get(request, path);
      expect(response.headers()['cache-control'], path).toMatch(/no-cache|max-age=0, must-revalidate/);
      const again = await get(request, path, { 'If-None-Match': response.headers().etag });
      expect(again.status(), path).toBe(304);
    }
  });

  test('text is compressed, and the page’s programs are announced ahead of it', async ({ request }) => {
    const [wasm, js] = await programs(request);
    for (const path of ['/', '/407.json', wasm, js]) {
      const small = await get(request, path, { 'Accept-Encoding': 'br, gzip' });
      expect(small.headers()['content-encoding'], path).toMatch(/^(br|gzip)$/);
    }
    const { link } = (await get(request, '/')).headers();
    expect(link).toContain(`<${base}${js}>; rel=modulepreload`);
    expect(link).toContain(`<${base}${wasm}>; rel=preload; as=fetch`);
    for (const path of ['/407.json', js]) expect((await get(request, path)).headers().link, path).toBeUndefined();
  });

  test('every answer carries the security fields', async ({ request }) => {
    for (const path of ['/', '/407', '/nope', '/407.json', '/sw.js']) {
      const fields = (await get(request, path)).headers();
      expect(fields['content-security-policy'], path).toContain("frame-ancestors 'none'");
      expect(fields['x-content-type-options'], path).toBe('nosniff');
    }
  });

  test('the site runs, and fetches each program once', async ({ page, complaints }) => {
    const asked = [];
    page.on('request', request => asked.push(new URL(request.url()).pathname));
    await open(page, `${base}/407`);
    await page.locator('main a[rel=next]').click();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    const programs = asked.filter(path => /\/app-/.test(path));
    expect(new Set(programs).size).toBe(2);
    expect(programs).toHaveLength(2);
    expect(complaints).toEqual([]);
  });

  test.describe('with a worker', () => {
    test.use({ serviceWorker: true });

    test('the site is kept for times without a network', async ({ page, context }) => {
      await open(page, `${base}/407`);
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      await context.setOffline(true);
      await open(page, `${base}/418`);
      await expect(heading(page)).toHaveText(/^418 /);
      expect((await open(page, `${base}/nope`)).status()).toBe(404);
    });
  });
});
