// Takes a picture of every kind of page, at three widths and in both themes, into one page to look through:
//   node end2end/look.mjs FOLDER
// BASE_URL is where the site is served, CHROMIUM_PATH the browser. `cargo xtask look` runs it.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { launchOptions } from './playwright.config.mjs';

const WIDTHS = { 390: 844, 768: 1024, 1280: 800 };
const THEMES = ['light', 'dark'];
/** How many pages are open at a time. */
const AT_ONCE = 2;

const RESPONSE = `HTTP/1.1 405 Method Not Allowed
Date: Wed, 25 Nov 2026 09:30:00 GMT
Content-Type: application/json
Content-Length: 31

{"error":"method not allowed"}
`;

const search = page => page.locator('[data-results] a').first().waitFor();

/** What there is to see: its name, its address, and what is done or waited for there. */
const SIGHTS = [
  { name: 'home', address: '/' },
  { name: 'search', address: '/?q=proxy%20auth', ready: search },
  { name: 'nothing-found', address: '/?q=xyzzyplugh', ready: page => page.locator('.answers .note').waitFor() },
  { name: '407', address: '/407' },
  { name: '503', address: '/503' },
  { name: '499', address: '/499' },
  { name: '304', address: '/304' },
  { name: 'codes', address: '/codes' },
  { name: 'class', address: '/codes/4xx' },
  { name: 'unused', address: '/466', ready: page => page.getByRole('heading', { name: /466/ }).waitFor() },
  {
    name: 'explain',
    address: `/explain#text=${encodeURIComponent(RESPONSE)}`,
    ready: page => page.locator('[data-response]').first().waitFor(),
  },
  { name: '404', address: '/404' },
  { name: 'compare', address: '/compare?with=401,403,511', ready: page => page.locator('table.compare').waitFor() },
  { name: 'pair', address: '/compare/401/403' },
  { name: 'choose', address: '/choose' },
  { name: 'changes', address: '/changes' },
  { name: 'about', address: '/about' },
  { name: 'design', address: '/about/design' },
  {
    name: 'palette',
    address: '/407',
    fold: true,
    ready: async page => {
      await page.keyboard.press('/');
      await page.locator('#palette input').fill('rate limit');
      await page.locator('#palette [data-results] a').first().waitFor();
    },
  },
  {
    name: 'menu',
    address: '/407',
    fold: true,
    most: 800,
    ready: page => page.getByRole('button', { name: 'Browse' }).click(),
  },
];

const [folder] = process.argv.slice(2);
const base = process.env.BASE_URL;
if (!folder || !base) throw new Error('usage: BASE_URL=http://… node end2end/look.mjs FOLDER');
await mkdir(folder, { recursive: true });

const browser = await chromium.launch(launchOptions);
const pictures = [];
for (const width of Object.keys(WIDTHS).map(Number)) {
  for (const theme of THEMES) {
    for (const sight of SIGHTS) if (width <= (sight.most ?? width)) pictures.push({ sight, width, theme });
  }
}
const waiting = [...pictures];
await Promise.all(Array.from({ length: AT_ONCE }, async () => {
  for (let next = waiting.shift(); next; next = waiting.shift()) await take(next);
}));
await browser.close();
await writeFile(join(folder, 'index.html'), album());

async function take({ sight, width, theme }) {
  const context = await browser.newContext({
    viewport: { width, height: WIDTHS[width] },
    colorScheme: theme,
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
    locale: 'en-US',
  });
  await context.addInitScript(() => addEventListener('started', () => { window.appStarted = true; }));
  const page = await context.newPage();
  try {
    await page.goto(base + sight.address);
    await page.waitForFunction(() => window.appStarted);
    await sight.ready?.(page);
    await page.screenshot({ path: join(folder, file({ sight, width, theme })), fullPage: !sight.fold, animations: 'disabled' });
  } catch (error) {
    throw new Error(`no picture of ${sight.address} at ${width} pixels, ${theme}: ${error.message}`);
  } finally {
    await context.close();
  }
}

function file({ sight, width, theme }) {
  return `${sight.name}-${width}-${theme}.png`;
}

/** A page of all pictures: a row a sight, what is below the fold to be scrolled to. */
function album() {
  const picture = taken => `<figure><figcaption>${taken.width}, ${taken.theme}</figcaption>
<a href="${file(taken)}"><img loading="lazy" src="${file(taken)}" alt="${taken.sight.address} at ${taken.width} pixels, ${taken.theme}"></a></figure>`;
  const row = sight => `<section id="${sight.name}"><h2>${sight.name}</h2><div>
${pictures.filter(taken => taken.sight === sight).map(picture).join('\n')}</div></section>`;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>The site, looked at</title>
<style>
body { margin: 1rem; font: 1rem/1.5 system-ui, sans-serif; background: #888; }
div { display: flex; gap: 1rem; overflow-x: auto; align-items: start; }
figure { margin: 0; flex: none; max-height: 85vh; overflow-y: auto; }
img { display: block; max-width: 40rem; }
a { color: #000; }
</style>
<nav>${SIGHTS.map(({ name }) => `<a href="#${name}">${name}</a>`).join(' · ')}</nav>
${SIGHTS.map(row).join('\n')}
</html>
`;
}
