// The other half of the fault table (see faults.spec.mjs): what others do to the page, beside it or to the
// machine. A tab with another theme, a hostile address, a translator, an extension, a wrong clock.
import { readFile } from 'node:fs/promises';
import {
  counted, expect, field, heading, hits, isSameDocument, markDocument, numbers, open, openBeforeStart, results, started, test,
} from './visitor.mjs';
import { paper, readsAndLinks, themeButton, trouble, works } from './works.mjs';

test('Two tabs have different themes: each stays as it is, one press switches each, the next load is as chosen last', async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '/407');
  const other = await context.newPage();
  await other.emulateMedia({ colorScheme: 'light' });
  await open(other, '/408');
  await themeButton(other).click();
  await paper(other, 'dark');
  await paper(page, 'light');
  await page.locator('main a[rel=next]').click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await paper(page, 'light');
  await themeButton(page).click();
  await paper(page, 'dark');
  await themeButton(page).click();
  await paper(page, 'light');
  await paper(other, 'dark');
  await other.reload();
  await paper(other, 'light');
});

test.describe('A query of 200 kB', () => {
  const query = 'proxy authentication '.repeat(10_000);

  test('in the address is answered, where the host takes it', async ({ page, request, baseURL }) => {
    const address = `/?q=${encodeURIComponent(query).replaceAll('%20', '+')}`;
    // Most hosts do not, as this one; it goes on all the same.
    expect((await request.get(address)).status()).toBe(414);
    await page.route(({ search }) => search, async route => route.fulfill({ response: await route.fetch({ url: `${baseURL}/` }) }));
    await open(page, address);
    await expect(field(page)).toHaveValue(query);
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    await open(page, '/');
    await works(page);
  });

  test('in the field is answered, and the address is none that a host refuses', async ({ page, origin }) => {
    // As nginx does by itself.
    origin.instead = path => path.length > 8000 && (response => response.writeHead(414).end('too long'));
    await page.clock.install();
    await open(page, `${origin.address}/`);
    await field(page).fill(query);
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    // Long enough for the address to have followed what was typed.
    await page.clock.fastForward(1000);
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
    const count = counted(page).filter({ hasText: /./ });
    for (const [query, first] of [['proxy auth', '407'], ['teapot', '418'], ['timeout', '408'], ['cloudflare 520', '520']]) {
      await field(page).fill(query);
      await expect(hits(page).first()).toHaveAttribute('data-code', first);
      await expect(hits(page).first()).toContainText(first);
      await expect(page.locator('main [data-results]')).toHaveAttribute('data-query', query);
      // Before the index is there, the answer is what names tell, and grows once it comes.
      await expect(async () => {
        const shown = (await numbers(page)).length;
        const said = await counted(page).textContent();
        // A button shows all where there are more, and says how many.
        const [all = `${shown}`] = await page.locator('main .answers button').filter({ hasText: 'Show all' }).allTextContents();
        const count = Number(all.match(/\d+$/));
        expect(said).toBe(count === 1 ? '1 result' : `${count} results`);
      }).toPass();
    }
    await expect(count).toHaveCount(1);
    await field(page).fill('');
    await expect(results(page)).toHaveCount(0);
    await expect(counted(page)).toHaveText('');
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

test('An extension fails before the program is up: once that is, nothing is said to be missing', async ({ page }) => {
  const start = await openBeforeStart(page, '/407');
  await page.evaluate(() => { setTimeout(() => { throw new Error('an extension'); }); });
  await expect(trouble(page)).toBeVisible();
  await start();
  await expect(trouble(page)).toBeHidden();
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
      expect(await page.locator('main time').allTextContents()).toEqual([...new Set(changes.map(({ date }) => date))]);
      await page.evaluate(async () => { await navigator.serviceWorker.ready; });
      // A page that was on its way when the worker took over is not its own yet.
      await page.reload();
      await page.waitForFunction(() => navigator.serviceWorker.controller);
      origin.isDown = true;
      await open(page, `${origin.address}/407`);
      await readsAndLinks(page);
      expect(complaints.filter(text => !text.includes('ERR_'))).toEqual([]);
    });
  }
});
