import { expect, heading, hold, open, test } from './visitor.mjs';

const place = page => page.locator('[data-node]:visible');

test('The guide asks one question at a time, and Back goes one question back', async ({ page }) => {
  await open(page, '/choose');
  await expect(place(page)).toHaveCount(1);
  await expect(place(page)).toHaveAttribute('data-node', 'start');
  await place(page).locator('.options > li > a').first().click();
  await expect(page).toHaveURL(/\?path=\w+/);
  await expect(place(page)).toHaveCount(1);
  await expect(place(page)).not.toHaveAttribute('data-node', 'start');
  await expect(place(page)).toBeFocused();
  const second = await place(page).getAttribute('data-node');
  await page.reload();
  await expect(place(page)).toHaveAttribute('data-node', second);
  await page.goBack();
  await expect(place(page)).toHaveAttribute('data-node', 'start');
});

test('Each place of the guide has its question for a title', async ({ page }) => {
  await open(page, '/choose');
  const first = await page.title();
  await place(page).locator('.options > li > a').first().click();
  await expect(place(page)).not.toHaveAttribute('data-node', 'start');
  await expect(page).toHaveTitle(`${await place(page).locator('h2').textContent()} - HTTP Codes Explainer`);
  await page.reload();
  await expect(page).toHaveTitle(/\? - HTTP Codes Explainer$/);
  expect(await page.title()).not.toBe(first);
  await page.goBack();
  await expect(page).toHaveTitle(first);
});

test('Back at the first question the focus is on it', async ({ page }) => {
  await open(page, '/choose');
  await place(page).locator('.options > li > a').first().click();
  await expect(place(page)).toBeFocused();
  await page.goBack();
  await expect(place(page)).toHaveAttribute('data-node', 'start');
  await expect(place(page)).toBeFocused();
});

test('A path that leads nowhere shows the guide as far as it leads', async ({ page }) => {
  for (const [path, node] of [['nowhere.at.all', 'start'], ['request.nope.more', 'request'], ['', 'start']]) {
    await open(page, `/choose?path=${path}`);
    await expect(place(page)).toHaveAttribute('data-node', node);
  }
});

test('A pair is told apart, in whichever order it is asked for', async ({ page }) => {
  await open(page, '/compare/401/403');
  await expect(heading(page)).toHaveText('401 Unauthorized or 403 Forbidden?');
  await expect(page.locator('.decide a')).toHaveCount(2);
  await open(page, '/compare/403/401');
  await expect(heading(page)).toHaveText('401 Unauthorized or 403 Forbidden?');
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', /\/compare\/401\/403$/);
});

test('Any three codes stand side by side', async ({ page }) => {
  await open(page, '/compare?with=401,403,511');
  await expect(heading(page)).toHaveText(/^401 Unauthorized, 403 Forbidden or 511 /);
  await expect(page.locator('table.compare thead th')).toHaveCount(3);
});

test('Who has gone on is not called back by a comparison that comes late', async ({ page }) => {
  const release = await hold(page, '**/explainer_bg.wasm');
  await open(page, '/compare?with=401,403,511');
  await page.evaluate(() => { location.href = '/explain'; });
  await expect(heading(page)).toHaveText('What did I get?');
  // Asked after it, this is answered after it.
  await page.locator('textarea[name=response]').fill('HTTP/1.1 404 Not Found');
  release();
  await expect(page.locator('[data-response]')).toHaveAttribute('data-code', '404');
  await expect(heading(page)).toHaveText('What did I get?');
});

test('A comparison takes the focus that the page had, on its heading', async ({ page }) => {
  await open(page, '/?q=401+403+511');
  await page.getByRole('link', { name: /^Compare / }).click();
  await expect(page.locator('table.compare thead th')).toHaveCount(3);
  await expect(heading(page)).toBeFocused();
});

test('Back from a code is at the link in the guide that led there', async ({ page }) => {
  // Another place of the guide, which is not shown, has the same link before.
  await open(page, '/choose?path=moved.same.now.get');
  const link = page.locator('[data-node]:not([hidden]) a[href="/302"]').first();
  await link.click();
  await expect(heading(page)).toHaveText('302 Found');
  await page.goBack();
  await expect(link).toBeFocused();
});

test('A code that cannot be compared is named', async ({ page }) => {
  await open(page, '/compare?with=401,403,466');
  await expect(page.locator('table.compare thead th')).toHaveCount(2);
  await expect(page.locator('main .note')).toContainText('466');
  await open(page, '/compare?with=401,466');
  await expect(page.locator('main .note')).toContainText('466');
  await expect(heading(page)).toBeVisible();
});

test('Codes to compare can be chosen on the page', async ({ page }) => {
  await open(page, '/compare');
  await page.getByLabel('Two or three codes').fill('200 503');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(heading(page)).toHaveText(/^200 OK or 503 Service Unavailable\?$/);
  await expect(page).toHaveURL(/\/compare\?with=200/);
  // However they are parted; and what cannot be compared is not to be typed again.
  await open(page, '/compare?with=401/403');
  await expect(page.locator('table.compare thead th')).toHaveCount(2);
  await open(page, '/compare?with=401');
  await expect(page.getByLabel('Two or three codes')).toHaveValue('401');
  // What is wrong is told of the field, where one goes on.
  await expect(page.getByLabel('Two or three codes')).toHaveAccessibleDescription(/second code is needed/);
  await expect(page.getByLabel('Two or three codes')).toBeFocused();
  await page.locator('#said').getByRole('link', { name: '403 Forbidden' }).click();
  await expect(heading(page)).toHaveText('401 Unauthorized or 403 Forbidden?');
});

test('Codes to compare can be called by their names', async ({ page }) => {
  await open(page, '/compare');
  await page.getByLabel('Two or three codes').fill('Unauthorized vs. not-found');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(heading(page)).toHaveText('401 Unauthorized or 404 Not Found?');
  await expect(page.getByLabel('Others, or a third')).toHaveValue('401 404');
});

test('What cannot be compared leaves the page and what is typed there', async ({ page }) => {
  const release = await hold(page, '**/explainer_bg.wasm');
  await open(page, '/compare');
  const form = page.getByLabel('Two or three codes');
  await form.fill('200');
  await page.getByRole('button', { name: 'Compare' }).click();
  await expect(page).toHaveURL(/with=200$/);
  await expect(page.getByText('Comparing…')).toBeVisible();
  await form.fill('200 503');
  release();
  await expect(page.locator('main .note')).toHaveText(/beside 200/);
  await expect(form).toHaveValue('200 503');
  await expect(form).toBeFocused();
});

test('What of an address is no comparison is said', async ({ page }) => {
  const note = page.locator('main .note');
  for (const [codes, left, columns] of [['200', /beside 200/, 0], ['401,401', /beside 401/, 0], ['999x,abc', /999x and abc/, 0], ['401,403,407,511', /Left out: 511/, 3]]) {
    await open(page, `/compare?with=${codes}`);
    await expect(note, codes).toHaveText(left);
    await expect(page.locator('table.compare thead th')).toHaveCount(columns);
  }
  await open(page, '/compare?with=401,403,401,407');
  await expect(page.locator('table.compare thead th')).toHaveCount(3);
  await expect(note).toHaveCount(0);
  await page.route('**/compare/403.json', route => route.abort());
  await open(page, '/compare?with=401,403');
  await expect(note).toHaveText(/Could not be loaded, to be tried again: 403/);
});

test('A move to the guide from the guide closes what lies over it', async ({ page }) => {
  await open(page, '/choose');
  await page.keyboard.press('Control+k');
  await page.locator('#palette-q').fill('which code should I return');
  await page.getByRole('link', { name: /^Choose a code for your API/ }).click();
  await expect(page.locator('#palette')).toHaveCount(0);
});

test('A search for two codes leads to their comparison, and a code leads to its pairs', async ({ page }) => {
  await open(page, '/?q=401+vs+403');
  await page.getByRole('link', { name: 'Compare 401 and 403' }).click();
  await expect(page).toHaveURL('/compare/401/403');
  await open(page, '/401');
  await page.locator('#related ~ dl, section[aria-labelledby=related]').getByRole('link', { name: 'Side by side' }).first().click();
  await expect(page).toHaveURL(/\/compare\/\d+\/\d+$/);
});

test.describe('Without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('the guide is one page, whole', async ({ page }) => {
    await page.goto('/choose');
    expect(await place(page).count()).toBeGreaterThan(100);
  });
});
