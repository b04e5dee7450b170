import { KINDS, SITE, expect, heading, open, paths, test } from './visitor.mjs';

/** What each address answers, read as a browser reads it but without running it. */
async function read(page, request, addresses) {
  const files = [];
  for (const path of addresses) {
    // As it is: compressing all pages would take longer than all else here.
    const response = await request.get(path, { headers: { 'Accept-Encoding': 'identity' } });
    files.push({ path, status: response.status(), redirected: new URL(response.url()).pathname !== path, html: await response.text() });
  }
  return page.evaluate(files => files.map(({ path, status, redirected, html }) => {
    const file = new DOMParser().parseFromString(html, 'text/html');
    const all = (selector, of = element => element.content) => [...file.querySelectorAll(selector)].map(of);
    return {
      path,
      status,
      redirected,
      language: file.documentElement.lang,
      titles: all('head title', title => title.textContent),
      descriptions: all('head meta[name=description]'),
      keywords: all('head meta[name=keywords]'),
      robots: all('head meta[name=robots]'),
      canonicals: all('head link[rel=canonical]', link => link.getAttribute('href')),
      shared: all('meta[property="og:title"], meta[property="og:description"], meta[property="og:url"], meta[name="twitter:card"]'),
      structured: all('script[type="application/ld+json"]', script => script.textContent),
      headings: all('h1', heading => heading.textContent.trim()),
      sections: all('main h2', heading => heading.textContent.trim().replace(/\s*#$/, '')),
      code: file.querySelector('main').dataset.code,
      results: all('[data-results]', list => list.outerHTML),
      styled: all('[style]', element => element.outerHTML),
      bases: all('base', element => element.outerHTML),
      links: all('a[href]', link => link.getAttribute('href')),
      ids: all('[id]', element => element.id),
      bodyEnds: html.trimEnd().endsWith('</html>'),
    };
  }), files);
}

const SECTIONS = ['Meaning', 'When to Use', 'Example', 'When Not to Use', 'Source'];

const isCode = path => /^\/\d{3}$/.test(path);

test.describe('Every page in the sitemap', () => {
  let pages;

  test.beforeAll(async ({ browser, request, baseURL }) => {
    const page = await browser.newPage({ baseURL });
    await page.goto('/');
    pages = await read(page, request, await paths(request));
    await page.close();
  });

  test('is there, once, with every code and class among them', async () => {
    const addresses = pages.map(({ path }) => path);
    expect(new Set(addresses).size).toBe(addresses.length);
    expect(addresses).toEqual(expect.arrayContaining([...KINDS, '/codes/other', '/100', '/306', '/404', '/418', '/599', '/999']));
    expect(addresses.filter(isCode).length).toBeGreaterThan(90);
    for (const { path, status, redirected, bodyEnds } of pages) {
      expect.soft({ path, status, redirected, bodyEnds }).toEqual({ path, status: 200, redirected: false, bodyEnds: true });
    }
  });

  test('has one title, one description, one canonical address, its own, and one heading', async () => {
    for (const { path, titles, descriptions, canonicals, headings, language, robots } of pages) {
      expect.soft(titles, path).toEqual([expect.stringMatching(/\S/)]);
      expect.soft(descriptions, path).toEqual([expect.stringMatching(/^.{50,160}$/)]);
      expect.soft(canonicals, path).toEqual([SITE + path]);
      expect.soft(headings, path).toEqual([expect.stringMatching(/\S/)]);
      expect.soft(language, path).toBe('en');
      expect.soft(robots, path).toEqual([]);
    }
  });

  test('has a title and a description that no other page has', async () => {
    for (const of of ['titles', 'descriptions', 'headings']) {
      const all = pages.map(page => page[of][0]);
      expect.soft(all.filter((text, at) => all.indexOf(text) !== at), of).toEqual([]);
    }
  });

  test('says to whoever shares it what its head says', async () => {
    for (const { path, titles, descriptions, shared } of pages) {
      expect.soft(shared, path).toEqual([titles[0], descriptions[0], SITE + path, 'summary_large_image']);
    }
  });

  test('holds structured data that parses', async () => {
    for (const { path, structured } of pages) {
      for (const text of structured) {
        expect.soft(() => JSON.parse(text), `${path}: ${text}`).not.toThrow();
      }
    }
  });

  test('links to pages that are there', async ({ request }) => {
    test.slow();
    const known = new Set(pages.map(({ path }) => path));
    const ids = new Map(pages.map(({ path, ids }) => [path, ids]));
    const others = new Set();
    for (const { path, links } of pages) {
      for (const link of links.filter(link => !/^https?:/.test(link))) {
        const [to, place] = link.split('#');
        const address = to.split('?')[0] || path;
        if (place) expect.soft(ids.get(address), `${path} links to ${link}`).toContain(place);
        if (!known.has(address)) others.add(address);
      }
    }
    // As they are: the server would compress each of hundreds for its first asker.
    await Promise.all([...others].map(async address => {
      const response = await request.head(address, { headers: { 'Accept-Encoding': 'identity' } });
      expect.soft(response.status(), address).toBe(200);
    }));
  });

  test('holds no results, no style attribute, no base address and no id twice', async () => {
    for (const { path, results, styled, bases, ids } of pages) {
      expect.soft({ path, results, styled, bases }).toEqual({ path, results: [], styled: [], bases: [] });
      expect.soft(ids.filter((id, at) => ids.indexOf(id) !== at), path).toEqual([]);
    }
  });

  test('says to search engines, at home, how the site is searched', async () => {
    const home = pages.find(({ path }) => path === '/');
    expect(home.structured.map(text => JSON.parse(text))).toEqual([{
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: 'HTTP Codes Explainer',
      url: `${SITE}/`,
      potentialAction: {
        '@type': 'SearchAction',
        target: `${SITE}/?q={search_term_string}`,
        'query-input': 'required name=search_term_string',
      },
    }]);
  });

  test('that is the page of a code has its head, its sections in order, and its trail', async () => {
    for (const { path, code, titles, descriptions, keywords, headings, sections, structured } of pages.filter(page => isCode(page.path))) {
      const name = headings[0].replace(/\s+/g, ' ');
      expect.soft(path).toBe(`/${code}`);
      expect.soft(name, path).toMatch(new RegExp(`^${code} \\S`));
      expect.soft(titles[0]).toBe(`${name} - HTTP Status Code Explained`);
      expect.soft(descriptions[0].startsWith(`${name}: `), descriptions[0]).toBe(true);
      expect.soft(keywords).toEqual([`HTTP ${code}, ${name.slice(4)}, HTTP status code, REST API, web development`]);
      expect.soft(sections.filter(section => SECTIONS.includes(section)), path).toEqual(SECTIONS);
      expect.soft(structured.map(text => JSON.parse(text)), path).toEqual([
        expect.objectContaining({
          '@context': 'https://schema.org',
          '@type': 'TechArticle',
          headline: `${name} - HTTP Status Code`,
          description: descriptions[0],
          url: SITE + path,
          keywords: keywords[0],
          articleBody: expect.stringMatching(/\S/),
          publisher: expect.objectContaining({ '@type': 'Organization', name: 'HTTP Codes Explainer' }),
        }),
        expect.objectContaining({ '@context': 'https://schema.org', '@type': 'BreadcrumbList', itemListElement: expect.any(Array) }),
      ]);
      const trail = JSON.parse(structured[1]).itemListElement;
      expect.soft(trail.map(step => step.position), path).toEqual(trail.map((_, at) => at + 1));
      expect.soft(trail.at(0).item).toBe(`${SITE}/`);
      expect.soft(trail.at(-1)).toMatchObject({ name, item: SITE + path });
    }
  });
});

test.describe('The page of a code', () => {
  test('says what it is: number, name, summary, class, registration and sources', async ({ page }) => {
    await page.goto('/407');
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await expect(page.locator('main')).toHaveAttribute('data-code', '407');
    await expect(page.locator('main .summary')).toHaveText(/\.$/);
    await expect(page.getByRole('main').getByRole('link', { name: '4xx Client Error' }).first()).toHaveAttribute('href', '/codes/4xx');
    await expect(page.getByText('Registered with IANA')).toBeVisible();
    const source = page.getByRole('region', { name: 'Source' }).getByRole('link').first();
    await expect(source).toHaveAttribute('href', /^https:\/\/www\.rfc-editor\.org\/rfc\/rfc9110.*#section-15\.5\.8$/);
  });

  test('shows above its sections that a code is not plainly in force', async ({ page }) => {
    for (const [code, ...words] of [
      ['520', /^Unofficial: Cloudflare$/, /^Unofficial: not registered with IANA/],
      ['305', /^obsolete$/, /^Obsolete: /],
      ['499', /^log-only$/, /^Log-only: /],
      ['418', /^reserved$/, /^Reserved: /],
      ['104', /^temporary$/, /^Temporary: /],
      ['527', /^retired$/, /^Retired: /],
    ]) {
      await page.goto(`/${code}`);
      const meaning = await page.getByRole('heading', { name: 'Meaning' }).boundingBox();
      for (const word of words) {
        const said = page.locator('main header').getByText(word);
        await expect(said, code).toBeVisible();
        expect((await said.boundingBox()).y).toBeLessThan(meaning.y);
      }
    }
  });

  test('leads to the codes before and after, and to its class', async ({ page }) => {
    await open(page, '/407');
    const around = page.getByRole('navigation', { name: 'Codes around this one' });
    await expect(around.getByRole('link', { name: '4xx Client Error' })).toHaveAttribute('href', '/codes/4xx');
    await around.getByRole('link', { name: 'Next 408 Request Timeout' }).click();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await around.getByRole('link', { name: 'Previous 407' }).click();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  });

  test('has nothing before the first code and nothing after the last', async ({ page }) => {
    await page.goto('/100');
    await expect(page.locator('main a[rel=next]')).toHaveCount(1);
    await expect(page.locator('main a[rel=prev]')).toHaveCount(0);
    await page.goto('/999');
    await expect(page.locator('main a[rel=prev]')).toHaveCount(1);
    await expect(page.locator('main a[rel=next]')).toHaveCount(0);
  });

  for (const form of ['/407/', '/407.html']) {
    test(`is also reached at ${form}, with the one canonical address`, async ({ page }) => {
      await open(page, form);
      await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
      await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${SITE}/407`);
      await expect(page.locator('#browse a[aria-current=page]')).toHaveAttribute('href', '/407');
    });
  }
});

test.describe('The lists', () => {
  test('of all codes and of each class hold the same codes, each with its sentence', async ({ page, request }) => {
    const codes = (await paths(request)).filter(isCode);
    const listed = () => page.locator('main section li > a:first-child').evaluateAll(links => links.map(link => link.getAttribute('href')));
    await page.goto('/codes');
    expect(await listed()).toEqual(codes);
    await expect(page.locator('main section li p').filter({ hasText: /\.$/ })).toHaveCount(codes.length);
    const byClass = [];
    for (const slug of ['1xx', '2xx', '3xx', '4xx', '5xx', 'other']) {
      await page.goto(`/codes/${slug}`);
      const codes = await listed();
      expect(codes.every(code => (slug === 'other' ? code >= '/600' : code[1] === slug[0])), slug).toBe(true);
      byClass.push(...codes);
    }
    expect(byClass).toEqual(codes);
  });

  test('at home lead to every code by class', async ({ page, request }) => {
    const codes = (await paths(request)).filter(isCode);
    await page.goto('/');
    const tiles = await page.locator('main section li a').evaluateAll(links => links.map(link => link.getAttribute('href')));
    expect(tiles).toEqual(codes);
  });
});

test.describe('For machines', () => {
  test('robots.txt lets all in and names the sitemap', async ({ request }) => {
    const robots = await (await request.get('/robots.txt')).text();
    expect(robots).toMatch(/^User-agent: \*$/m);
    expect(robots).not.toMatch(/^Disallow: \S/m);
    expect(robots).toContain(`Sitemap: ${SITE}/sitemap.xml`);
  });

  test('the sitemap is XML and dates every page', async ({ page, request }) => {
    const response = await request.get('/sitemap.xml');
    expect(response.headers()['content-type']).toMatch(/xml/);
    await page.goto('/about');
    const entries = await page.evaluate(text => {
      const sitemap = new DOMParser().parseFromString(text, 'application/xml');
      if (sitemap.querySelector('parsererror')) return [];
      return [...sitemap.querySelectorAll('urlset > url')].map(url => [...url.children].map(child => child.textContent));
    }, await response.text());
    expect(entries.length).toBe((await paths(request)).length);
    for (const entry of entries) expect.soft(entry).toEqual([expect.any(String), expect.stringMatching(/^20\d\d-\d\d-\d\d$/)]);
  });

  test('llms.txt names every code with its address, and llm.txt is the same', async ({ request }) => {
    const text = await (await request.get('/llms.txt')).text();
    expect(text).toMatch(/^# HTTP Codes Explainer\n/);
    const named = [...text.matchAll(/\]\((\S+?)(?:\.md)?\)/g)].map(([, address]) => address);
    expect(named).toEqual(expect.arrayContaining((await paths(request)).filter(isCode).map(path => SITE + path)));
    expect((await (await request.get('/llm.txt')).text()) === text, 'the same text').toBe(true);
  });

  test('manifest and icon are there', async ({ page, request }) => {
    await page.goto('/407');
    const manifest = await request.get(await page.locator('link[rel=manifest]').getAttribute('href'));
    expect(manifest.ok()).toBe(true);
    const { name, start_url, icons } = await manifest.json();
    expect({ name, start_url }).toEqual({ name: 'HTTP Codes Explainer', start_url: '/' });
    expect(icons.length).toBeGreaterThan(0);
    for (const { src } of icons) expect((await request.get(src)).ok(), src).toBe(true);
    const icon = await request.get(await page.locator('link[rel=icon][href$=".svg"]').getAttribute('href'));
    expect(icon.ok()).toBe(true);
    expect(icon.headers()['content-type']).toMatch(/^image\//);
  });
});
