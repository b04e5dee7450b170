import AxeBuilder from '@axe-core/playwright';
import { KINDS, expect, heading, hits, open, openBeforeStart, test, told } from './visitor.mjs';
import { paper, themeButton as button } from './works.mjs';

for (const scheme of ['light', 'dark']) {
  test.describe(`In a browser before light-dark(), ${scheme}`, () => {
    test.use({ colorScheme: scheme, bypassCSP: true });

    test('what lies over the page covers it, and what is written is seen', async ({ page }) => {
      await page.route(url => !/\.\w+$/.test(url.pathname), async route => {
        const response = await route.fetch();
        await route.fulfill({ response, body: (await response.text()).replaceAll('light-dark(', 'not-known(') });
      });
      await open(page, '/407');
      await page.keyboard.press('Control+k');
      const [ink, ground] = await page.locator('#palette').evaluate(palette => {
        const channels = color => color.match(/[\d.]+/g).map(Number);
        const style = getComputedStyle(palette);
        return [channels(style.color), channels(style.backgroundColor)];
      });
      expect(ground.length, 'no alpha: the ground is opaque').toBe(3);
      expect(Math.abs(ink[0] - ground[0])).toBeGreaterThan(200);
      expect(ground[0] > ink[0]).toBe(scheme === 'light');
    });
  });
}

test('Who asks for more contrast reads in one ink, between lines that stand out', async ({ page }) => {
  await open(page, '/codes');
  const seen = () => page.locator('.foot').evaluate(foot => {
    const { color, borderTopColor } = getComputedStyle(foot);
    return { inInk: color === getComputedStyle(document.body).color, line: borderTopColor };
  });
  const before = await seen();
  expect(before.inInk).toBe(false);
  await page.emulateMedia({ contrast: 'more' });
  const after = await seen();
  expect(after.inInk).toBe(true);
  expect(after.line).not.toBe(before.line);
});

for (const [system, other] of [['light', 'dark'], ['dark', 'light']]) {
  test.describe(`On a ${system} system`, () => {
    test.use({ colorScheme: system });

    test('the site is as the system is, and follows it', async ({ page }) => {
      await open(page, '/407');
      await paper(page, system);
      await page.emulateMedia({ colorScheme: other });
      await paper(page, other);
    });

    test('the button chooses the other, for every page and the next visit, and back again', async ({ page }) => {
      await open(page, '/407');
      await button(page).click();
      await paper(page, other);
      await expect(told(page)).toHaveText(other);
      await page.locator('main a[rel=next]').click();
      await expect(heading(page)).toHaveText('408 Request Timeout');
      await paper(page, other);
      await page.reload();
      await paper(page, other);
      await open(page, '/codes');
      await paper(page, other);
      await button(page).click();
      await paper(page, system);
      await page.reload();
      await paper(page, system);
      await page.emulateMedia({ colorScheme: other });
      await paper(page, system);
    });

    test('the browser’s own bars have the color of the theme that is chosen', async ({ page }) => {
      const bars = () => page.evaluate(() => [...document.querySelectorAll('meta[name=theme-color]')].filter(meta => matchMedia(meta.media).matches).map(meta => meta.content));
      const ofPage = () => page.evaluate(() => {
        const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number);
        return [`#${((red << 16) + (green << 8) + blue).toString(16).padStart(6, '0')}`];
      });
      await open(page, '/407');
      const first = await ofPage();
      expect(await bars()).toEqual(first);
      await button(page).click();
      expect(await ofPage()).not.toEqual(first);
      expect(await bars()).toEqual(await ofPage());
      await page.reload();
      await expect.poll(bars).toEqual(await ofPage());
      await button(page).click();
      expect(await bars()).toEqual(first);
    });

    test('a choice is in place before anything is painted', async ({ page }) => {
      await page.addInitScript(chosen => {
        localStorage.setItem('http-codes.theme', chosen);
        new MutationObserver((_, observer) => {
          if (!document.body) return;
          window.themeAtBody = document.documentElement.dataset.theme;
          observer.disconnect();
        }).observe(document, { childList: true, subtree: true });
      }, other);
      await openBeforeStart(page, '/407');
      expect(await page.evaluate(() => window.themeAtBody)).toBe(other);
      await paper(page, other);
    });

    for (const theme of [system, other]) {
      // In each theme once from the system and once from the button.
      test(`every kind of page is accessible in ${theme}${theme === system ? '' : ', chosen by the button'}`, async ({ page }) => {
        // Axe on every kind of page is slow where the machine is.
        test.setTimeout(600_000);
        await page.addInitScript(chosen => chosen && localStorage.setItem('http-codes.theme', chosen), theme === system ? '' : theme);
        // The choice by button changes colors alone, the same ones: two pages are enough there.
        const all = [...KINDS, '/418', '/?q=proxy', '/?q=xyzzyplugh', '/466'];
        for (const address of theme === system ? all : ['/407', '/?q=proxy']) {
          await open(page, address);
          await expect(heading(page)).toBeVisible();
          if (address === '/466') await expect(heading(page)).toHaveText(/466/);
          if (address === '/?q=proxy') await expect(hits(page).first()).toBeVisible();
          await paper(page, theme);
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'])
            .analyze();
          const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
          expect.soft(found, address).toEqual([]);
        }
      });
    }
  });
}
