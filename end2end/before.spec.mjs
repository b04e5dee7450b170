// Before the program is up: nothing moves when it comes, and nothing is lost of what was typed, pressed,
// focused or selected until then.
import {
  KINDS, asMany, counted, expect, field, heading, hits, hold, open, openBeforeStart, painted, results, test,
} from './visitor.mjs';

/** What has moved since the page came without anyone doing anything. */
const shifts = page => page.evaluate(() => new Promise(done => {
  const seen = [];
  const observer = new PerformanceObserver(list => seen.push(...list.getEntries()));
  observer.observe({ type: 'layout-shift', buffered: true });
  // A paint entry is certain to be there: with it, the buffered shifts have been handed over as well.
  new PerformanceObserver(() => requestAnimationFrame(() => done(seen.map(({ value, sources }) => ({
    value, of: sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 120)),
  }))))).observe({ type: 'paint', buffered: true });
}));

/** What the page finds by itself. */
const early = page => page.locator('[data-finder=q] a.row');

for (const [width, height] of [[1280, 720], [390, 844]]) {
  test.describe(() => {
    test.use({ viewport: { width, height } });

    for (const address of [...KINDS, '/418', '/codes/other', '/?q=proxy', '/?q=404']) {
      test(`${address} starts with nothing to complain of, and nothing moves, ${width} pixels wide`, async ({ page, complaints }) => {
        const start = await openBeforeStart(page, address);
        await start();
        await page.waitForLoadState('networkidle');
        await painted(page);
        expect(await shifts(page)).toEqual([]);
        expect(complaints).toEqual([]);
        await expect(page.locator('#trouble')).toBeHidden();
      });
    }

    for (const query of ['proxy', '5xx', 'zzzz']) {
      test(`The answer to “${query}” of an address moves nothing when the index is late, ${width} pixels wide`, async ({ page }) => {
        const release = await hold(page, '**/_app/*/search.txt');
        const start = await openBeforeStart(page, `/?q=${query}`);
        await start();
        await painted(page);
        release();
        await expect(page.locator('.wall')).toHaveAttribute('data-marked', '');
        await painted(page);
        expect(await shifts(page)).toEqual([]);
      });
    }

    test(`What was looked up last comes where a place is kept for it, ${width} pixels wide`, async ({ page }) => {
      await page.addInitScript(() => localStorage.setItem('http-codes.recent', '407 404 401 503 429 304'));
      const start = await openBeforeStart(page, '/');
      const wall = () => page.locator('.wall').evaluate(wall => wall.getBoundingClientRect().top);
      const place = await wall();
      await start();
      await expect(page.getByText('Looked up last')).toBeVisible();
      expect(await wall()).toBe(place);
    });
  });
}

for (const address of KINDS) {
  test(`${address} keeps every element that was prerendered, adds none, and stays as high`, async ({ page }) => {
    const start = await openBeforeStart(page, address);
    await page.waitForFunction(() => document.readyState !== 'loading');
    const height = await page.evaluate(() => {
      for (const element of document.querySelectorAll('#app, #app *')) element.prerendered = true;
      return document.documentElement.scrollHeight;
    });
    await start();
    await painted(page);
    expect(await heading(page).evaluate(heading => heading.prerendered)).toBe(true);
    const added = await page.locator('#app :not(noscript *, .answers *)').evaluateAll(all => all.filter(element => !element.prerendered).map(element => element.outerHTML));
    expect(added).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBe(height);
  });
}

test('The field has the focus before the program comes', async ({ page }) => {
  await openBeforeStart(page, '/');
  await expect(field(page)).toBeFocused();
});

test('Who is at a link before the first frame is not taken to the field', async ({ page }) => {
  await page.addInitScript(() => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector('#q')) return;
      observer.disconnect();
      document.querySelector('.mark').focus();
    });
    observer.observe(document, { childList: true, subtree: true });
  });
  const start = await openBeforeStart(page, '/');
  await painted(page);
  await start();
  await painted(page);
  await expect(page.locator('.mark')).toBeFocused();
});

test('What was typed before the program came is kept and then answered', async ({ page }) => {
  const start = await openBeforeStart(page, '/');
  await field(page).pressSequentially('proxy auth');
  await field(page).press('ArrowLeft');
  await start();
  await expect(field(page)).toHaveValue('proxy auth');
  await expect(field(page)).toBeFocused();
  expect(await field(page).evaluate(field => field.selectionStart)).toBe('proxy aut'.length);
  await expect(results(page)).toHaveAttribute('data-query', 'proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
});

test('What was typed before the program came is found again on Back', async ({ page }) => {
  const start = await openBeforeStart(page, '/');
  await field(page).pressSequentially('proxy auth');
  await start();
  await hits(page).first().click();
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  await page.goBack();
  await expect(field(page)).toHaveValue('proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
});

test('An answer that is opened before the index comes leads to its page, however late that is', async ({ page }) => {
  await page.clock.install();
  const index = await hold(page, '**/_app/*/search.txt');
  const article = await hold(page, '**/_app/*/407.*');
  await open(page, '/');
  await field(page).pressSequentially('proxy auth');
  await hits(page).first().click();
  const found = page.waitForResponse('**/_app/*/search.txt');
  index();
  await (await found).finished();
  await expect(hits(page)).not.toHaveCount(1);
  // Long enough for the address to have followed what was typed.
  await page.clock.fastForward(1000);
  article();
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  await expect(page).toHaveURL('/407');
});

test('Enter that is pressed before the index comes opens the answer when it is there', async ({ page }) => {
  const index = await hold(page, '**/_app/*/search.txt');
  await open(page, '/');
  await field(page).pressSequentially('user not logged in');
  await field(page).press('Enter');
  await expect(hits(page)).toHaveCount(0);
  index();
  await expect(page).toHaveURL('/401');
});

test('Enter that was pressed is forgotten when more is typed', async ({ page }) => {
  const index = await hold(page, '**/_app/*/search.txt');
  await open(page, '/');
  await field(page).pressSequentially('user not logged');
  await field(page).press('Enter');
  await field(page).pressSequentially(' in');
  index();
  await expect(hits(page).first()).toHaveAttribute('data-code', '401');
  await expect(page).toHaveURL(/\/(\?q=[^/]*)?$/);
});

test('A number is answered while the page is still on its way', async ({ page }) => {
  await page.route('**/*.wasm', route => route.abort());
  await page.route('/', async route => {
    const response = await route.fetch();
    const [above] = (await response.text()).split('<div class="wall">');
    await route.fulfill({ response, body: above });
  });
  await page.goto('/');
  await field(page).fill('404');
  await expect(page.getByRole('link', { name: '404 Not Found' })).toHaveAttribute('href', '/404');
  await field(page).fill('104');
  await expect(page.getByRole('link', { name: '104 Upload Resumption Supported temporary' })).toBeVisible();
  await expect(page.locator('[data-tile]')).toHaveCount(0);
});

test('A row that has the focus keeps it when no program comes', async ({ page }) => {
  const asked = new Promise(took => page.route('**/*.wasm', took));
  await page.goto('/');
  await field(page).fill('404');
  await early(page).focus();
  await (await asked).abort();
  await expect(page.locator('#trouble')).toBeVisible();
  await expect(early(page)).toBeFocused();
  await expect(page.locator('html')).not.toHaveAttribute('data-searching');
});

test('What was typed before the program came counts more than the query of the address', async ({ page }) => {
  const start = await openBeforeStart(page, '/?q=proxy');
  await field(page).fill('teapot');
  await start();
  await expect(field(page)).toHaveValue('teapot');
  await expect(hits(page).first()).toHaveAttribute('data-code', '418');
  await expect(page).toHaveURL('/?q=teapot');
});

test('A number, a class or a name is answered before the program comes, and again when it is there', async ({ page }) => {
  const start = await openBeforeStart(page, '/');
  for (const [query, ...codes] of [
    ['404', '404 Not Found'], ['42', '420 ', '421 ', '422 ', '423 ', '424 ', '425 ', '426 '], [' 1XX ', '100 ', '101 ', '102 ', '103 ', '104 '],
    ['Bad G', '502 Bad Gateway'], ['<b>'], ['user not logged in'], [' '], ['proxy auth', '407 Proxy Authentication Required'],
  ]) {
    await field(page).fill(query);
    await expect(early(page), query).toHaveCount(codes.length);
    for (const [at, code] of codes.entries()) await expect(early(page).nth(at), query).toContainText(code);
  }
  await expect(page.getByText('So far by number and name only')).toBeVisible();
  await start();
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  await expect(page.getByText('So far by number and name only')).toHaveCount(0);
  // From here on the program alone answers.
  await field(page).fill('user not logged in');
  await expect(hits(page).first()).toHaveAttribute('data-code', '401');
  await asMany(page, '[data-finder=q] a.row', '[data-results] a[data-code]');
});

for (const address of ['/', '/407', '/404', '/codes', '/explain', '/choose']) {
  test(`${address} is first painted with its bar, and with nothing less`, async ({ page, origin }) => {
    const whole = await (await fetch(origin.upstream + address)).text();
    const inBar = whole.indexOf('<nav', whole.indexOf('<header'));
    let rest;
    origin.instead = path => path === address && (response => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).write(whole.slice(0, inBar));
      rest = () => response.end(whole.slice(inBar));
    });
    await page.goto(origin.address + address, { waitUntil: 'commit' });
    const paints = () => page.evaluate(async () => {
      while (!document.querySelector('.mark')) await new Promise(done => setTimeout(done));
      // Frames would be made while the page asks for something else.
      for (let times = 0; times < 20; times += 1) await fetch('icon.svg', { cache: 'reload' });
      return performance.getEntriesByType('paint').map(({ name }) => name);
    });
    expect(await paints()).toEqual([]);
    rest();
    await painted(page);
    expect(await paints()).toEqual(['first-paint', 'first-contentful-paint']);
  });
}

test('What the page has answered by itself is seen before the program takes over', async ({ page }) => {
  await page.addInitScript(() => {
    window.order = [];
    const { instantiateStreaming } = WebAssembly;
    WebAssembly.instantiateStreaming = async (...all) => {
      const program = await instantiateStreaming.apply(WebAssembly, all);
      const field = document.querySelector('#q');
      field.value = '404';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      requestAnimationFrame(() => window.order.push(`a frame with ${document.querySelectorAll('.results .row').length} row`));
      addEventListener('started', () => window.order.push('the program'));
      return program;
    };
  });
  await open(page, '/');
  expect(await page.evaluate(() => window.order)).toEqual(['a frame with 1 row', 'the program']);
  await expect(hits(page).first()).toHaveAttribute('data-code', '404');
});

test.describe('While a page is still arriving', () => {
  // Its text is written tag by tag by this test, which its policy forbids.
  test.use({ javaScriptEnabled: false, bypassCSP: true });

  for (const address of ['/', '/407', '/499', '/codes', '/about/design']) {
    for (const [width, height] of [[1280, 720], [390, 844]]) {
      test(`nothing of ${address} moves that is there, ${width} pixels wide`, async ({ page }) => {
        await page.setViewportSize({ width, height });
        const whole = await (await page.goto(address)).text();
        const { seen, moved } = await page.evaluate(whole => {
          /** Where each element of the page is that can be seen, but for those that the end of the text is within. */
          const places = () => {
            const all = [...document.body.querySelectorAll('*')];
            const open = all.at(-1).closest('p, h1, h2, li, a, svg, dl, table, form') ?? all.at(-1);
            return all.map(element => {
              const { left, top, width, height } = element.getBoundingClientRect();
              if (open.contains(element) || top >= innerHeight || !width || !height) return null;
              if (!element.checkVisibility({ visibilityProperty: true })) return null;
              return { what: `${element.tagName} ${element.className}`, left, top };
            });
          };
          // A browser lays out in 64ths of a pixel, and what is centered may be rounded by one either way.
          const isAt = (one, other) =>
            other && Math.abs(one.left - other.left) <= 1 / 64 && Math.abs(one.top - other.top) <= 1 / 64;
          const told = place => (place ? `${place.left.toFixed(1)}, ${place.top.toFixed(1)}` : 'nowhere');
          const end = places();
          let sent = whole.indexOf('<header');
          document.open();
          document.write(whole.slice(0, sent));
          let seen = 0;
          const moved = [];
          const last = sent + 10_000;
          while (sent < last) {
            const next = whole.indexOf('<', sent + 1);
            if (next < 0) break;
            document.write(whole.slice(sent, next));
            sent = next;
            // The elements of the beginning are the first ones of the whole.
            for (const [number, place] of places().entries()) {
              if (!place) continue;
              seen += 1;
              if (!isAt(place, end[number])) moved.push(`${place.what} from ${told(place)} to ${told(end[number])}`);
            }
          }
          return { seen, moved: [...new Set(moved)] };
        }, whole);
        expect(seen).toBeGreaterThan(1000);
        expect(moved.slice(0, 8)).toEqual([]);
      });
    }
  }
});

test('The wall comes whole without the program, and at once where no frames are made', async ({ page }) => {
  await openBeforeStart(page, '/');
  const tiles = await page.locator('[data-tile]').count();
  expect(tiles).toBeGreaterThan(90);
  const shown = () => page.locator('[data-tile]').evaluateAll(tiles => tiles.filter(tile => tile.checkVisibility()).length);
  await expect.poll(shown).toBe(tiles);
  await expect(page.locator('html')).not.toHaveAttribute('data-partial');
  await page.addInitScript(() => {
    window.requestAnimationFrame = () => 0;
    Object.defineProperty(document, 'hidden', { get: () => true });
  });
  await page.goto('/', { waitUntil: 'commit' });
  await expect.poll(shown).toBe(tiles);
});

test('A number in the address is answered before the program comes', async ({ page }) => {
  const start = await openBeforeStart(page, '/?q=404');
  await expect(early(page)).toHaveText(/^404 Not Found/);
  await expect(field(page)).toHaveValue('404');
  await start();
  await expect(hits(page).first()).toHaveAttribute('data-code', '404');
});

test('Enter before the program came opens the one answer, and else is answered with the results', async ({ page }) => {
  const start = await openBeforeStart(page, '/');
  await field(page).fill('404');
  await field(page).press('Enter');
  await expect(heading(page)).toHaveText('404 Not Found');
  await page.goBack();
  await field(page).fill('timeout');
  await expect(early(page)).not.toHaveCount(0);
  await field(page).press('Enter');
  await expect(page).toHaveURL('/?q=timeout');
  await start();
  await expect(hits(page).first()).toHaveAttribute('data-code', '408');
});

test('Focus and place are kept when the program comes', async ({ page }) => {
  const start = await openBeforeStart(page, '/407');
  const next = page.locator('main a[rel=next]');
  await next.focus();
  await next.scrollIntoViewIfNeeded();
  expect(await page.evaluate(() => scrollY)).toBeGreaterThan(0);
  await painted(page);
  const place = await next.boundingBox();
  await start();
  await painted(page);
  await expect(next).toBeFocused();
  expect(await next.boundingBox()).toEqual(place);
});

test('What is selected when the program comes stays selected', async ({ page }) => {
  const start = await openBeforeStart(page, '/407');
  const selected = await page.evaluate(() => {
    const text = document.querySelector('.summary').firstChild;
    getSelection().setBaseAndExtent(text, 4, text, 30);
    return String(getSelection());
  });
  expect(selected).toHaveLength(26);
  await start();
  await painted(page);
  expect(await page.evaluate(() => String(getSelection()))).toBe(selected);
});

test('The theme’s button, pressed before the program came, is answered then, and once', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  const start = await openBeforeStart(page, '/407');
  const button = page.getByRole('button', { name: 'Switch between light and dark' });
  await button.click();
  await start();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await button.click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});

test('Buttons that cannot be answered yet are not shown, and take no place from others when they come', async ({ page }) => {
  const start = await openBeforeStart(page, '/407');
  const buttons = [page.locator('[data-action=share]'), page.locator('.bar [data-action=search]'), page.locator('[data-action=copy]').first()];
  const places = [];
  for (const button of buttons) {
    await expect(button).toBeHidden();
    places.push(await button.boundingBox());
  }
  await start();
  for (const [at, button] of buttons.entries()) {
    await expect(button).toBeVisible();
    expect(await button.boundingBox()).toEqual(places[at]);
  }
});

test('What was pasted at /explain before the program came is kept and explained', async ({ page }) => {
  const start = await openBeforeStart(page, '/explain');
  await page.locator('textarea').fill('HTTP/1.1 404 Not Found\n\n');
  await page.locator('textarea').press('ArrowLeft');
  await start();
  await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '404');
  await expect(page.locator('textarea')).toHaveValue('HTTP/1.1 404 Not Found\n\n');
  await expect(page.locator('textarea')).toBeFocused();
  expect(await page.locator('textarea').evaluate(field => field.selectionStart)).toBe('HTTP/1.1 404 Not Found\n'.length);
});

test('A link followed before the program came loads its page', async ({ page }) => {
  await openBeforeStart(page, '/407');
  await page.locator('main a[rel=next]').click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
});

test('A first visit asks only for what it needs', async ({ page }) => {
  const asked = [];
  page.on('request', request => asked.push(new URL(request.url()).pathname));
  await open(page, '/407');
  await page.waitForLoadState('networkidle');
  expect(asked.filter(path => path.startsWith('/_app/'))).toEqual([]);
});

test('Numbers and names are answered before the index is there, and other words once it is', async ({ page }) => {
  const release = await hold(page, '**/_app/*/search.txt');
  await open(page, '/');
  await field(page).fill('40');
  await expect(hits(page).first()).toHaveAttribute('data-code', '400');
  await field(page).fill('gateway time');
  await expect(hits(page).first()).toHaveAttribute('data-code', '504');
  await field(page).fill('user not logged in');
  await expect(counted(page)).toHaveText('Searching…');
  await expect(page.locator('.answers .note')).toHaveCount(0);
  release();
  await expect(hits(page).first()).toHaveAttribute('data-code', '401');
  await expect(counted(page)).toHaveText(/^\d+ results$/);
  await expect(field(page)).toBeFocused();
});

test('Of a search in the address nothing is shown that the index would change', async ({ page }) => {
  // What the page puts off for a second or longer never comes, so its patience has no end.
  await page.addInitScript(() => {
    const set = window.setTimeout;
    window.setTimeout = (task, delay, ...given) => (delay >= 1000 ? 0 : set(task, delay, ...given));
  });
  const release = await hold(page, '**/_app/*/search.txt');
  await open(page, '/?q=proxy');
  await expect(counted(page)).toHaveText('Searching…');
  await expect(hits(page)).toHaveCount(0);
  release();
  await expect(counted(page)).toHaveText(/^\d+ results$/);
  await expect(hits(page).first()).toBeVisible();
});

test('All answers that were asked for before the index came stay shown', async ({ page }) => {
  const release = await hold(page, '**/_app/*/search.txt');
  await open(page, '/');
  await field(page).fill('not');
  await expect(hits(page)).toHaveCount(7);
  await page.getByRole('button', { name: /^Show all/ }).click();
  await expect.poll(() => hits(page).count()).toBeGreaterThan(7);
  release();
  await expect(counted(page)).toHaveText(/^\d+ results$/);
  await expect.poll(() => hits(page).count()).toBeGreaterThan(7);
});

test('A row that was chosen before the index came stays the chosen one', async ({ page }) => {
  const release = await hold(page, '**/_app/*/search.txt');
  await open(page, '/');
  await field(page).fill('timeout');
  await expect(hits(page).first()).toHaveAttribute('data-code', '408');
  await field(page).press('ArrowDown');
  await field(page).press('End');
  const chosen = page.locator('[role=option][aria-selected=true]');
  while (await chosen.getAttribute('data-code') !== '504') await field(page).press('ArrowUp');
  await expect(chosen).toHaveAttribute('data-code', '504');
  release();
  await expect(counted(page)).toHaveText(/^\d+ results$/);
  await expect(chosen).toHaveAttribute('data-code', '504');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', 'q-504');
});

test('A row chosen before the index came is opened by an Enter pressed as it comes', async ({ page }) => {
  const release = await hold(page, '**/_app/*/search.txt');
  await open(page, '/');
  await field(page).fill('401 vs 403');
  await expect(hits(page)).toHaveCount(2);
  await field(page).press('ArrowDown');
  await expect(field(page)).toHaveAttribute('aria-activedescendant', 'q-401');
  // What is put off to a frame never comes.
  await page.evaluate(() => { window.requestAnimationFrame = () => 0; });
  release();
  await expect(counted(page)).toHaveText(/^\d+ results$/);
  await field(page).press('Enter');
  await expect(page).toHaveURL('/401');
});

test('The index is fetched once, and on a page without a search field when the search is opened', async ({ page }) => {
  const asked = [];
  page.on('request', request => request.url().endsWith('/search.txt') && asked.push(request.url()));
  await open(page, '/407');
  await page.waitForLoadState('networkidle');
  expect(asked).toEqual([]);
  await page.keyboard.press('/');
  const palette = page.locator('#palette-q');
  await palette.fill('user not logged in');
  await expect(page.locator('#palette [role=option]').first()).toHaveAttribute('data-code', '401');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(/^401 /);
  await expect(palette).toHaveCount(0);
  await page.keyboard.press('/');
  await palette.fill('file too big');
  await expect(page.locator('#palette [role=option]').first()).toHaveAttribute('data-code', '413');
  expect(asked.length).toBe(1);
});

test('The texts of all codes come also where the browser cannot tell when it is idle', async ({ page }) => {
  await page.addInitScript(() => { delete window.requestIdleCallback; });
  const texts = page.waitForResponse('**/_app/*/texts.json');
  await open(page, '/');
  expect((await texts).status()).toBe(200);
});

test('The texts of all codes are asked for once, also while they are on their way', async ({ page }) => {
  const asked = [];
  page.on('request', request => request.url().endsWith('/texts.json') && asked.push(request.url()));
  const release = await hold(page, '**/_app/*/texts.json');
  const texts = page.waitForRequest('**/_app/*/texts.json');
  await open(page, '/');
  await texts;
  await page.locator('main a[href="/407"]').click();
  await page.getByRole('link', { name: '← Back to Search' }).click();
  await expect(field(page)).toBeVisible();
  await idle(page);
  release();
  await idle(page);
  expect(asked.length).toBe(1);
});

/** Waits until the browser has had time for what the page had put off. */
async function idle(page) {
  await page.evaluate(() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done))));
}
