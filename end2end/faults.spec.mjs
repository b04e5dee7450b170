// The fault table: a row, a test, named after the fault. In each the page reads, its links work, and it says
// what does not work. Here is what is blocked, refused or lost; what others do to the page is in
// strangers.spec.mjs, what befalls the service worker (a deploy, full or broken storage, no network) in
// offline.spec.mjs, and each kind of page without JavaScript in noscript.spec.mjs.
import { launchOptions } from './playwright.config.mjs';
import {
  SITE, counted, expect, field, heading, hits, hold, isSameDocument, markDocument, open, started, test,
} from './visitor.mjs';
import { paper, reads, readsAndLinks, saysWhatIsMissing, themeButton, trouble, works } from './works.mjs';

// Playwright leaves out the back/forward cache unless asked.
test.use({ launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } });

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
    await page.goto('/');
    await field(page).fill('time');
    await expect(page.locator('[data-finder=q] a.row')).not.toHaveCount(0);
    const isShown = tile => page.locator(`[data-tile="${tile}"]`).evaluate(tile => tile.checkVisibility());
    await expect.poll(() => isShown(200), 'the wall stays').toBe(true);
    await field(page).fill('407');
    await field(page).press('Enter');
    await reads(page);
    // No marks of a search will come that the wall would wait for.
    await page.goto('/?q=teapot');
    await saysWhatIsMissing(page);
    await expect(field(page)).toHaveValue('teapot');
    await expect(page.locator('[data-finder=q] a.row')).toHaveAttribute('href', '/418');
    await expect.poll(() => isShown(418)).toBe(true);
  });
}

test('The program fails while it is used: a line says so, its buttons are gone, and the search is by number and name', async ({ page }) => {
  await open(page, '/');
  await expect(page.getByRole('button', { name: 'Search' })).toBeVisible();
  // What it makes its rows with.
  await page.evaluate(() => {
    window.made = Document.prototype.createElement;
    Document.prototype.createElement = () => { throw new Error('refused'); };
  });
  await field(page).fill('proxy auth');
  await saysWhatIsMissing(page);
  await page.evaluate(() => { Document.prototype.createElement = window.made; });
  await expect(page.getByRole('button', { name: 'Search' })).toBeHidden();
  await field(page).fill('teapot');
  await expect(page.locator('[data-finder=q] a.row')).toHaveAttribute('href', '/418');
  await field(page).press('Enter');
  await expect(heading(page)).toHaveText(/^418/);
  await page.goto('/');
  await started(page);
  await works(page);
});

test('The program of /explain cannot be had: it is said, and the next change of the text tries again', async ({ page }) => {
  const file = '**/explainer_bg.wasm';
  await page.route(file, route => route.abort());
  await open(page, '/explain');
  const text = page.locator('textarea[name=response]');
  await text.fill('HTTP/1.1 404 Not Foun');
  await expect(page.locator('[data-said]')).toContainText('could not be loaded');
  await expect(text).toHaveValue('HTTP/1.1 404 Not Foun');
  await page.unroute(file);
  await text.press('d');
  await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '404');
});

test('A worker cannot be started: it is said, and the next change of the text tries again', async ({ page }) => {
  await page.addInitScript(() => {
    const own = window.Worker;
    window.Worker = function () { throw new Error('refused'); };
    window.allow = () => { window.Worker = own; };
  });
  await open(page, '/explain');
  const text = page.locator('textarea[name=response]');
  await text.fill('HTTP/1.1 404 Not Foun');
  await expect(page.locator('[data-said]')).toContainText('could not be loaded');
  await page.evaluate(() => window.allow());
  await text.press('d');
  await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '404');
});

test('The program that compares cannot be had: the page says so', async ({ page }) => {
  await page.route('**/explainer_bg.wasm', route => route.abort());
  await open(page, '/compare?with=401,403,511');
  await expect(page.locator('[data-said]')).toContainText('could not be loaded');
  await expect(page.locator('.compare-list a').first()).toBeVisible();
});

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
    await themeButton(page).click();
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
    expect((await page.evaluate(() => String(getSelection()))).trim()).toBe(text.trim());

    const address = page.getByRole('textbox', { name: 'The browser does not allow copying. The address:' });
    for (const press of [1, 2]) {
      await page.locator('[data-action=share]').click();
      await expect(address, `press ${press}`).toBeFocused();
      expect(await address.evaluate(field => field.value.slice(field.selectionStart, field.selectionEnd))).toBe(`${SITE}/407`);
    }
    await expect(page.locator('.share [role=status]')).toHaveText('');
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

  test('and lost on the way to a page that never comes: whoever is still here is told after a while', async ({ page }) => {
    const lose = await hold(page, '**/*.wasm', route => route.abort());
    await page.clock.install();
    await page.goto('/407', { waitUntil: 'commit' });
    await reads(page);
    await page.route('**/408', route => route.fulfill({ status: 204 }));
    const answered = page.waitForResponse('**/408');
    await page.locator('main a[rel=next]').click();
    await answered;
    const lost = page.waitForEvent('requestfailed', request => request.url().endsWith('.wasm'));
    lose();
    await lost;
    await page.clock.runFor(4000);
    await expect(trouble(page)).toBeHidden();
    await page.clock.runFor(6000);
    await saysWhatIsMissing(page);
  });

  // Chromium tells a page nothing when it breaks off: no event, no state. Nothing could say what is missing.
  test('and then lost in the middle of the page: what has arrived reads, and its links work', async ({ page, origin }) => {
    const whole = await (await fetch(`${origin.upstream}/407`)).text();
    const half = whole.slice(0, whole.indexOf('<h2 id="when-to-use"') + 200);
    let end;
    origin.instead = path => path === '/407' && (response => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': Buffer.byteLength(whole) });
      response.write(half);
      end = () => response.socket.destroy();
    });
    const broken = page.waitForEvent('requestfailed', request => request.isNavigationRequest());
    await page.goto(`${origin.address}/407`, { waitUntil: 'commit' });
    await reads(page);
    end();
    await broken;
    await reads(page);
    await page.locator('.bar').getByRole('link', { name: 'All codes' }).click();
    await expect(heading(page)).toHaveText('All HTTP status codes');
  });

  test('and then lost after the start: the search goes on, and a move is an ordinary load', async ({ page, origin }) => {
    await open(page, `${origin.address}/`);
    await page.waitForLoadState('networkidle');
    origin.isDown = true;
    await field(page).fill('proxy auth');
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    await hits(page).first().click();
    // The browser’s own page, which says that there is no network; its address is that of the move.
    await expect(page).toHaveURL('chrome-error://chromewebdata/');
    origin.isDown = false;
    await page.goBack();
    await expect(field(page)).toHaveValue('proxy auth');
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

for (const [how, answer] of [
  ['is lost', route => route.abort()],
  ['is gone (404)', route => route.fulfill({ status: 404, body: 'gone' })],
  ['is another page, sent with status 200', route => route.fulfill({ contentType: 'text/html', body: '<!doctype html>\n<p>Sign in</p>\n<p>?' })],
]) {
  test(`The index ${how}: numbers and names are found, a line says so, and the next keystroke asks again`, async ({ page }) => {
    await page.route('**/_app/*/search.txt', answer);
    await open(page, '/');
    await field(page).fill('proxy auth');
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    await expect(counted(page)).toHaveText(/^Numbers and names only/);
    await field(page).fill('418');
    await expect(hits(page).first()).toHaveAttribute('data-code', '418');
    await expect(trouble(page)).toBeHidden();
    await page.unroute('**/_app/*/search.txt');
    await field(page).fill('user not logged in');
    await expect(hits(page).first()).toHaveAttribute('data-code', '401');
    await expect(counted(page)).toHaveText(/^\d+ results$/);
  });
}

test('The index never comes: the query of an address is answered by number and name, and the wall is there', async ({ page }) => {
  await page.route('**/_app/*/search.txt', () => {});
  await open(page, '/?q=proxy+auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  await expect(counted(page)).toHaveText('Searching…');
  await expect(page.locator('[data-tile="407"]')).toHaveAttribute('data-hit', '');
  await expect(page.locator('.wall')).toHaveAttribute('data-marked', '');
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
