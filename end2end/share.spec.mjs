import { SITE, expect, heading, open, test } from './visitor.mjs';

const button = page => page.locator('[data-action=share]');
const said = page => page.locator('.share [role=status]');

test('The system’s sheet, where there is one, gets title and canonical address', async ({ page }) => {
  await page.addInitScript(() => { navigator.share = async data => { window.shared = data; }; });
  await open(page, '/407');
  await button(page).click();
  await expect.poll(() => page.evaluate(() => window.shared)).toEqual({ title: '407 Proxy Authentication Required', url: `${SITE}/407` });
  await page.locator('main a[rel=next]').click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await button(page).click();
  await expect.poll(() => page.evaluate(() => window.shared)).toEqual({ title: '408 Request Timeout', url: `${SITE}/408` });
});

test('A sheet that is closed is an answer: nothing is copied, nothing is said', async ({ page }) => {
  await page.addInitScript(() => {
    navigator.share = async () => {
      window.sheetClosed = true;
      throw new DOMException('closed', 'AbortError');
    };
    Object.defineProperty(navigator, 'clipboard', { value: { writeText: async () => { window.copied = true; } } });
  });
  await open(page, '/407');
  await button(page).click();
  await page.waitForFunction(() => window.sheetClosed);
  await expect(said(page)).toHaveText('');
  await expect(page.getByRole('textbox', { name: /The address/ })).toHaveCount(0);
  expect(await page.evaluate(() => window.copied)).toBeUndefined();
});

test.describe('Without a sheet', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(navigator, 'share', { value: undefined }));
  });

  test('the clipboard gets the address, and the page says so', async ({ page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, '/407');
    await expect(said(page)).toHaveText('');
    await button(page).click();
    await expect(said(page)).toHaveText('Address copied');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${SITE}/407`);
    await page.locator('.contents a[href="#fix"]').click();
    await button(page).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(`${SITE}/407#fix`);
    await page.locator('main a[rel=next]').click();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await expect(said(page)).toHaveText('');
  });
});
