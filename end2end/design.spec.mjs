// The page of the visual system shows what the style sheets say.
import { readFileSync } from 'node:fs';
import { expect, open, test } from './visitor.mjs';

const sheet = readFileSync(new URL('../style/tokens.css', import.meta.url), 'utf8');
const root = sheet.slice(sheet.indexOf(':root {'), sheet.indexOf('\n  }'));
const names = [...root.matchAll(/^ +--([\w-]+):/gm)].map(([, name]) => name);

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('every token is there, with its value and what it is for', async ({ page }) => {
    await page.goto('/about/design');
    const rows = page.locator('.tokens tbody tr');
    expect(await rows.locator('th').allTextContents()).toEqual(names);
    for (const row of await rows.all()) {
      await expect(row.locator('code').first()).not.toBeEmpty();
      await expect(row.locator('td').last()).toHaveText(/\w/);
    }
  });
});

for (const theme of ['light', 'dark']) {
  test(`a swatch has the color that the page has in the ${theme} theme`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await open(page, '/about/design');
    const column = theme === 'light' ? 0 : 1;
    const fill = name => page.locator('tr', { has: page.getByRole('rowheader', { name, exact: true }) }).locator('td').nth(column).locator('rect')
      .evaluate(rect => getComputedStyle(rect).fill);
    const paint = (selector, property) => page.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], property);
    expect(await fill('paper')).toBe(await paint('body', 'backgroundColor'));
    expect(await fill('ink')).toBe(await paint('body', 'color'));
    expect(await fill('accent-ink')).toBe(await paint('main p a', 'color'));
    expect(await fill('class-2')).toBe(await paint('[data-class="2xx"] .figure', 'color'));
  });
}

test('A state is shown by the rule that the state has', async ({ page }) => {
  await open(page, '/about/design');
  const [rest, hovered, focused] = await page.locator('#buttons ~ .specimens .button:not(.quiet)').all();
  const edge = button => button.evaluate(element => getComputedStyle(element).borderTopColor);
  const ring = button => button.evaluate(element => getComputedStyle(element).outline);
  const [asHovered, asFocused] = [await edge(hovered), await ring(focused)];
  await rest.hover();
  await expect.poll(() => edge(rest)).toBe(asHovered);
  await page.keyboard.press('Tab');
  expect(await ring(page.locator(':focus'))).toBe(asFocused);
});

test('Nothing on it moves', async ({ page }) => {
  await open(page, '/about/design');
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});
