import { KINDS, expect, field, heading, test } from './visitor.mjs';

// By its place: Playwright's search for text passes `noscript` over.
const notice = page => page.getByRole('search').locator('noscript p');

test.use({ javaScriptEnabled: false });

test('The page of a code reads fully', async ({ page }) => {
  await page.goto('/407');
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  await expect(page.locator('main .summary')).toBeVisible();
  for (const name of ['Meaning', 'When to Use', 'Example', 'When Not to Use', 'Source']) {
    const section = page.getByRole('region', { name, exact: true });
    await expect(section).toBeVisible();
    await expect(section.locator('p, li').first()).toHaveText(/\w+ \w+/);
  }
  await expect(page.locator('#trouble')).toBeHidden();
  // A button that could do nothing is not there.
  await expect(page.locator('.bar [data-action]:visible')).toHaveCount(0);
});

test('Links load their pages', async ({ page }) => {
  await page.goto('/407');
  await page.locator('main a[rel=next]').click();
  await expect(page).toHaveURL('/408');
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await page.getByRole('main').getByRole('link', { name: '4xx Client Error' }).first().click();
  await expect(heading(page)).toHaveText('4xx Client Error status codes');
  await page.getByRole('main').getByRole('link', { name: '404 Not Found' }).click();
  await expect(heading(page)).toHaveText('404 Not Found');
  await page.goBack();
  await expect(page).toHaveURL('/codes/4xx');
});

test('Every kind of page shows its text', async ({ page }) => {
  for (const path of KINDS) {
    await page.goto(path);
    await expect(heading(page)).toBeVisible();
    expect((await page.locator('main').innerText()).length, path).toBeGreaterThan(300);
  }
});

test('A search sent without JavaScript shows all codes, and what is missing', async ({ page }) => {
  await page.goto('/');
  await field(page).fill('407');
  await field(page).press('Enter');
  await expect(page).toHaveURL('/?q=407');
  await expect(notice(page)).toBeVisible();
  await expect(notice(page)).toHaveText(/^Searching needs JavaScript\./);
  await expect(page.getByRole('main').getByRole('link', { name: /^407 / })).toBeVisible();
});

test('Explaining says what it needs, and leads on', async ({ page }) => {
  await page.goto('/explain');
  await expect(page.locator('main noscript p')).toHaveText(/^Explaining needs JavaScript/);
  await expect(page.locator('main textarea')).toBeHidden();
  await page.locator('main noscript a').click();
  await expect(heading(page)).toHaveText('All HTTP status codes');
});

test('An address with nothing at it says so', async ({ page }) => {
  expect((await page.goto('/nope')).status()).toBe(404);
  await expect(page.getByText('Nothing at this address?')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'see all of them' }).click();
  await expect(heading(page)).toHaveText('All HTTP status codes');
});

test.describe('On a phone', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('the list of classes opens and closes by its buttons', async ({ page }) => {
    await page.goto('/407');
    const sidebar = page.locator('#browse');
    await expect(sidebar).toBeHidden();
    await page.getByRole('button', { name: 'Browse' }).click();
    await expect(sidebar).toBeVisible();
    await expect(sidebar.getByRole('link', { name: '408 Request Timeout' })).toBeVisible();
    await page.getByRole('button', { name: 'Close' }).click();
    await expect(sidebar).toBeHidden();
    await page.getByRole('button', { name: 'Browse' }).click();
    await sidebar.getByRole('link', { name: '5xx Server Error' }).click();
    await expect(heading(page)).toHaveText('5xx Server Error status codes');
  });
});
