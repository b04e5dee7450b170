// What every test shares: a visitor who notices when the program has started, when the page complains,
// and when something is asked of another host.
import { test as base, expect } from '@playwright/test';
import { Origin } from './origin.mjs';

export { expect };

/** Where the site says that it lives: the start of every canonical address. */
export const SITE = process.env.SITE_URL || 'https://httpcodes.shadowlanes.com';

/** One page of each kind, and that of 404, which is at every address without a page. */
export const KINDS = [
  '/', '/407', '/404', '/codes', '/codes/4xx', '/explain', '/compare', '/compare/401/403', '/choose', '/changes', '/about', '/about/design',
];

export const test = base.extend({
  /** Whether the browser has service workers: without one, each test asks the network for what it asks. */
  serviceWorker: [false, { option: true }],

  context: async ({ context, serviceWorker }, use) => {
    if (!serviceWorker) await context.addInitScript(() => { delete Navigator.prototype.serviceWorker; });
    await context.addInitScript(() => {
      addEventListener('started', () => { window.appStarted = true; });
    });
    await use(context);
  },

  /** Addresses beyond the site that were asked for. There must be none, unless a test takes them out. */
  outside: [async ({ context, baseURL }, use) => {
    const outside = [];
    context.on('request', request => {
      const { protocol, hostname } = new URL(request.url());
      if (/^(https?|wss?):$/.test(protocol) && hostname !== new URL(baseURL).hostname) outside.push(request.url());
    });
    await use(outside);
    expect(outside, 'nothing is asked of another host').toEqual([]);
  }, { auto: true }],

  /** The site behind an origin that can be deployed to and made to fail. */
  origin: async ({ baseURL }, use) => {
    const origin = await Origin.of(baseURL);
    await use(origin);
    origin.close();
  },

  /** Warnings, errors and exceptions in the console, one text each. */
  complaints: async ({ page }, use) => {
    const complaints = [];
    page.on('console', message => {
      if (['warning', 'error'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', error => complaints.push(String(error)));
    await use(complaints);
  },
});

/** Opens an address and waits until the program has taken over the page. */
export async function open(page, address) {
  const response = await page.goto(address);
  await started(page);
  return response;
}

/** Waits until the program has taken over the page, and the page is whole: the wall of codes comes bit by bit. */
export async function started(page) {
  await page.waitForFunction(() => window.appStarted && !document.documentElement.hasAttribute('data-partial'));
}

/** Keeps the requests that match back, from the next one on, until the answer is called. */
export async function hold(page, pattern, then = route => route.continue()) {
  let release;
  const released = new Promise(resolve => { release = resolve; });
  await page.route(pattern, async route => {
    await released;
    await then(route);
  });
  return release;
}

/** Opens an address with the program still on its way; calling the answer lets it arrive and start. */
export async function openBeforeStart(page, address) {
  const release = await hold(page, '**/*.wasm');
  await page.goto(address, { waitUntil: 'commit' });
  await expect(page.locator('.foot')).toBeVisible();
  await painted(page);
  expect(await page.evaluate(() => window.appStarted)).toBeUndefined();
  return async () => {
    release();
    await started(page);
  };
}

/** Waits until the browser has painted what the page holds now. */
export async function painted(page) {
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
}

/** Marks the document, so that `isSameDocument` tells later whether it was ever replaced by a load. */
export async function markDocument(page) {
  await page.evaluate(() => { window.marked = true; });
}

export async function isSameDocument(page) {
  return page.evaluate(() => window.marked === true);
}

/** Puts a link above the page, beside the app, in place of the last one. */
export async function addLink(page, attributes) {
  await page.evaluate(attributes => {
    const link = document.getElementById('added') ?? document.createElement('a');
    for (const { name } of [...link.attributes]) link.removeAttribute(name);
    link.id = 'added';
    for (const [name, value] of Object.entries(attributes)) link.setAttribute(name, value);
    link.textContent = 'a link of the test';
    document.body.prepend(link);
  }, attributes);
  return page.getByRole('link', { name: 'a link of the test' });
}

export const heading = page => page.locator('main h1');
export const field = page => page.locator('input[type=search][name=q]');
export const results = page => page.locator('[data-results]');
export const hits = page => page.locator('[data-results] a[data-code]');
/** How many answers there are, in words. */
export const counted = page => page.locator('.answers .count > :first-child');
/** What users of screen readers are told. */
export const told = page => page.locator('#told');
export const link = (page, code) => page.locator(`#browse a[href="/${code}"]`);

/** The numbers of the hits, best first. */
export async function numbers(page) {
  return hits(page).evaluateAll(links => links.map(link => link.dataset.code));
}

/** Waits until as many elements match the one selector as the other, counted in one look: rows come a few at a time. */
export async function asMany(page, one, other) {
  const counts = () => page.evaluate(selectors => selectors.map(selector => document.querySelectorAll(selector).length), [one, other]);
  await expect.poll(async () => new Set(await counts()).size, `as many ${one} as ${other}`).toBe(1);
}

/** The paths of all pages in the sitemap of the site under `base`. */
export async function paths(request, base = '') {
  const sitemap = await (await request.get(`${base}/sitemap.xml`)).text();
  return [...sitemap.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => {
    expect(address.startsWith(`${SITE}/`), address).toBe(true);
    return address.slice(SITE.length);
  });
}
