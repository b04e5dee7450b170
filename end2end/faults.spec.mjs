// The fault table: a row, a test, named after the fault. In each the page reads, its links work, and it says
// what does not work. Rows of the worker (a deploy, full or broken storage, no network) with a worker in
// play are in offline.spec.mjs; each kind of page without JavaScript is in noscript.spec.mjs.
import { readFile } from 'node:fs/promises';
import { Origin } from './origin.mjs';
import { launchOptions } from './playwright.config.mjs';
import {
  expect, field, heading, hits, hold, isSameDocument, markDocument, numbers, open, openBeforeStart, results, started,
  test as base,
} from './visitor.mjs';

const test = base.extend({
  /** The site behind an origin that can fail. */
  origin: async ({ baseURL }, use) => {
    const origin = await Origin.of(baseURL);
    await use(origin);
    origin.close();
  },
});

// Playwright leaves out the back/forward cache unless asked.
test.use({ launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } });

const trouble = page => page.locator('#trouble');
const theme = page => page.getByRole('button', { name: 'Switch between light and dark' });
const PAPER = { dark: 'rgb(0, 0, 0)', light: 'rgb(255, 253, 251)' };
const paper = (page, scheme) => expect(page.locator('body')).toHaveCSS('background-color', PAPER[scheme]);

async function reads(page) {
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  await expect(page.getByRole('region', { name: 'Meaning' })).toBeVisible();
}

async function readsAndLinks(page) {
  await reads(page);
  await page.locator('main a[rel=next]').click();
  await expect(page).toHaveURL(/\/408$/);
  await expect(heading(page)).toHaveText('408 Request Timeout');
}

async function saysWhatIsMissing(page) {
  await expect(trouble(page)).toBeVisible();
  await expect(trouble(page)).toHaveText(/^Searching and quick moves do not work here/);
}

/** The search and the moves work, from home to a code and back. */
async function works(page) {
  await field(page).fill('proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  await field(page).press('Enter');
  await reads(page);
  await page.goBack();
  await expect(field(page)).toHaveValue('proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  await field(page).fill('teapot');
  await expect(hits(page).first()).toHaveAttribute('data-code', '418');
  await expect(trouble(page)).toBeHidden();
}

for (const [how, file, answer] of [
  ['is blocked', '**/*.wasm', route => route.abort('blockedbyclient')],
  ['is gone (404)', '**/*.wasm', route => route.fulfill({ status: 404, contentType: 'text/html', body: 'gone' })],
  // The first bytes of a program: its mark, its version, and the beginning of a section.
  ['is truncated', '**/*.wasm', route => route.fulfill({ contentType: 'application/wasm', body: Buffer.from('0061736d0100000001ff', 'hex') })],
  ['is another page, sent with status 200', '**/*.wasm', route => route.fulfill({ contentType: 'text/html', body: '<!doctype html><p>Sign in</p>' })],
  ['has no loader', '**/*.js', route => route.abort('blockedbyclient')],
]) {
  test(`The program ${how}: the page reads, its links work, and a line says what is missing`, async ({ page }) => {
    await page.route(file, answer);
    await page.goto('/407');
    await saysWhatIsMissing(page);
    await readsAndLinks(page);
    await page.goto('/');
    await saysWhatIsMissing(page);
    await page.getByRole('main').getByRole('link', { name: /^407 / }).click();
    await reads(page);
  });
}

test.describe('JavaScript is off', () => {
  test.use({ javaScriptEnabled: false });

  for (const [path, words] of [['/', /^Searching needs JavaScript\./], ['/explain', /^Explaining needs JavaScript/]]) {
    test(`${path} says what needs it, and its links work`, async ({ page }) => {
      await page.goto(path);
      // By its place: Playwright's search for text passes `noscript` over.
      await expect(page.locator('main noscript p')).toBeVisible();
      await expect(page.locator('main noscript p')).toHaveText(words);
      await page.locator('.bar').getByRole('link', { name: 'All codes' }).click();
      await page.getByRole('main').getByRole('link', { name: /^407 / }).first().click();
      await readsAndLinks(page);
    });
  }
});

for (const [how, storage] of [
  ['refused', () => {
    for (const name of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, name, { get() { throw new DOMException('refused', 'SecurityError'); } });
    }
  }],
  ['full', () => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }],
]) {
  test(`Storage is ${how}: all works, and a choice of theme holds for as long as one moves about`, async ({ page, complaints }) => {
    await page.addInitScript(storage);
    await page.emulateMedia({ colorScheme: 'light' });
    await open(page, '/');
    await theme(page).click();
    await paper(page, 'dark');
    await works(page);
    await hits(page).first().click();
    await expect(heading(page)).toHaveText(/^418 /);
    await paper(page, 'dark');
    expect(complaints).toEqual([]);
  });
}

for (const [how, clipboard] of [
  ['refused', () => Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => { throw new DOMException('no', 'NotAllowedError'); } } })],
  ['missing', () => Object.defineProperty(navigator, 'clipboard', { value: undefined })],
]) {
  test(`The clipboard is ${how}: what was to be copied is selected, and the page says so`, async ({ page, complaints }) => {
    await page.addInitScript(clipboard);
    await page.addInitScript(() => Object.defineProperty(navigator, 'share', { value: undefined }));
    await open(page, '/407');
    const copy = page.locator('[data-action=copy]').first();
    const text = await copy.evaluate(button => button.parentElement.querySelector('pre, code').textContent);
    await copy.click();
    await expect(copy).toHaveText('Not copied, but selected');
    expect(await page.evaluate(() => String(getSelection()))).toBe(text.trim());

    await page.locator('[data-action=share]').click();
    const address = page.getByRole('textbox', { name: 'The browser does not allow copying. The address:' });
    await expect(address).toBeVisible();
    await expect(address).toBeFocused();
    expect(await address.evaluate(field => field.value.slice(field.selectionStart, field.selectionEnd))).toMatch(/\/407$/);
    await expect(trouble(page)).toBeHidden();
    expect(complaints).toEqual([]);
    await readsAndLinks(page);
  });
}

for (const [how, refuse] of [
  ['refuses to be registered', () => {
    window.tried = new Promise(tried => {
      ServiceWorkerContainer.prototype.register = () => { tried(); return Promise.reject(new DOMException('refused', 'SecurityError')); };
    });
  }],
  ['cannot even be asked for', () => {
    window.tried = new Promise(tried => {
      Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { tried(); throw new DOMException('refused', 'SecurityError'); } });
    });
  }],
]) {
  test.describe(`The service worker ${how}`, () => {
    test.use({ serviceWorker: true });

    test('all works from the network', async ({ page, complaints }) => {
      await page.addInitScript(refuse);
      await open(page, '/');
      await page.evaluate(() => window.tried);
      await works(page);
      expect(complaints).toEqual([]);
    });
  });
}

test('Trusted Types are refused altogether: the page reads, its links load, and a line says what is missing', async ({ page }) => {
  await page.route('**/{407,408}', async route => {
    const response = await route.fetch();
    const headers = response.headers();
    headers['content-security-policy'] += ", trusted-types 'none'; require-trusted-types-for 'script'";
    await route.fulfill({ response, headers });
  });
  await page.goto('/407');
  await saysWhatIsMissing(page);
  await markDocument(page);
  await readsAndLinks(page);
  expect(await isSameDocument(page)).toBe(false);
});

test.describe('The network is slow', () => {
  test('nobody is told of trouble, and links work', async ({ page }) => {
    await hold(page, '**/*.wasm');
    await page.goto('/407', { waitUntil: 'commit' });
    await expect(heading(page)).toBeVisible();
    await expect(trouble(page)).toBeHidden();
    await page.locator('main a[rel=next]').click();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await expect(trouble(page)).toBeHidden();
  });

  test('and then lost in the middle of the program: the page reads and a line says what is missing', async ({ page, origin }) => {
    const program = await (await fetch(`${origin.upstream}/app-${origin.program}_bg.wasm`)).arrayBuffer();
    let send;
    origin.instead = path => path.endsWith('.wasm') && (response => {
      response.writeHead(200, { 'Content-Type': 'application/wasm', 'Content-Length': program.byteLength });
      response.write(Buffer.from(program.slice(0, program.byteLength / 2)));
      send = () => response.socket.destroy();
    });
    await page.goto(`${origin.address}/407`, { waitUntil: 'commit' });
    await reads(page);
    await expect(trouble(page)).toBeHidden();
    await expect.poll(() => send).toBeDefined();
    send();
    await saysWhatIsMissing(page);
    await readsAndLinks(page);
  });

  test('and then lost in the middle of the page: what has arrived reads, and a line says what is missing', async ({ page, origin }) => {
    const whole = await (await fetch(`${origin.upstream}/407`)).text();
    // In the middle of the second section.
    const half = whole.slice(0, whole.indexOf('<h2 id="when-to-use"') + 200);
    let end;
    origin.instead = path => path === '/407' && (response => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': Buffer.byteLength(whole) });
      response.write(half);
      end = () => {
        origin.isDown = true;
        response.socket.destroy();
      };
    });
    await page.route('**/*.wasm', route => route.abort());
    await page.goto(`${origin.address}/407`, { waitUntil: 'commit' });
    await reads(page);
    end();
    await saysWhatIsMissing(page);
    await reads(page);
    origin.isDown = false;
    await page.locator('.bar').getByRole('link', { name: 'All codes' }).click();
    await expect(heading(page)).toHaveText('All HTTP status codes');
  });

  test('and then lost after the start: the search goes on, and a move is an ordinary load', async ({ page, origin }) => {
    await open(page, `${origin.address}/`);
    await page.waitForLoadState('networkidle');
    origin.isDown = true;
    await field(page).fill('proxy auth');
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    const failed = page.waitForEvent('requestfailed', request => request.isNavigationRequest());
    await hits(page).first().click();
    await failed;
    origin.isDown = false;
    await page.goto(`${origin.address}/407`);
    await readsAndLinks(page);
  });
});

test('The texts do not arrive: names and summaries are searched, and the page does not fail', async ({ page }) => {
  const failed = page.waitForEvent('requestfailed', request => request.url().endsWith('/texts.json'));
  await page.route('**/_app/*/texts.json', route => route.abort());
  await open(page, '/');
  await failed;
  await field(page).fill('proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  await expect(trouble(page)).toBeHidden();
});

test('A deploy leaves an old tab: its moves become loads of the new build, and the search goes on', async ({ page, origin }) => {
  const build = () => page.locator('#app').getAttribute('data-build');
  await open(page, `${origin.address}/407`);
  await markDocument(page);
  const before = await build();
  origin.deploy(1);
  await readsAndLinks(page);
  await started(page);
  expect(await isSameDocument(page)).toBe(false);
  expect(await build()).not.toBe(before);

  await open(page, `${origin.address}/`);
  origin.deploy(2);
  await works(page);
  await expect(page).toHaveURL(/\/\?q=teapot$/);
});

test('A deploy leaves an old tab at /explain: it goes on explaining', async ({ page, origin }) => {
  await open(page, `${origin.address}/explain`);
  await page.getByRole('button', { name: 'Try an example' }).click();
  await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '405');
  origin.deploy(1);
  await page.locator('textarea').fill('HTTP/1.1 404 Not Found\n\n');
  await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '404');
});

test.describe('Back after another site', () => {
  /** Leaves for another site and comes back; whether the browser kept the page, and why not. */
  async function leaveAndComeBack(page) {
    await page.goto('about:blank');
    await page.goBack({ waitUntil: 'commit' });
    await expect.poll(() => page.evaluate(() => window.wasKept)).toBeDefined();
    return page.evaluate(() => ({
      wasKept: window.wasKept,
      because: performance.getEntriesByType('navigation')[0].notRestoredReasons?.reasons?.map(({ reason }) => reason) ?? [],
    }));
  }

  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      addEventListener('pageshow', event => { window.wasKept = event.persisted; });
    });
  });

  test('the search is as it was left, from the back/forward cache, and goes on', async ({ page }) => {
    // A browser may have reasons of its own not to keep a page, now and then; the site gives it none.
    await expect(async () => {
      await open(page, '/');
      await field(page).fill('proxy auth');
      await expect(hits(page).first()).toHaveAttribute('data-code', '407');
      expect(await leaveAndComeBack(page)).toEqual({ wasKept: true, because: [] });
    }).toPass();
    await expect(field(page)).toHaveValue('proxy auth');
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    await field(page).fill('teapot');
    await hits(page).first().click();
    await expect(heading(page)).toHaveText(/^418 /);
  });

  test('so is /explain, with what was pasted and its report', async ({ page }) => {
    await expect(async () => {
      await open(page, '/explain');
      await page.locator('textarea').fill('HTTP/1.1 404 Not Found\n\n');
      await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '404');
      expect(await leaveAndComeBack(page)).toEqual({ wasKept: true, because: [] });
    }).toPass();
    await expect(page.locator('textarea')).toHaveValue('HTTP/1.1 404 Not Found\n\n');
    await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '404');
    await page.locator('textarea').fill('HTTP/1.1 500 Internal Server Error\n\n');
    await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '500');
  });
});

test('Two tabs have different themes: each stays as it is, one press switches each, the next load is as chosen last', async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '/407');
  const other = await context.newPage();
  await other.emulateMedia({ colorScheme: 'light' });
  await open(other, '/408');
  await theme(other).click();
  await paper(other, 'dark');
  await paper(page, 'light');
  await page.locator('main a[rel=next]').click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await paper(page, 'light');
  await theme(page).click();
  await paper(page, 'dark');
  await theme(page).click();
  await paper(page, 'light');
  await paper(other, 'dark');
  await other.reload();
  await paper(other, 'light');
});

test.describe('A query of 200 kB', () => {
  const query = 'proxy authentication '.repeat(10_000);

  test('in the address is answered or refused, and the server goes on', async ({ page, request }) => {
    const address = `/?q=${encodeURIComponent(query).replaceAll('%20', '+')}`;
    expect([200, 414]).toContain((await request.get(address)).status());
    const response = await page.goto(address);
    if (response.status() === 200) {
      await started(page);
      await expect(field(page)).toHaveValue(query);
      await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    }
    await open(page, '/');
    await works(page);
  });

  test('in the field is answered, and the address is none that a host refuses', async ({ page, origin }) => {
    // As nginx does by itself.
    origin.instead = path => path.length > 8000 && (response => response.writeHead(414).end('too long'));
    await open(page, `${origin.address}/`);
    await field(page).fill(query);
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    await page.reload();
    await started(page);
    await expect(heading(page)).toBeVisible();
    await works(page);
  });

  test('in the fragment is a response like any other', async ({ page }) => {
    await open(page, `/explain#text=${encodeURIComponent(`HTTP/1.1 404 Not Found\nX-Long: ${query}\n\n`)}`);
    await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '404');
    await open(page, `/407#${encodeURIComponent(query)}`);
    await readsAndLinks(page);
  });
});

test.describe('A translator is at work', () => {
  /** Does to the page what a browser's translation does: each text, also what comes later, is put into a new element. */
  const translate = page => page.evaluate(() => {
    const wrap = text => {
      const parent = text.parentElement;
      if (!text.data.trim() || !parent || parent.closest('.translated, [translate=no], script, style, noscript, textarea')) return;
      const [outer, inner] = [document.createElement('font'), document.createElement('font')];
      outer.className = 'translated';
      inner.textContent = text.data;
      outer.append(inner);
      text.replaceWith(outer);
    };
    const wrapAll = root => {
      if (root.nodeType === Node.TEXT_NODE) return wrap(root);
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts = [];
      while (walker.nextNode()) texts.push(walker.currentNode);
      texts.forEach(wrap);
    };
    document.documentElement.classList.add('translated-ltr');
    document.documentElement.lang = 'de';
    wrapAll(document.body);
    new MutationObserver(changes => {
      for (const { type, target, addedNodes } of changes) (type === 'characterData' ? [target] : addedNodes).forEach(wrapAll);
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
  });

  /** Each answer says what it is to the query of now, not to one before. */
  async function answersAreOfNow(page) {
    const count = page.getByRole('status').filter({ hasText: /./ });
    for (const [query, first] of [['proxy auth', '407'], ['teapot', '418'], ['cloudflare 520', '520']]) {
      await field(page).fill(query);
      await expect(hits(page).first()).toHaveAttribute('data-code', first);
      await expect(hits(page).first()).toContainText(first);
      const shown = (await numbers(page)).length;
      await expect(page.locator('main .count').getByRole('status')).toHaveText(new RegExp(`^${shown === 10 ? '\\d\\d' : shown} results?$`));
    }
    await expect(count).toHaveCount(1);
    await field(page).fill('');
    await expect(results(page)).toHaveCount(0);
    await expect(page.locator('main .count').getByRole('status')).toHaveText('');
  }

  for (const when of ['before', 'after']) {
    test(`${when} the start: searching, moving and coming back go on`, async ({ page, complaints }) => {
      if (when === 'before') {
        const start = await openBeforeStart(page, '/');
        await page.waitForFunction(() => document.readyState !== 'loading');
        await translate(page);
        await start();
      } else {
        await open(page, '/');
        await translate(page);
      }
      await markDocument(page);
      await answersAreOfNow(page);
      await works(page);
      await hits(page).first().click();
      await expect(heading(page)).toHaveText(/^418 /);
      await page.locator('main a[rel=next]').click();
      await expect(heading(page)).toHaveText(/^419 |^420 |^421 /);
      await page.goBack();
      await page.goBack();
      await expect(field(page)).toHaveValue('teapot');
      await answersAreOfNow(page);
      expect(await isSameDocument(page)).toBe(true);
      expect(await page.locator('main .translated').count()).toBeGreaterThan(10);
      expect(complaints).toEqual([]);
    });
  }

  test('on the pages of a program of their own, which go on too', async ({ page, complaints }) => {
    await open(page, '/explain');
    await translate(page);
    await page.getByRole('button', { name: 'Try an example' }).click();
    await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '405');
    await page.locator('textarea').fill('HTTP/1.1 404 Not Found\n\n');
    await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '404');
    await page.locator('.bar').getByRole('link', { name: 'Choose a code' }).click();
    await page.locator('[data-node]:visible .options > li > a').first().click();
    await expect(page.locator('[data-node]:visible')).toHaveCount(1);
    await expect(page.locator('[data-node]:visible')).not.toHaveAttribute('data-node', 'start');
    expect(complaints).toEqual([]);
  });
});

test.describe('An extension adds elements to html, head, body and field', () => {
  const extend = page => page.evaluate(() => {
    const add = (place, how) => {
      const added = document.createElement('x-extension');
      added.textContent = 'extension';
      place[how](added);
    };
    add(document.documentElement, 'append');
    add(document.body, 'prepend');
    add(document.body, 'append');
    add(document.querySelector('main'), 'prepend');
    for (const field of document.querySelectorAll('input')) add(field, 'after');
    const meta = document.createElement('meta');
    meta.name = 'extension';
    document.head.append(meta);
    document.body.dataset.extension = document.documentElement.dataset.extension = 'on';
  });

  for (const when of ['before', 'after']) {
    test(`${when} the start: the page works, and what is not of the page stays`, async ({ page, complaints }) => {
      if (when === 'before') {
        const start = await openBeforeStart(page, '/');
        await page.waitForFunction(() => document.readyState !== 'loading');
        await extend(page);
        await start();
      } else {
        await open(page, '/');
        await extend(page);
      }
      await markDocument(page);
      await works(page);
      await hits(page).first().click();
      await expect(heading(page)).toHaveText(/^418 /);
      expect(await isSameDocument(page)).toBe(true);
      await expect(page.locator('html > x-extension, body > x-extension, head > meta[name=extension]')).toHaveCount(4);
      await expect(page.locator('html[data-extension] > body[data-extension]')).toHaveCount(1);
      expect(complaints).toEqual([]);
    });
  }

  test('and throws errors of its own: that is no trouble once the program runs', async ({ page }) => {
    await open(page, '/407');
    await page.evaluate(() => {
      setTimeout(() => { window.thrown = true; throw new Error('an extension'); });
      Promise.reject(new Error('an extension'));
    });
    await page.waitForFunction(() => window.thrown);
    await expect(trouble(page)).toBeHidden();
  });
});

test.describe('The clock is wrong', () => {
  test.use({ serviceWorker: true });

  for (const year of [1985, 2085]) {
    test(`and shows the year ${year}: all works, and dates are those of the facts`, async ({ page, origin, complaints }) => {
      await page.clock.setFixedTime(`${year}-01-01T00:00:00Z`);
      await open(page, `${origin.address}/`);
      expect(await page.evaluate(() => new Date().getFullYear())).toBe(year);
      await works(page);
      await field(page).fill('');
      await expect(page.locator('main .count')).toContainText('Looked up last: 407');
      const changes = JSON.parse(await readFile(new URL('../data/changes.json', import.meta.url), 'utf8'));
      await open(page, `${origin.address}/changes`);
      expect(await page.locator('main time').allTextContents()).toEqual(changes.map(({ date }) => date));
      await page.evaluate(async () => { await navigator.serviceWorker.ready; });
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      origin.isDown = true;
      await open(page, `${origin.address}/407`);
      await readsAndLinks(page);
      expect(complaints.filter(text => !text.includes('ERR_'))).toEqual([]);
    });
  }
});
