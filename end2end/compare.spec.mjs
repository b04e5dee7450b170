// Codes side by side: the table, what it marks, and the list of all pairs.
import { expect, heading, open, test } from './visitor.mjs';

const table = page => page.locator('table.compare');
const marks = page => table(page).locator('mark');

test.describe('The head of the table, where it sticks', () => {
  test.use({ viewport: { width: 1280, height: 800 } });

  test('covers the rows below it over the whole width, and keeps its rule', async ({ page }) => {
    await open(page, '/compare/401/403');
    await page.evaluate(() => scrollTo(0, 1200));
    const cells = table(page).locator('thead > tr > *');
    await expect(cells).toHaveCount(3);
    await expect.poll(() => cells.evaluateAll(all => all.map(cell => cell.getBoundingClientRect().top))).toEqual([56, 56, 56]);
    const seen = await cells.evaluateAll(all => all.map(cell => {
      const { left, width, bottom } = cell.getBoundingClientRect();
      const style = getComputedStyle(cell);
      return {
        covers: [60, bottom - 1].every(y => document.elementFromPoint(left + width - 4, y) === cell),
        isOpaque: !/rgba|transparent/.test(style.backgroundColor),
        rule: style.borderBottomWidth,
        // A border that cells share stays behind with the table.
        isShared: style.borderCollapse !== 'separate',
      };
    }));
    for (const cell of seen) expect(cell).toEqual({ covers: true, isOpaque: true, rule: '2px', isShared: false });
  });

  test('has no line above it, and the columns stand apart', async ({ page }) => {
    await open(page, '/compare/401/403');
    const cells = table(page).locator('thead > tr > *');
    const lines = await cells.evaluateAll(all => all.map(cell => getComputedStyle(cell).borderTopWidth));
    expect(lines).toEqual(['0px', '0px', '0px']);
    const [left, right] = await table(page).locator('[data-row=response] pre').evaluateAll(all => all.map(pre => pre.getBoundingClientRect().toJSON()));
    expect(right.left - left.right).toBe(24);
    expect(right.right).toBe(await table(page).evaluate(all => all.getBoundingClientRect().right));
  });
});

test('On a narrow screen nothing of the table is lost to the space between columns', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  await open(page, '/compare/401/403');
  const paddings = await table(page).locator('th, td[data-code]').evaluateAll(all => [...new Set(all.map(cell => getComputedStyle(cell).paddingRight))]);
  expect(paddings).toEqual(['0px']);
});

test('Of three messages each shows the lines that no other has', async ({ page }) => {
  await open(page, '/compare?with=502,503,504');
  const response = table(page).locator('[data-row=response]');
  await expect(response.locator('td[data-code="503"] mark')).toContainText(['HTTP/1.1 503 Service Unavailable', /^Retry-After/]);
  // Two of the three have it.
  await expect(response.locator('td[data-code="502"]')).toContainText('Server: nginx');
  await expect(marks(page).filter({ hasText: 'Server: nginx' })).toHaveCount(0);
});

test('A pair among three that no record tells apart is named', async ({ page }) => {
  await open(page, '/compare?with=401,403,407');
  await expect(page.locator('p.apart')).toHaveText('Seldom taken for each other, so that no record tells them apart: 403 and 407.');
  await open(page, '/compare?with=502,503,504');
  await expect(table(page)).toBeVisible();
  await expect(page.locator('p.apart')).toHaveCount(0);
});

test('The list of pairs begins with those that are named together most, and leads to each class', async ({ page }) => {
  await open(page, '/compare');
  const first = page.locator('main section').first();
  await expect(first.getByRole('link')).toHaveCount(12);
  await expect(first.getByRole('link', { name: '401 Unauthorized or 403 Forbidden' })).toBeVisible();
  const link = page.getByRole('navigation', { name: /^All pairs/ }).getByRole('link', { name: '5xx Server Error' });
  await link.click();
  await expect(page).toHaveURL(/\/compare#5xx$/);
  const section = page.getByRole('heading', { name: '5xx Server Error' });
  await expect(section).toBeInViewport();
  await expect.poll(async () => (await section.boundingBox()).y).toBeGreaterThanOrEqual(56);
  await page.locator('section[data-class="5xx"]').getByRole('link', { name: /^502 .* or 504/ }).click();
  await expect(heading(page)).toHaveText('502 Bad Gateway or 504 Gateway Timeout?');
});

test('A comparison leads on to others: its field holds its codes', async ({ page }) => {
  await open(page, '/compare/401/403');
  const field = page.getByRole('textbox', { name: 'Others, or a third, by number or name' });
  await expect(field).toHaveValue('401 403');
  await field.press('End');
  await field.pressSequentially(' 407');
  await field.press('Enter');
  await expect(page).toHaveURL('/compare?with=401+403+407');
  await expect(table(page).locator('thead')).toContainText('407');
  await expect(field).toHaveValue('401 403 407');
});

test.describe('An address of two codes that no record relates', () => {
  for (const address of ['/compare/200/503', '/compare/200/503/', '/compare/200/503.html']) {
    test(`compares them all the same: ${address}`, async ({ page }) => {
      await page.goto(address);
      await expect(table(page)).toBeVisible();
      for (const code of ['200', '503']) await expect(table(page).locator('thead')).toContainText(code);
      await expect(page).toHaveURL(address);
    });
  }

  test('says what is wrong with a number that has no record', async ({ page }) => {
    await page.goto('/compare/401/466');
    await expect(page.locator('#main')).toContainText('466');
    await expect(table(page)).toHaveCount(0);
  });
});
