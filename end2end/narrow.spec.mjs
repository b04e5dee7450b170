import { KINDS, expect, field, heading, hits, open, paths, results, test } from './visitor.mjs';

/** How far the page reaches beyond the right edge of the window. */
const overflow = page => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// 1280 pixels at 200 and 400 percent (WCAG 2.2, 1.4.10), and the widths between.
for (const width of [320, 390, 640, 768, 1280]) {
  test.describe(`At ${width} pixels`, () => {
    test.use({ viewport: { width, height: 800 } });

    test('no kind of page reaches beyond the edge', async ({ page }) => {
      const said = '/explain#text=Authentication%20credentials%20were%20not%20provided';
      for (const path of [...KINDS, '/418', '/codes/other', '/?q=proxy', `/?q=${'x'.repeat(120)}`, '/466', said]) {
        await open(page, path);
        await expect(heading(page)).toBeVisible();
        if (path.startsWith('/?q')) await expect(results(page)).toHaveCount(1);
        if (path === '/?q=proxy') await expect(hits(page).first()).toBeVisible();
        if (path === said) await expect(page.locator('[data-finding] code')).toBeVisible();
        expect.soft(await overflow(page), path).toBe(0);
      }
    });

    test('no number of a code is broken, and the list of codes does not scroll sideways', async ({ page }) => {
      for (const path of ['/', '/407', '/codes', '/466', '/?q=proxy']) {
        await open(page, path);
        const { numbers, broken, beyond } = await page.evaluate(() => {
          const sidebar = document.querySelector('#browse');
          const numbers = [];
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            if (/^\s*[1-9]\d\d\s*$/.test(texts.currentNode.data)) numbers.push(texts.currentNode);
          }
          const lines = text => {
            const range = document.createRange();
            range.selectNodeContents(text);
            return range.getClientRects().length;
          };
          return {
            numbers: numbers.filter(lines).length,
            broken: numbers.filter(text => lines(text) > 1).map(text => `${text.data} in ${text.parentElement.outerHTML}`),
            beyond: sidebar.scrollWidth - sidebar.clientWidth,
          };
        });
        expect.soft(numbers, path).toBeGreaterThan(0);
        expect.soft(broken.slice(0, 3), path).toEqual([]);
        expect.soft(beyond, path).toBe(0);
      }
    });
  });
}

test.describe('At 320 pixels without its program', () => {
  test.use({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });

  test('no page at all reaches beyond the edge', async ({ page, request }) => {
    test.slow();
    const wide = [];
    for (const path of await paths(request)) {
      await page.goto(path);
      const over = await overflow(page);
      if (over) wide.push(`${path} by ${over} pixels`);
    }
    expect(wide).toEqual([]);
  });
});

test.describe('On a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('the list of classes opens, closes and gives the focus back', async ({ page }) => {
    await open(page, '/407');
    const sidebar = page.locator('#browse');
    const browse = page.getByRole('button', { name: 'Browse' });
    await expect(sidebar).toBeHidden();
    await browse.tap();
    await expect(sidebar).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).tap();
    await expect(sidebar).toBeHidden();
    await browse.press('Enter');
    await expect(sidebar).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(sidebar).toBeHidden();
    await expect(browse).toBeFocused();
    await browse.tap();
    await expect(sidebar).toBeVisible();
    await page.touchscreen.tap(10, 400);
    await expect(sidebar).toBeHidden();
  });

  test('words of code stay on the line of the bracket before them and of the full stop behind', async ({ page }) => {
    for (const path of ['/407', '/499']) {
      await open(page, path);
      const parted = await page.locator('main').evaluate(main => {
        const around = [];
        const line = (text, at) => {
          const range = document.createRange();
          range.setStart(text, at);
          range.setEnd(text, at + 1);
          return range.getBoundingClientRect();
        };
        const isSame = (one, other) => one.top < other.bottom && other.top < one.bottom;
        for (const code of main.querySelectorAll(':is(p, li) code')) {
          const rects = [...code.getClientRects()];
          const { previousSibling: before, nextSibling: behind } = code;
          if (!rects.length) continue;
          if (before?.nodeType === Node.TEXT_NODE && before.data.endsWith('(')) {
            around.push([`(${code.textContent}`, isSame(line(before, before.length - 1), rects[0])]);
          }
          if (behind?.nodeType === Node.TEXT_NODE && /^[.,:;)]/.test(behind.data)) {
            around.push([`${code.textContent}${behind.data[0]}`, isSame(line(behind, 0), rects.at(-1))]);
          }
        }
        return { count: around.length, parted: around.filter(([, same]) => !same).map(([words]) => words) };
      });
      expect(parted.count).toBeGreaterThan(5);
      expect(parted.parted, path).toEqual([]);
    }
  });

  test('the list of classes closes when the focus leaves it', async ({ page }) => {
    await open(page, '/407');
    const list = page.getByRole('navigation', { name: 'Codes by class' });
    await page.getByRole('button', { name: 'Browse' }).press('Enter');
    await expect(list).toBeVisible();
    await list.getByRole('link').last().focus();
    await page.keyboard.press('Tab');
    await expect(list).toBeHidden();
    await expect(page.getByRole('link', { name: 'Back to Search' })).toBeFocused();
  });

  test('each link of the table of contents is in view with the focus', async ({ page }) => {
    await open(page, '/407');
    for (const link of await page.locator('.contents a').all()) {
      await link.focus();
      await expect(link).toBeInViewport({ ratio: 0.9 });
    }
  });

  test('with large letters the site’s name is in words, nothing stays above, and no page is wider', async ({ page }) => {
    await page.setViewportSize({ width: 195, height: 422 });
    await open(page, '/407');
    const name = page.getByRole('banner').getByRole('link', { name: 'HTTP Codes Explainer' });
    // A line for each word at the most.
    const lines = await name.evaluate(name => name.getBoundingClientRect().height / parseFloat(getComputedStyle(name).lineHeight));
    expect(lines).toBeLessThan(3.1);
    await page.mouse.wheel(0, 800);
    await expect(page.getByRole('banner')).not.toBeInViewport();
  });

  test('a move closes the list of classes', async ({ page }) => {
    await open(page, '/407');
    await page.getByRole('button', { name: 'Browse' }).tap();
    await page.locator('#browse').getByRole('link', { name: '408 Request Timeout' }).tap();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await expect(page.locator('#browse')).toBeHidden();
    await expect(heading(page)).toBeFocused();
    await expect(heading(page)).toBeInViewport();
  });

  test('a search is typed, read and opened', async ({ page }) => {
    await open(page, '/');
    await field(page).tap();
    await page.keyboard.type('proxy auth');
    await expect(hits(page).first()).toBeInViewport();
    await hits(page).first().tap();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  });

  test('all codes and the page about the site can be reached from every page', async ({ page }) => {
    for (const path of KINDS) {
      await open(page, path);
      const visible = page.locator('a:visible');
      const reached = async () => visible.evaluateAll(links => links.map(link => link.getAttribute('href')));
      expect.soft(await reached(), path).toContain('/about');
      await page.getByRole('button', { name: 'Browse' }).tap();
      await expect(page.locator('#browse')).toBeVisible();
      expect.soft(await reached(), path).toEqual(expect.arrayContaining(['/codes/4xx']));
    }
  });
});

test.describe('With the keyboard alone', () => {
  test('the first key leads to the link that skips to the content', async ({ page }) => {
    await open(page, '/407');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    await expect(skip).toBeFocused();
    await expect(skip).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('Enter');
    await expect(page.locator('main')).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: '← Back to Search' })).toBeFocused();
  });

  for (const path of ['/407', '/?q=40']) {
    test(`whatever has the focus on ${path} is seen and shows it, forwards and backwards`, async ({ page }) => {
      await page.setViewportSize({ width: 1280, height: 500 });
      await open(page, path);
      if (path !== '/407') await expect(hits(page).first()).toBeVisible();
      const focused = () => page.evaluate(() => {
        const element = document.activeElement;
        if (element === document.body) return null;
        const shows = [element, element.closest('li')].some(at => at && getComputedStyle(at).outlineStyle !== 'none' && parseFloat(getComputedStyle(at).outlineWidth) >= 2);
        const { left, top, width, height } = element.getClientRects()[0];
        const atPlace = document.elementFromPoint(left + width / 2, top + height / 2);
        return { what: element.outerHTML.slice(0, 80), shows, seen: element.contains(atPlace) || Boolean(element.closest('li')?.contains(atPlace)) };
      });
      let steps = 0;
      for (const key of ['Tab', 'Shift+Tab']) {
        for (let step = 0; step < 30; step += 1) {
          await page.keyboard.press(key);
          const at = await focused();
          if (!at) break;
          expect.soft(at, key).toEqual({ what: at.what, shows: true, seen: true });
          steps += 1;
        }
      }
      expect(steps).toBeGreaterThan(20);
    });
  }
});

test('On a telephone what closes the palette stays in view, however long the answers', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await open(page, '/407');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('timeout');
  await expect(page.locator('#palette [role=option]')).toHaveCount(7);
  await expect(page.getByRole('button', { name: 'Close' })).toBeInViewport();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('#palette')).toHaveCount(0);
});
