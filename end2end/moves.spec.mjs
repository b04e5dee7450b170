import {
  KINDS, addLink, expect, field, heading, hits, hold, isSameDocument, link, markDocument, open, painted, results, started, test, told,
} from './visitor.mjs';

const titles = {
  407: '407 Proxy Authentication Required - HTTP Status Code Explained',
  408: '408 Request Timeout - HTTP Status Code Explained',
};

/** What a head says, as a sorted list; `file` reads it from the file of a page instead of the document. */
async function headOf(page, file) {
  return page.evaluate(async file => {
    const html = file && await (await fetch(file)).text();
    const { head } = html ? new DOMParser().parseFromString(html, 'text/html') : document;
    const said = head.querySelectorAll('title, meta, link[rel=canonical], link[rel=manifest], link[rel=icon], script[type="application/ld+json"]');
    return [...said].map(element => element.outerHTML).sort();
  }, file);
}

/** Follows a link within the page, as a click on it would. */
async function follow(page, path) {
  await (await addLink(page, { href: path })).click();
  await expect(page).toHaveURL(path);
}

test('The list of codes is beside each page but the front page, whichever one came from', async ({ page }) => {
  const sidebar = page.locator('#browse');
  const home = page.getByRole('banner').getByRole('link', { name: 'HTTP Codes Explainer' });
  for (const first of ['/407', '/']) {
    await open(page, first);
    await markDocument(page);
    if (first === '/407') await home.click();
    await expect(page).toHaveURL('/');
    await expect(sidebar).toBeHidden();
    await page.getByRole('main').getByRole('link', { name: /^407 / }).click();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await expect(sidebar).toBeVisible();
    expect(await isSameDocument(page)).toBe(true);
  }
});

test.describe('A move', () => {
  test('shows the page without loading it', async ({ page, complaints }) => {
    await open(page, '/407');
    await markDocument(page);
    await page.locator('main a[rel=next]').click();
    await expect(page).toHaveURL('/408');
    await expect(page).toHaveTitle(titles[408]);
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await expect(page.locator('main')).toHaveAttribute('data-code', '408');
    await expect(page.getByRole('region', { name: 'Meaning' })).toBeVisible();
    expect(await isSameDocument(page)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('leads to the same page, and the same head, as loading it does', async ({ page }) => {
    await open(page, '/407');
    await markDocument(page);
    const text = () => page.locator('main').evaluate(main => {
      // What was looked up last grows with each page of this walk.
      const found = main.querySelector('.count')?.innerText ?? '';
      return main.innerText.replace(found, '').replace(/\s+/g, ' ');
    });
    const walk = [
      '/codes', '/418', '/explain', '/codes/other', '/', '/520', '/about', '/compare', '/codes/4xx', '/compare/401/403', '/404',
      '/about/design', '/changes', '/407',
    ];
    const shown = [];
    for (const path of walk) {
      await follow(page, path);
      const file = await headOf(page, path);
      await expect.poll(() => headOf(page), path).toEqual(file);
      shown.push(await text());
    }
    expect(await isSameDocument(page)).toBe(true);
    for (const [at, path] of walk.entries()) {
      await open(page, path);
      expect.soft(await text(), path).toBe(shown[at]);
    }
  });

  test('gives the focus to the new heading and tells its title', async ({ page }) => {
    await open(page, '/407');
    await expect(told(page)).toHaveText('');
    await page.locator('main a[rel=next]').click();
    await expect(heading(page)).toBeFocused();
    await expect(told(page)).toHaveText(titles[408]);
    await page.locator('main a[rel=prev]').click();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await expect(heading(page)).toBeFocused();
    await expect(told(page)).toHaveText(titles[407]);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.querySelector('main').contains(document.activeElement))).toBe(true);
  });

  test('begins at the top of the page', async ({ page }) => {
    await open(page, '/407');
    await page.locator('main a[rel=next]').scrollIntoViewIfNeeded();
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(1000);
    await page.locator('main a[rel=next]').click();
    await expect(page).toHaveTitle(titles[408]);
    await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
    await expect(heading(page)).toBeInViewport();
  });

  test('to a place on another page goes to that place', async ({ page }) => {
    await open(page, '/408');
    await markDocument(page);
    await follow(page, '/407#source');
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await expect(page.getByRole('heading', { name: 'Source' })).toBeInViewport();
    await expect(page.getByRole('heading', { name: 'Source' })).toBeFocused();
    expect(await isSameDocument(page)).toBe(true);
  });

  test('marks the page in the sidebar, and no other', async ({ page }) => {
    await open(page, '/407');
    const current = page.locator('#browse a[aria-current=page]');
    await expect(current).toHaveAttribute('href', '/407');
    await link(page, '408').click();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await expect(current).toHaveAttribute('href', '/408');
    await page.locator('#browse').getByRole('link', { name: '5xx Server Error' }).click();
    await expect(current).toHaveAttribute('href', '/codes/5xx');
    await expect(link(page, '502')).toBeVisible();
    await expect(link(page, '407')).toHaveCount(0);
  });

  test('marks the page in the bar, and in the menu where the bar has no room for it', async ({ page }) => {
    await open(page, '/about');
    const current = page.locator('.pages a[aria-current=page]').filter({ visible: true });
    await expect(current).toHaveText('About');
    await page.locator('.bar').getByRole('link', { name: 'Compare' }).click();
    await expect(page).toHaveURL('/compare');
    await expect(current).toHaveText('Compare');
    await page.setViewportSize({ width: 390, height: 800 });
    await page.getByRole('button', { name: 'Browse' }).click();
    await expect(current).toHaveText('Compare');
    await page.locator('#browse').getByRole('link', { name: 'All codes' }).click();
    await expect(page).toHaveURL('/codes');
    await page.getByRole('button', { name: 'Browse' }).click();
    await expect(current).toHaveText('All codes');
    await page.locator('#browse').getByRole('link', { name: '5xx Server Error' }).click();
    await expect(page).toHaveURL('/codes/5xx');
    await page.getByRole('button', { name: 'Browse' }).click();
    await expect(page.locator('#browse a[aria-current=page]')).toHaveText('5xx Server Error');
  });

  test('overtaken by another shows the other, whichever arrives last', async ({ page }) => {
    await open(page, '/407');
    const release = await hold(page, '**/_app/*/401.json');
    await link(page, '401').click();
    await expect(page).toHaveURL('/401');
    await link(page, '403').click();
    await expect(heading(page)).toHaveText('403 Forbidden');
    const late = page.waitForResponse('**/_app/*/401.json');
    release();
    await (await late).finished();
    await painted(page);
    await expect(page).toHaveURL('/403');
    await expect(heading(page)).toHaveText('403 Forbidden');
    await expect(page).toHaveTitle(/^403 Forbidden/);
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', /\/403$/);
  });

  test('overtaken by a jump within the page that is still shown leaves address and page in agreement', async ({ page }) => {
    await open(page, '/407');
    const release = await hold(page, '**/_app/*/408.json');
    await page.locator('main a[rel=next]').click();
    await expect(page).toHaveURL('/408');
    await page.locator('.skip').evaluate(link => link.click());
    release();
    await expect.poll(() => page.evaluate(() => location.pathname.slice(1) === document.querySelector('main').dataset.code)).toBe(true);
    await expect(page.locator('html')).not.toHaveAttribute('data-loading');
  });

  test('that is stopped shows the page of the address, once it is there', async ({ page }) => {
    await open(page, '/407');
    const release = await hold(page, '**/408.json');
    await page.locator('main a[rel=next]').click();
    await expect(page).toHaveURL('/408');
    await page.evaluate(() => window.stop());
    release();
    await expect(heading(page)).toHaveText('408 Request Timeout');
  });

  test('whose article does not arrive becomes an ordinary load', async ({ page }) => {
    await open(page, '/407');
    await markDocument(page);
    await page.route('**/_app/**', route => route.abort());
    await page.locator('main a[rel=next]').click();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await expect(page).toHaveURL('/408');
    await started(page);
    expect(await isSameDocument(page)).toBe(false);
    await page.goBack();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  });
});

test.describe('Back and Forward', () => {
  test('bring back page, title and query', async ({ page }) => {
    await open(page, '/');
    await markDocument(page);
    await field(page).fill('proxy auth');
    await hits(page).first().click();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await page.goBack();
    await expect(page).toHaveURL('/?q=proxy+auth');
    await expect(page).toHaveTitle(/^HTTP Codes Explainer/);
    await expect(field(page)).toHaveValue('proxy auth');
    await expect(results(page)).toHaveAttribute('data-query', 'proxy auth');
    await page.goForward();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await expect(page).toHaveTitle(titles[407]);
    expect(await isSameDocument(page)).toBe(true);
  });

  test('bring back the place on the page', async ({ page }) => {
    await open(page, '/codes');
    const far = page.locator('main a[href="/504"]');
    await far.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => scrollY);
    expect(place).toBeGreaterThan(1000);
    await far.click();
    await expect(heading(page)).toHaveText('504 Gateway Timeout');
    await page.locator('main a[rel=next]').scrollIntoViewIfNeeded();
    const below = await page.evaluate(() => scrollY);
    await page.goBack();
    await expect(heading(page)).toHaveText('All HTTP status codes');
    await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(Math.round(place));
    await page.goForward();
    await expect(heading(page)).toHaveText('504 Gateway Timeout');
    await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(Math.round(below));
  });

  test('put the focus on the link that was followed', async ({ page }) => {
    await open(page, '/codes');
    const link = page.getByRole('main').locator('a[href="/429"]');
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText('429 Too Many Requests');
    await page.goBack();
    await expect(link).toBeFocused();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('main').locator('a[href="/430"]')).toBeFocused();
    // Who goes on or follows a link begins where the page does, though it has a link to the last one.
    await page.goForward();
    await expect(heading(page)).toHaveText('429 Too Many Requests');
    await expect(heading(page)).toBeFocused();
    await page.getByRole('main').getByRole('link', { name: '4xx Client Error' }).first().click();
    await expect(heading(page)).toBeFocused();
  });

  test('work across a reload', async ({ page }) => {
    await open(page, '/codes/4xx');
    await page.locator('main a[href="/409"]').click();
    await expect(heading(page)).toHaveText('409 Conflict');
    await page.reload();
    await started(page);
    await expect(page).toHaveURL('/409');
    await expect(heading(page)).toHaveText('409 Conflict');
    await page.goBack();
    await expect(heading(page)).toHaveText('4xx Client Error status codes');
    await expect(page).toHaveTitle(/^4xx Client Error/);
    await page.goForward();
    await expect(heading(page)).toHaveText('409 Conflict');
  });
});

test.describe('“← Back to Search”', () => {
  test('brings the query back, also after further moves', async ({ page }) => {
    await open(page, '/');
    await field(page).fill('proxy auth');
    await hits(page).first().click();
    await page.locator('main a[rel=next]').click();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await page.getByRole('link', { name: '← Back to Search' }).click();
    await expect(page).toHaveURL('/?q=proxy+auth');
    await expect(field(page)).toHaveValue('proxy auth');
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  });

  test('brings the query back after a reload', async ({ page }) => {
    await open(page, '/?q=proxy+auth');
    await page.locator('[data-results] a').first().click();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await page.reload();
    await started(page);
    await page.getByRole('link', { name: '← Back to Search' }).click();
    await expect(page).toHaveURL('/?q=proxy+auth');
  });

  test('brings back the search that the address had, and no earlier one, where every page is loaded anew', async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
    for (const query of ['teapot', 'proxy auth']) {
      await open(page, `/?q=${query}`);
      // Not one of the answers: nothing is written when it is pressed.
      await page.locator('[data-tile="301"]').click();
      await expect(heading(page)).toHaveText('301 Moved Permanently');
      await started(page);
      await page.getByRole('link', { name: '← Back to Search' }).click();
      await expect(field(page)).toHaveValue(query);
    }
  });

  test('leads to the empty search where nothing was searched for', async ({ page }) => {
    await open(page, '/407');
    await page.getByRole('link', { name: '← Back to Search' }).click();
    await expect(page).toHaveURL('/');
    await expect(field(page)).toHaveValue('');
    await expect(results(page)).toHaveCount(0);
  });
});

test.describe('Left to the browser', () => {
  for (const [how, options] of [['Ctrl-click', { modifiers: ['ControlOrMeta'] }], ['a middle click', { button: 'middle' }]]) {
    test(`${how} opens a new tab`, async ({ page, context }) => {
      await open(page, '/407');
      const opened = context.waitForEvent('page');
      await page.locator('main a[rel=next]').click(options);
      const tab = await opened;
      await expect(tab).toHaveURL('/408');
      await expect(heading(tab)).toHaveText('408 Request Timeout');
      await expect(page).toHaveURL('/407');
      await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    });
  }

  test('a link with a target opens where it says', async ({ page, context }) => {
    await open(page, '/407');
    const opened = context.waitForEvent('page');
    await (await addLink(page, { href: '/408', target: '_blank' })).click();
    await expect(await opened).toHaveURL('/408');
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  });

  test('a link to download downloads', async ({ page }) => {
    await open(page, '/407');
    const download = page.waitForEvent('download');
    await (await addLink(page, { href: '/408', download: 'timeout.html' })).click();
    expect((await download).suggestedFilename()).toBe('timeout.html');
    await expect(page).toHaveURL('/407');
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  });

  test('a link to another origin leads there', async ({ page, outside }) => {
    await page.route('https://www.rfc-editor.org/**', route => route.fulfill({ contentType: 'text/html', body: '<h1>The RFC</h1>' }));
    await open(page, '/407');
    await page.getByRole('region', { name: 'Source' }).getByRole('link').first().click();
    await expect(page.getByRole('heading', { name: 'The RFC' })).toBeVisible();
    expect(outside.splice(0)).toEqual([expect.stringMatching(/^https:\/\/www\.rfc-editor\.org\/rfc\/rfc9110/)]);
    await page.goBack();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  });

  test('a link to a file that is no page loads it', async ({ page }) => {
    await open(page, '/407');
    await (await addLink(page, { href: '/llms.txt' })).click();
    await expect(page).toHaveURL('/llms.txt');
    await expect(page.getByText('# HTTP Codes Explainer')).toBeVisible();
  });

  test('a place on the page is gone to without a move', async ({ page }) => {
    await open(page, '/407');
    await markDocument(page);
    await heading(page).evaluate(heading => { heading.marked = true; });
    await (await addLink(page, { href: '#source' })).click();
    await expect(page).toHaveURL('/407#source');
    await expect(page.getByRole('heading', { name: 'Source' })).toBeInViewport();
    expect(await heading(page).evaluate(heading => heading.marked)).toBe(true);
    await page.goBack();
    await expect(page).toHaveURL('/407');
    await expect(heading(page)).toBeInViewport();
    expect(await isSameDocument(page)).toBe(true);
  });

  test('a deep link to a place on a page opens there', async ({ page }) => {
    await open(page, '/407#source');
    await expect(page.getByRole('heading', { name: 'Source' })).toBeInViewport();
  });
});

test.describe('Without the Navigation API', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => Object.defineProperty(window, 'navigation', { value: undefined }));
  });

  test('links load the prerendered files', async ({ page, complaints }) => {
    await open(page, '/407');
    await markDocument(page);
    await page.locator('main a[rel=next]').click();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await expect(page).toHaveTitle(titles[408]);
    await started(page);
    expect(await isSameDocument(page)).toBe(false);
    await page.goBack();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await started(page);
    expect(complaints).toEqual([]);
  });

  test('search works, its results open, and Back brings it back', async ({ page }) => {
    await open(page, '/');
    await field(page).fill('proxy auth');
    await field(page).press('Enter');
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await page.goBack();
    await expect(field(page)).toHaveValue('proxy auth');
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  });

  test('the search field is a key away', async ({ page }) => {
    await open(page, '/407');
    await page.keyboard.press('/');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('teapot');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/418');
  });
});

test('Every kind of page can be opened at its address and reloaded', async ({ page }) => {
  for (const path of KINDS) {
    await open(page, path);
    const text = await heading(page).innerText();
    await page.reload();
    await started(page);
    await expect(page).toHaveURL(path);
    await expect(heading(page)).toHaveText(text, { useInnerText: true });
  }
});
