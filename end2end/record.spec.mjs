// The page of a code as somebody reads it who has an error in front of them.
import { expect, open, test } from './visitor.mjs';

test('says on the first screen of a phone what happened, whose move it is and what to do', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const code of [407, 422, 499, 504]) {
    await open(page, `/${code}`);
    for (const part of ['main h1', '.summary', '.turn']) {
      await expect(page.locator(part), `${code} ${part}`).toBeInViewport({ ratio: 1 });
    }
  }
});

test('has an address for every section, and the table of contents leads to each', async ({ page }) => {
  await open(page, '/407');
  const links = page.locator('.contents a');
  const ids = await links.evaluateAll(all => all.map(link => link.getAttribute('href')));
  expect(ids).toEqual(expect.arrayContaining(['#meaning', '#fix', '#facts', '#example', '#related', '#constants', '#source']));
  for (const id of ids) await expect(page.locator(`main section h2${id}`)).toHaveCount(1);
  await page.goto('/407#constants');
  await expect(page.locator('#constants')).toBeInViewport();
});

test('marks in the table of contents the section that is being read', async ({ page }) => {
  await open(page, '/407');
  await page.locator('.contents a[href="#example"]').click();
  await expect(page).toHaveURL('/407#example');
  await expect(page.locator('.contents [aria-current]')).toHaveText('Example');
  await page.locator('.contents a[href="#fix"]').click();
  await expect(page.locator('.contents [aria-current]')).toHaveText('Fix It');
  // The last ones do not come up to where one reads: the page ends before.
  await page.locator('.contents a').last().click();
  await expect(page.locator('.contents a').last()).toHaveAttribute('aria-current', 'location');
});

test('shows who sends each message to whom', async ({ page }) => {
  await open(page, '/407');
  const steps = page.locator('.wire .message');
  await expect(page.locator('.parties li')).toHaveCount(3);
  await expect(steps.nth(1)).toHaveAttribute('data-kind', 'response');
  await expect(steps.nth(1)).toHaveAttribute('data-way', 'outbound');
  await expect(steps.nth(1).locator('pre b')).toHaveText(/^HTTP\/1\.1 407 /);
});

test('shows the log line of a code that no client receives', async ({ page }) => {
  await open(page, '/499');
  await expect(page.locator('.wire .log pre').first()).toContainText('499');
});

test('copies what stands beside the button, and says so', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/407');
  const row = page.locator('.constants tr', { hasText: 'Rust' });
  await row.hover();
  await row.getByRole('button', { name: 'Copy constant' }).click();
  await expect(row.getByRole('button')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('StatusCode::PROXY_AUTHENTICATION_REQUIRED');
});

test('copies no more than what is sent', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page, '/401');
  const message = page.locator('.message').first();
  await message.hover();
  await message.getByRole('button').click();
  await expect(message.getByRole('button')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^GET \S+ HTTP\/1\.1\nHost: \S+.*\S$/s);
});

test('selects what stands beside the button where copying is refused', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new Error('refused')) } });
  });
  await open(page, '/407');
  const message = page.locator('.wire .message').first();
  await message.hover();
  await message.getByRole('button', { name: 'Copy message' }).click();
  await expect.poll(() => page.evaluate(() => getSelection().toString())).toContain('CONNECT packages.example.com:443');
});

test('shows the section of every rule it gives', async ({ page }) => {
  await open(page, '/407');
  const field = page.locator('.fields tr', { hasText: 'Proxy-Authenticate' });
  await expect(field.locator('[data-requirement="MUST"]')).toHaveCount(1);
  await expect(field.locator('a.section')).toHaveAttribute('href', 'https://www.rfc-editor.org/rfc/rfc9110.html#section-11.7.1');
});

test('leads to where the record is corrected', async ({ page }) => {
  await open(page, '/407');
  await page.getByRole('link', { name: 'Correct this record' }).click();
  await expect(page.locator('#correct')).toBeInViewport();
});
