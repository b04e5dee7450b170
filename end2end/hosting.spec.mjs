// What the site needs of a host. Run against `cargo xtask serve` with the other tests, and against nginx
// and Cloudflare Pages by `cargo xtask test --only hosting`.
import { SITE, expect, field, heading, hits, open, paths, test } from './visitor.mjs';

/** The path that the site is under: empty for a whole host. */
const { origin, pathname } = new URL(process.env.BASE_URL ?? 'http://127.0.0.1');
const base = pathname.replace(/\/$/, '');
const host = process.env.HOST ?? 'cargo xtask serve';
const IMMUTABLE = /max-age=31536000.*immutable/;

/** Asks without following redirects. */
const get = (request, path, headers = {}) => request.get(origin + base + path, { maxRedirects: 0, headers });

/** The paths of what has a name of its content or its build: the program, its loader, the icon, the home page's article, the worker's program. */
async function hashed(request) {
  const home = await (await get(request, '/')).text();
  const build = `${base}/_app/${home.match(/data-build="(.*?)"/)[1]}`;
  return [
    home.match(/rel="preload" href="(.*?)"/)[1],
    home.match(/rel="modulepreload" href="(.*?)"/)[1],
    home.match(/href="([^"]*\/icon-[^"]*)"/)[1],
    `${build}/index.json`,
    `${build}/explainer_bg.wasm`,
  ].map(path => path.slice(base.length));
}

/** Asks for a file as it is: compressing hundreds of them is not what is tried. */
const plain = (path, method = 'GET') => fetch(origin + base + path, { method, redirect: 'manual', headers: { 'Accept-Encoding': 'identity' } });

/** Does the same with each, a few at a time. */
async function inTurn(all, work) {
  const rest = [...all];
  const worker = async () => { while (rest.length) await work(rest.pop()); };
  await Promise.all(Array.from({ length: 8 }, worker));
}

/** The paths on this host that a text leads to: from its elements, from members of its JSON, and as the site's own addresses. */
function addresses(text) {
  const elements = [...text.matchAll(/<[a-z][^<>]*>/g)].join(' ');
  const paths = [
    ...elements.matchAll(/\s(?:href|src|action)="(\/[^"#?]*)/g),
    ...text.matchAll(/"(?:src|id|scope|start_url)":"(\/[^"#?]*)/g),
  ].map(([, path]) => path);
  const { origin } = new URL(SITE);
  const whole = [...text.matchAll(/https?:\/\/[^\s"'<>()`#?&\\]+/g)].map(([address]) => address.replace(/[.,;]$/, ''));
  const own = whole.filter(address => `${address}/`.startsWith(`${origin}/`) && !/[{}*]/.test(address));
  return new Set([...paths, ...own.map(address => address.slice(origin.length) || '/')]);
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
    for (const [from, to] of [
      ['/feed', '/feed.xml'], ['/rss.xml', '/feed.xml'], ['/status-codes', '/codes'], ['/compare/403/401', '/compare/401/403'],
    ]) {
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
    const [wasm, js, icon, article, worker] = await hashed(request);
    for (const [path, type] of [
      [wasm, /^application\/wasm/], [worker, /^application\/wasm/], [icon, /^image\/svg\+xml/], [js, /^(text|application)\/javascript/], [article, /^application\/json/], ['/sw.js', /^(text|application)\/javascript/],
      ['/407.json', /^application\/json/], ['/407.md', /^text\/markdown; charset=utf-8/i], ['/feed.xml', /^application\/atom\+xml/],
      ['/sitemap.xml', /^(application|text)\/xml/], ['/robots.txt', /^text\/plain/], ['/icon.svg', /^image\/svg\+xml/],
      ['/manifest.webmanifest', /^application\/manifest\+json/], ['/opensearch.xml', /^(application|text)\/xml/], ['/llms.txt', /^text\/plain; charset=utf-8/i],
      ['/schema/code.json', /^application\/json/], ['/og/407.png', /^image\/png/], ['/icon-192.png', /^image\/png/],
      ['/favicon.ico', /^image\/(x-icon|vnd\.microsoft\.icon)/],
    ]) {
      const response = await get(request, path);
      expect(response.status(), path).toBe(200);
      expect(response.headers()['content-type'], path).toMatch(type);
    }
  });

  test('any page may fetch the facts, and search engines do not list them', async ({ request }) => {
    for (const path of ['/407.json', '/records.json', '/codes.json', '/changes.json', '/search.json', '/407.md', '/feed.xml']) {
      const { 'access-control-allow-origin': allowed, 'x-robots-tag': robots } = (await get(request, path)).headers();
      expect({ path, allowed, robots }).toEqual({ path, allowed: '*', robots: 'noindex' });
    }
    for (const path of ['/llms.txt', '/llm.txt', '/llms-full.txt']) {
      expect((await get(request, path)).headers()['access-control-allow-origin'], path).toBe('*');
    }
    expect((await get(request, '/407.md')).headers().link).toBe(`<${SITE}/407>; rel="canonical"`);
    expect((await get(request, '/407')).headers()).not.toHaveProperty('x-robots-tag');
  });

  test('what changes its name with its content is kept for good; all else is asked for again', async ({ request }) => {
    for (const path of await hashed(request)) {
      expect((await get(request, path)).headers()['cache-control'], path).toMatch(IMMUTABLE);
    }
    expect((await get(request, '/sw.js')).headers()['cache-control']).toBe('no-cache');
    for (const path of ['/', '/407', '/407.json', '/407.md', '/schema/code.json', '/feed.xml', '/opensearch.xml', '/manifest.webmanifest', '/og/407.png', '/icon.svg', '/icon-192.png']) {
      const response = await get(request, path);
      expect(response.headers()['cache-control'], path).toMatch(/no-cache|max-age=0, must-revalidate/);
      const again = await get(request, path, { 'If-None-Match': response.headers().etag });
      expect(again.status(), path).toBe(304);
    }
  });

  test('text is compressed, and the page’s programs are announced ahead of it', async ({ request }) => {
    const [wasm, js, , , worker] = await hashed(request);
    // Cloudflare Pages leaves Markdown and feeds as they are.
    for (const path of ['/', '/407.json', '/llms.txt', '/sitemap.xml', '/manifest.webmanifest', '/icon.svg', wasm, js, worker]) {
      const small = await get(request, path, { 'Accept-Encoding': 'br, gzip' });
      expect(small.headers()['content-encoding'], path).toMatch(/^(br|gzip)$/);
    }
    const { link } = (await get(request, '/')).headers();
    expect(link).toContain(`<${base}${js}>; rel=modulepreload`);
    expect(link).toContain(`<${base}${wasm}>; rel=preload; as=fetch`);
    for (const path of ['/407.json', js]) expect((await get(request, path)).headers().link, path).toBeUndefined();
  });

  test('every answer carries the security fields', async ({ request }) => {
    for (const path of ['/', '/407', '/nope', '/407.json', '/407.md', '/sw.js', '/og/407.png', '/feed.xml']) {
      const fields = (await get(request, path)).headers();
      expect(fields['content-security-policy'], path).toContain("frame-ancestors 'none'");
      expect(fields['x-content-type-options'], path).toBe('nosniff');
    }
  });

  test('no page, article or list leads out of the site’s path or to where there is nothing', async ({ request }) => {
    test.slow();
    const build = (await hashed(request))[3].replace('/index.json', '');
    const pages = await paths(request, base);
    const articles = ['/index', '/407', '/codes/4xx', '/compare/401/403', '/unused-4xx'].map(path => `${build}${path}.json`);
    const lists = ['/robots.txt', '/llms.txt', '/feed.xml', '/opensearch.xml', '/manifest.webmanifest', '/codes.json', '/changes.json', '/407.json', '/407.md'];
    const leading = new Map();
    await inTurn([...pages, '/nope', ...articles, ...lists], async path => {
      const text = (await (await plain(path)).text()).replaceAll('\\"', '"');
      for (const address of addresses(text)) leading.set(address, path);
    });
    const astray = [];
    await inTurn([...leading], async ([address, path]) => {
      const inside = `${address}/`.startsWith(`${base}/`);
      const status = inside && (await plain(address.slice(base.length), 'HEAD')).status;
      if (status !== 200) astray.push(`${path} leads to ${address}: ${status || 'outside'}`);
    });
    expect(astray).toEqual([]);
    expect(leading.size).toBeGreaterThan(pages.length);
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

  test('searching, explaining and comparing work, and ask nothing outside of the path', async ({ page, complaints }) => {
    const asked = [];
    page.on('request', request => asked.push(new URL(request.url()).pathname));
    await open(page, `${base}/`);
    await field(page).fill('proxy auth');
    await field(page).press('Enter');
    await expect(page).toHaveURL(`${origin}${base}/407`);
    await open(page, `${base}/explain`);
    await page.locator('textarea[name=response]').fill('HTTP/1.1 405 Method Not Allowed\nContent-Length: 0\n');
    await expect(page.locator('[data-finding=missing-allow]')).toBeVisible();
    await open(page, `${base}/compare?with=401,403,407`);
    await expect(page.locator('main [data-code="407"]').first()).toBeVisible();
    expect(asked.filter(path => !path.startsWith(`${base}/`))).toEqual([]);
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
