// The service worker: after one visit the site is there without a network; a deploy never mixes two builds; and
// where anything of it fails, the network serves.
import { readFile } from 'node:fs/promises';
import { expect, field, heading, hits, isSameDocument, markDocument, open, paths, test } from './visitor.mjs';

test.use({ serviceWorker: true });

/** Opens an address and waits until the worker has kept the site and serves the page. */
async function visit(page, address) {
  await open(page, address);
  await page.evaluate(async () => { await navigator.serviceWorker.ready; });
  await page.waitForFunction(() => navigator.serviceWorker.controller);
}

const next = page => page.locator('main a[rel=next]');
const build = page => page.locator('#app').getAttribute('data-build');
const caches = page => page.evaluate(() => window.caches.keys());
/** Waits until the worker of another build has kept that and waits for its turn. */
const nextWorker = page => expect.poll(() => page.evaluate(async () => {
  const { waiting } = await navigator.serviceWorker.getRegistration();
  return waiting !== null;
})).toBe(true);
/**
 * Leaves the site with the last page of it, and waits until the worker that waited has its turn. Who opens a page
 * in the very moment of that change gets the worker before, or, seen in Chromium 156, waits for one that has ended.
 */
async function leave(page) {
  const session = await page.context().newCDPSession(page);
  const statuses = new Map();
  session.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
    for (const { versionId, status } of versions) statuses.set(versionId, status);
  });
  await session.send('ServiceWorker.enable');
  await expect.poll(() => [...statuses.values()]).toContain('installed');
  await page.goto('about:blank');
  await expect.poll(() => [...statuses.values()].filter(status => /installed|activating/.test(status))).toEqual([]);
  await session.detach();
}

test('After one visit, every page and the search work without a network', async ({ page, origin, request, complaints }) => {
  await visit(page, `${origin.address}/`);
  origin.isDown = true;

  await open(page, `${origin.address}/`);
  await field(page).fill('captive portal');
  await expect(hits(page).first()).toBeVisible();
  await field(page).fill('proxy auth');
  await hits(page).first().click();
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  expect(complaints).toEqual([]);

  await page.goto(`${origin.address}/compare?with=401,403,511`);
  await expect(page.locator('table.compare thead th')).toHaveCount(3);
  for (const [path, title] of [['/418', /^418 /], ['/418.html', /^418 /], ['/418/', /^418 /], ['/codes/5xx', /Server Error/], ['/about', /./], ['/?q=404', /./]]) {
    const response = await open(page, origin.address + path);
    expect(response.status(), path).toBe(200);
    await expect(heading(page), path).toHaveText(title);
  }
  for (const [path, title] of [['/nope', '404 Not Found'], ['/407/more', '404 Not Found'], ['/466', '466 is not in use']]) {
    const response = await open(page, origin.address + path);
    expect(response.status(), path).toBe(404);
    await expect(heading(page), path).toHaveText(title);
  }
  const missing = await page.evaluate(async files => {
    const build = document.getElementById('app').dataset.build;
    const statuses = await Promise.all(files.map(async file => (await fetch(`/_app/${build}/${file}.json`)).status));
    return files.filter((_, at) => statuses[at] !== 200);
  }, (await paths(request)).map(path => path.slice(1) || 'index'));
  expect(missing).toEqual([]);
});

test('The page of the first visit goes on where the network ends', async ({ page, origin }) => {
  await visit(page, `${origin.address}/407`);
  await markDocument(page);
  origin.isDown = true;
  await next(page).click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  expect(await isSameDocument(page)).toBe(true);
});

test('A first visit loads nothing for the worker before the page is up', async ({ page, origin }) => {
  await visit(page, `${origin.address}/407`);
  const at = ending => origin.asked.findIndex(path => path.endsWith(ending));
  // Of the site's own program; the worker then fetches that of /explain too, to keep it.
  expect(at('.wasm')).toBeGreaterThan(-1);
  expect(at('/sw.js')).toBeGreaterThan(at('.wasm'));
  expect(origin.asked.filter(path => /\/app-.*\.wasm$/.test(path))).toHaveLength(1);
});

test('A deploy in the middle of a visit: the open page goes on, the next load is the new build, and nothing mixes', async ({ page, context, origin }) => {
  await visit(page, `${origin.address}/407`);
  await markDocument(page);
  const before = await build(page);
  origin.deploy(1);

  // The old files are gone from the server.
  expect((await context.request.get(`${origin.address}/_app/${before}/408.json`)).status()).toBe(404);
  await next(page).click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  expect(await isSameDocument(page)).toBe(true);
  expect(await build(page)).toBe(before);

  const second = await context.newPage();
  const asked = [];
  second.on('request', request => asked.push(request.url()));
  await open(second, `${origin.address}/`);
  expect(await build(second)).toBe(origin.build);
  await field(second).fill('teapot');
  await hits(second).first().click();
  await expect(heading(second)).toHaveText(/^418 /);
  await nextWorker(second);

  // Both go on, each with its own.
  await next(page).click();
  await expect(heading(page)).toHaveText('409 Conflict');
  expect(await isSameDocument(page)).toBe(true);
  await page.reload();
  expect(await build(page)).toBe(origin.build);
  expect(asked.filter(url => url.includes(before) || url.includes(origin.first.program))).toEqual([]);
});

test('The build before is removed once nobody has it open', async ({ page, origin }) => {
  await visit(page, `${origin.address}/407`);
  origin.deploy(1);
  await page.reload();
  await nextWorker(page);
  expect(await caches(page)).toHaveLength(2);
  await leave(page);
  await visit(page, `${origin.address}/`);
  await expect.poll(() => caches(page)).toEqual([`${origin.address}/ ${origin.build}`]);
});

test('A build that is being kept while another takes its turn is kept whole', async ({ page, origin }) => {
  await visit(page, `${origin.address}/407`);
  origin.deploy(1);
  await page.reload();
  await nextWorker(page);
  // A third build, which comes in part while the second takes over.
  origin.deploy(2);
  let goOn;
  const asked = new Promise(tell => {
    origin.instead = path => {
      if (!path.endsWith('/offline.json')) return undefined;
      return response => { goOn = () => { origin.instead = () => undefined; origin.answer({ url: path }, response); }; tell(); };
    };
  });
  await page.evaluate(() => { navigator.serviceWorker.getRegistration().then(found => found.update()); });
  await asked;
  await leave(page);
  await visit(page, `${origin.address}/`);
  goOn();
  await nextWorker(page);
  await leave(page);
  await visit(page, `${origin.address}/`);
  await expect.poll(() => caches(page)).toEqual([`${origin.address}/ ${origin.build}`]);
  origin.isDown = true;
  await open(page, `${origin.address}/409`);
  await expect(heading(page)).toHaveText('409 Conflict');
});

test('A build that comes back takes nothing from the pages that live on it', async ({ page, origin }) => {
  await visit(page, `${origin.address}/407`);
  const first = origin.build;
  origin.deploy(1);
  await page.reload();
  await nextWorker(page);
  origin.deploy(0);
  origin.beforeWorker = "Cache.prototype.put = async () => { throw new DOMException('full', 'QuotaExceededError'); };\n";
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration.update().catch(() => {});
    const worker = registration.installing;
    if (worker) await new Promise(done => worker.addEventListener('statechange', done, { once: true }));
  });
  expect(await caches(page)).toContain(`${origin.address}/ ${first}`);
  origin.isDown = true;
  await open(page, `${origin.address}/409`);
  await expect(heading(page)).toHaveText('409 Conflict');
});

test('Without a network it is the newest whole build that is shown', async ({ page, origin }) => {
  await visit(page, `${origin.address}/407`);
  origin.deploy(1);
  await page.reload();
  await nextWorker(page);
  origin.isDown = true;
  await open(page, `${origin.address}/409`);
  expect(await build(page)).toBe(origin.build);
  await next(page).click();
  await expect(heading(page)).toHaveText('410 Gone');

  // A build that arrives in part counts for nothing.
  origin.isDown = false;
  const whole = origin.build;
  origin.deploy(2);
  let refused = 0;
  origin.instead = path => (path.endsWith('/offline.json') ? response => { refused += 1; response.writeHead(503).end(); } : undefined);
  await page.reload();
  // The browser looks for a new worker in its own time; after a network that failed, that can be long.
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then(found => found.update()).catch(() => {}));
  await expect.poll(() => refused).toBeGreaterThan(0);
  await expect.poll(() => caches(page)).not.toContain(`${origin.address}/ ${origin.build}`);
  origin.isDown = true;
  await open(page, `${origin.address}/409`);
  expect(await build(page)).toBe(whole);
});

for (const [what, answer] of [
  ['does not answer', () => {}],
  ['is out of order', response => response.writeHead(503, { 'Content-Type': 'text/html' }).end('out of order')],
  ['breaks off', response => response.socket.destroy()],
]) {
  test(`Where the server ${what}, the page comes from here`, async ({ page, origin }) => {
    await visit(page, `${origin.address}/`);
    origin.instead = () => answer;
    await open(page, `${origin.address}/407`);
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  });
}

test('What no copy is known of is waited for, however long: a newer build may have it', async ({ page, origin }) => {
  // A worker without patience, which tells when that is at its end.
  origin.beforeWorker = "self.setTimeout = run => { run(); fetch('/given-up'); };\n";
  await visit(page, `${origin.address}/`);
  let answer;
  origin.instead = path => {
    if (path === '/new') return response => { answer = () => response.writeHead(200, { 'Content-Type': 'text/html' }).end('<h1>New</h1>'); };
    if (path === '/given-up') return response => { response.end(); answer?.(); };
    return undefined;
  };
  expect((await page.goto(`${origin.address}/new`)).status()).toBe(200);
  await expect(page.locator('h1')).toHaveText('New');
});

test('Where storage is full, the site works from the network', async ({ page, origin }) => {
  origin.beforeWorker = "Cache.prototype.put = Cache.prototype.addAll = async () => { throw new DOMException('full', 'QuotaExceededError'); };\n";
  await open(page, `${origin.address}/407`);
  await expect.poll(() => origin.asked.includes('/sw.js')).toBe(true);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)).toBe(0);
  expect(await caches(page)).toEqual([]);
  await next(page).click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await page.reload();
  await expect(heading(page)).toHaveText('408 Request Timeout');
});

test('Where storage breaks after the visit, the site works from the network', async ({ page, origin }) => {
  origin.beforeWorker = `
    const broken = async () => { throw new DOMException('broken', 'UnknownError'); };
    addEventListener('activate', () => { CacheStorage.prototype.match = CacheStorage.prototype.open = CacheStorage.prototype.keys = broken; });\n`;
  await visit(page, `${origin.address}/407`);
  await open(page, `${origin.address}/407`);
  await markDocument(page);
  await next(page).click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  expect(await isSameDocument(page)).toBe(true);
});

test('A worker that removes itself can be published', async ({ page, context, origin }) => {
  await visit(page, `${origin.address}/407`);
  const retiring = await readFile(new URL('../public/retire.js', import.meta.url));
  origin.instead = path => (path === '/sw.js'
    ? response => response.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'no-cache' }).end(retiring)
    : undefined);
  await open(page, `${origin.address}/408`);
  await expect.poll(() => caches(page)).toEqual([]);
  await page.goto('about:blank');
  await open(page, `${origin.address}/409`);
  await expect(heading(page)).toHaveText('409 Conflict');
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller)).toBeNull();
});

test('Who saves data gets no worker', async ({ page, origin }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
    ServiceWorkerContainer.prototype.register = async () => { window.registered = true; };
  });
  await open(page, `${origin.address}/407`);
  // The page asks for it in the first of them.
  await page.evaluate(() => new Promise(done => { requestIdleCallback(() => requestIdleCallback(done)); }));
  expect(await page.evaluate(() => window.registered)).toBeUndefined();
});

test.describe('Trying a code', () => {
  const tryIt = (page, status, asked = {}, options = {}) => page.evaluate(async ([status, asked, options]) => {
    try {
      const response = await fetch(`/_try/${status}?${new URLSearchParams(asked)}`, options);
      const { ok, redirected, statusText } = response;
      return { status: response.status, ok, redirected, statusText, fields: Object.fromEntries(response.headers), text: await response.text() };
    } catch (error) {
      return { thrown: error.name };
    }
  }, [status, asked, options]);

  test.beforeEach(async ({ page, origin }) => visit(page, `${origin.address}/407`));

  test('any status from 200 to 599 is answered as a server would', async ({ page }) => {
    const wrong = await page.evaluate(async () => {
      const wrong = [];
      for (let status = 200; status < 600; status += 1) {
        const response = await fetch(`/_try/${status}`, { redirect: 'manual' });
        const isRedirect = response.type === 'opaqueredirect' && [301, 302, 303, 307, 308].includes(status);
        if (response.status !== status && !isRedirect) wrong.push(status);
      }
      return wrong;
    });
    expect(wrong).toEqual([]);
    for (const status of [204, 205, 304]) expect(await tryIt(page, status)).toMatchObject({ status, text: '' });
    expect(await tryIt(page, 503)).toMatchObject({ ok: false, text: expect.stringContaining('503') });
    expect(await tryIt(page, 201, {}, { method: 'POST', body: 'x' })).toMatchObject({ status: 201, ok: true });
  });

  test('with its reason and its fields, but for those that a browser forbids', async ({ page }) => {
    const fields = JSON.stringify([['Retry-After', '120'], ['Set-Cookie', 'a=b'], ['Proxy-Authenticate', 'Basic realm="x"'], ['No field', 'x'], ['Vary', 'A'], ['Vary', 'B'], ['Content-Type', 'application/problem+json']]);
    const answer = await tryIt(page, 407, { reason: 'Proxy Authentication Required', fields });
    expect(answer).toMatchObject({ status: 407, statusText: 'Proxy Authentication Required' });
    expect(answer.fields).toEqual({ 'retry-after': '120', 'proxy-authenticate': 'Basic realm="x"', vary: 'A, B', 'content-type': 'application/problem+json' });
  });

  test('a redirect is followed to a page of this site only', async ({ page, origin }) => {
    const fields = JSON.stringify([['Location', 'https://example.com/elsewhere']]);
    for (const status of [301, 302, 303, 307, 308]) {
      expect(await tryIt(page, status, { fields })).toMatchObject({ status: 200, redirected: true });
    }
    expect(await tryIt(page, 302, { fields }, { redirect: 'error' })).toEqual({ thrown: 'TypeError' });
    expect(origin.asked.filter(path => path.startsWith('/_try/'))).toEqual([]);
  });

  test('what no worker can answer is refused in words', async ({ page }) => {
    for (const [status, asked] of [[100, {}], [103, {}], [600, {}], ['x', {}], [200, { fields: 'no JSON' }], [200, { fields: '[1]' }], [200, { reason: 'a\nb' }]]) {
      const answer = await tryIt(page, status, asked);
      expect(answer.status, `${status}`).toBe(400);
      expect(JSON.parse(answer.text).error, `${status}`).toMatch(/./);
    }
  });

  test('a link to it is an address with nothing at it', async ({ page, origin }) => {
    const response = await page.goto(`${origin.address}/_try/200`);
    expect(response.status()).toBe(404);
    await expect(heading(page)).toHaveText('404 Not Found');
  });
});
