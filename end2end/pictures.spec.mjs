import { SITE, expect, heading, open, paths, test } from './visitor.mjs';

/** The width and height that a PNG says it has (its IHDR). */
const size = png => [png.readUInt32BE(16), png.readUInt32BE(20)];

/** The file behind an address of the site, as the test serves it. */
async function file(request, address) {
  const path = address.startsWith(SITE) ? address.slice(SITE.length) : address;
  const response = await request.get(path);
  expect(response.status(), path).toBe(200);
  return response;
}

test.describe('The drawing of an exchange', () => {
  test('says for those who cannot see it who answers', async ({ page }) => {
    await open(page, '/407');
    await expect(page.getByRole('img', { name: /proxy\.corp\.example answers 407/ })).toBeVisible();
    await open(page, '/499');
    await expect(page.getByRole('img', { name: /nginx.* logs 499/ })).toBeVisible();
  });

  for (const width of [320, 390, 1280]) {
    test.describe(`At ${width} pixels`, () => {
      test.use({ viewport: { width, height: 800 }, javaScriptEnabled: false });

      test('has every word on its own ground and every lifeline below its party', async ({ page, request }) => {
        test.slow();
        const faults = [];
        for (const path of (await paths(request)).filter(path => /^\/\d{3}$/.test(path))) {
          await page.goto(path);
          faults.push(...(await page.locator('.drawing').evaluate(faultsOfDrawing)).map(fault => `${path}: ${fault}`));
        }
        expect(faults).toEqual([]);
      });
    });
  }
});

/** What is wrong with the places of a drawing's parts; runs in the page. */
function faultsOfDrawing(drawing) {
  const faults = [];
  const middle = element => {
    const { left, right } = element.getBoundingClientRect();
    return (left + right) / 2;
  };
  const svg = drawing.querySelector('.sequence');
  const edges = svg.getBoundingClientRect();
  for (const text of svg.querySelectorAll('text')) {
    const words = text.getBoundingClientRect();
    const ground = text.parentElement.querySelector('rect').getBoundingClientRect();
    // A pixel of overhang is less than the space between letters.
    if (words.left < ground.left - 1 || words.right > ground.right + 1) faults.push(`“${text.textContent}” is wider than its ground`);
    if (words.left < edges.left - 1 || words.right > edges.right + 1) faults.push(`“${text.textContent}” leaves the drawing`);
  }
  const lifelines = [...svg.querySelectorAll('.lifelines line')];
  if (!lifelines.length || !svg.querySelector('text')) faults.push('nothing is drawn');
  [...drawing.querySelectorAll('.parties li')].forEach((party, at) => {
    if (Math.abs(middle(party) - middle(lifelines[at])) > 1) faults.push(`the lifeline of ${party.textContent} is not below it`);
    if (party.scrollWidth > party.clientWidth) faults.push(`${party.textContent} is cut`);
  });
  if (drawing.scrollWidth > drawing.clientWidth) faults.push('it scrolls');
  return faults;
}

test('Where a page is shared, its image is one of the size that the head says', async ({ page, request }) => {
  const meta = name => page.locator(`head meta[property="og:image${name}"]`);
  await open(page, '/407');
  await expect(meta('')).toHaveAttribute('content', `${SITE}/og/407.png`);
  const said = await Promise.all(['width', 'height'].map(side => meta(`:${side}`).getAttribute('content')));
  const png = await (await file(request, await meta('').getAttribute('content'))).body();
  expect(size(png)).toEqual(said.map(Number));
  expect(png.length).toBeLessThan(40_000);
  await page.locator('main a[rel=next]').click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await expect(meta('')).toHaveAttribute('content', `${SITE}/og/408.png`);
  await expect(meta(':alt')).toHaveAttribute('content', /^408 Request Timeout/);
});

test('Every icon that the head and the manifest name is there, as large as they say', async ({ page, request }) => {
  await open(page, '/');
  const links = await page.locator('head link[rel~=icon], head link[rel=apple-touch-icon]').evaluateAll(links => links.map(link => link.getAttribute('href')));
  expect(links.length).toBe(3);
  for (const href of links) await file(request, href);
  const manifest = await (await file(request, await page.locator('head link[rel=manifest]').getAttribute('href'))).json();
  expect(manifest.icons.map(icon => icon.purpose)).toContain('maskable');
  for (const { src, sizes, type } of manifest.icons) {
    const icon = await file(request, src);
    if (type === 'image/png') expect(size(await icon.body()).join('x'), src).toBe(sizes);
  }
});

test.describe('On paper', () => {
  test.use({ colorScheme: 'dark' });

  test('there is the page without what one clicks, dark on light, with addresses', async ({ page }) => {
    await open(page, '/407');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const part of ['.bar', '#browse', '.contents', '.foot', '[data-action=share]', '.around']) {
      await expect(page.locator(part).first(), part).toBeHidden();
    }
    await expect(page.locator('.copy:visible')).toHaveCount(0);
    await expect(page.locator('.sequence')).toBeVisible();
    await expect(page.locator('body')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
    const source = page.locator('.sources a[href^=http]').first();
    const printed = await source.evaluate(link => getComputedStyle(link, '::after').content);
    expect(printed).toContain(await source.getAttribute('href'));
  });
});
