// What a screen reader has of the main pages: their landmarks, headings and roles. The trees are the files beside
// this one; a list or a table that is longer than what a tree names may be so, a landmark may not.
import { expect, field, hits, open, test } from './visitor.mjs';

test.use({ viewport: { width: 1280, height: 800 } });

/** A tree of its own for each page. */
const tree = (page, name) => expect(page.locator('body')).toMatchAriaSnapshot({ name: `${name}.aria.yml` });

test('Home is a search, then the codes by class', async ({ page }) => {
  await open(page, '/');
  await tree(page, 'home');
});

test('A search is a combobox with a list of answers, the best first, and says how many there are', async ({ page }) => {
  await open(page, '/?q=retry-after');
  await expect(hits(page).first()).toBeVisible();
  await field(page).focus();
  await page.keyboard.press('ArrowDown');
  await tree(page, 'search');
});

test('A code is its number and name, the answer, the exchange as an image, and sections under headings', async ({ page }) => {
  await open(page, '/407');
  await tree(page, '407');
});
