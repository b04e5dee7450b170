import { SITE, expect, heading, isSameDocument, markDocument, open, openBeforeStart, started, test } from './visitor.mjs';

test.describe('An address with nothing at it', () => {
  for (const path of ['/nope', '/600', '/407/more', '/codes/6xx']) {
    test(`such as ${path} answers 404 with the page about it`, async ({ page, complaints }) => {
      const response = await open(page, path);
      expect(response.status()).toBe(404);
      await expect(page).toHaveURL(path);
      await expect(heading(page)).toHaveText('404 Not Found');
      await expect(page.getByText('Nothing at this address?')).toBeVisible();
      await expect(page).toHaveTitle(/^404 Not Found/);
      await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${SITE}/404`);
      // Chromium notes the status itself; the program has nothing to add.
      expect(complaints).toEqual([expect.stringContaining('status of 404')]);
    });
  }

  test('has links that work', async ({ page }) => {
    await open(page, '/nope');
    await markDocument(page);
    await page.getByRole('main').getByRole('link', { name: 'see all of them' }).click();
    await expect(page).toHaveURL('/codes');
    await expect(heading(page)).toHaveText('All HTTP status codes');
    expect(await isSameDocument(page)).toBe(true);
    await page.goBack();
    await expect(page).toHaveURL('/nope');
    await expect(heading(page)).toHaveText('404 Not Found');
    await page.getByRole('main').getByRole('link', { name: 'search the codes' }).click();
    await expect(page).toHaveURL('/');
  });

  test('is reached by a link as by its address', async ({ page }) => {
    await open(page, '/407');
    await page.evaluate(() => { location.href = '/nope'; });
    await expect(page).toHaveURL('/nope');
    await expect(heading(page)).toHaveText('404 Not Found');
  });

  test('keeps every element of the page when the program comes', async ({ page }) => {
    const start = await openBeforeStart(page, '/nope');
    await heading(page).evaluate(heading => { heading.prerendered = true; });
    await start();
    expect(await heading(page).evaluate(heading => heading.prerendered)).toBe(true);
  });

  test('the page about 404 at its own address reads as both', async ({ page, complaints }) => {
    await open(page, '/404');
    await expect(page).toHaveURL('/404');
    await expect(heading(page)).toHaveText('404 Not Found');
    await expect(page.getByText('If you came to read about 404, you are in the right place.')).toBeVisible();
    expect(complaints.filter(text => !text.includes('status of 404'))).toEqual([]);
  });
});

test.describe('A number that nobody uses', () => {
  test('answers 404 and says so, with its class and the nearest codes', async ({ page, complaints }) => {
    const response = await open(page, '/466');
    expect(response.status()).toBe(404);
    await expect(heading(page)).toHaveText('466 is not in use');
    await expect(heading(page)).toHaveCount(1);
    await expect(page).toHaveURL('/466');
    await expect(page.getByRole('main')).toContainText('counts as 400');
    await expect(page.getByRole('main').getByRole('link', { name: '4xx Client Error' })).toHaveAttribute('href', '/codes/4xx');
    await expect(page.locator('#browse').getByRole('link', { name: '404 Not Found' })).toHaveCount(1);
    await expect(page.getByRole('main').getByRole('listitem').getByRole('link')).toHaveText([/^464 /, /^494 /]);
    expect(complaints).toEqual([expect.stringContaining('status of 404')]);
  });

  test('is for no search engine, and has a head of its own', async ({ page }) => {
    await open(page, '/466');
    await expect(page).toHaveTitle(/^466 /);
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
    await expect(page.locator('meta[name=description]')).toHaveAttribute('content', /466/);
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${SITE}/466`);
    await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(0);
    await expect(page.locator('meta[name=keywords]')).toHaveCount(0);
  });

  test('leads on without a load, and its noindex stays behind', async ({ page }) => {
    await open(page, '/466');
    await markDocument(page);
    await page.getByRole('main').getByRole('link', { name: /^464 / }).click();
    await expect(heading(page)).toHaveText(/^464 /);
    await expect(page.locator('meta[name=robots]')).toHaveCount(0);
    await page.goBack();
    await expect(heading(page)).toHaveText('466 is not in use');
    await expect(page.locator('meta[name=robots]')).toHaveCount(1);
    await expect(page.locator('meta[name=keywords]')).toHaveCount(0);
    expect(await isSameDocument(page)).toBe(true);
  });

  test('leads on also where no article can be fetched', async ({ page }) => {
    await page.route('**/_app/**', route => route.abort());
    await open(page, '/299');
    await expect(page.getByText('Nothing at this address?')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: 'see all of them' }).click();
    await expect(heading(page)).toHaveText('All HTTP status codes');
    await started(page);
  });
});

test('A number outside the classes that is in use has its page', async ({ page }) => {
  const response = await open(page, '/999');
  expect(response.status()).toBe(200);
  await expect(heading(page)).toHaveText(/^999 /);
  await expect(page.locator('main .badges')).toContainText('Unofficial');
});
