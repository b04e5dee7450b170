// What programs read: JSON, Markdown, the feed, and how the pages lead there.
import { SITE, expect, paths, test } from './visitor.mjs';

/** Asks for a file as it is: compressing all of them would take longer than all else here. */
const plain = (request, path) => request.get(path, { headers: { 'Accept-Encoding': 'identity' } });

const codes = async request => (await paths(request)).filter(path => /^\/\d{3}$/.test(path));

test('every code has its record as JSON, open to any origin and not listed by search engines', async ({ request }) => {
  for (const path of await codes(request)) {
    const response = await plain(request, `${path}.json`);
    expect(response.status(), path).toBe(200);
    const record = await response.json();
    expect(`/${record.code}`, path).toBe(path);
    expect(record.url).toBe(SITE + path);
    expect(record.license).toBe('CC-BY-4.0');
    expect(record.$schema).toBe(`${SITE}/schema/code.json`);
    expect(record.sources.length, path).toBeGreaterThan(0);
    expect(record.constants.length, path).toBeGreaterThanOrEqual(10);
    expect(response.headers()['access-control-allow-origin'], path).toBe('*');
    expect(response.headers()['x-robots-tag'], path).toBe('noindex');
  }
});

test('what tells two codes apart is on both sides, in the same words', async ({ request }) => {
  const records = new Map();
  for (const path of await codes(request)) {
    const record = await (await plain(request, `${path}.json`)).json();
    records.set(record.code, new Map((record.related ?? []).map(({ code, difference }) => [code, difference])));
  }
  const pairs = [[401, 403], [400, 422], [301, 308], [302, 303], [302, 307], [303, 307], [404, 410], [409, 412],
    [502, 503], [502, 504], [503, 504], [401, 407], [408, 504], [200, 204], [429, 503]];
  for (const [one, other] of pairs) expect(records.get(one).has(other), `${one} and ${other}`).toBe(true);
  for (const [code, related] of records) {
    for (const [other, difference] of related) {
      expect(records.get(other).get(code), `${code} and ${other}`).toBe(difference);
    }
  }
});

test('the list of codes names every page', async ({ request }) => {
  const list = await (await request.get('/codes.json')).json();
  expect(list.codes.map(({ code }) => `/${code}`)).toEqual(await codes(request));
  for (const entry of list.codes) {
    const methods = entry.retry.startsWith('same-') ? ['methods'] : [];
    expect(Object.keys(entry)).toEqual([
      'code', 'name', 'class', 'state', 'registration', 'summary', 'url', 'turn', 'caching', 'content', 'retry', ...methods, 'aliases', 'unknown_as', 'variants',
    ]);
  }
  for (const file of ['codes', 'records', 'changes', 'search']) {
    const schema = `/schema/${file}.json`;
    expect((await (await request.get(`/${file}.json`)).json()).$schema).toBe(`${SITE}${schema}`);
    expect((await (await request.get(schema)).json()).$id).toBe(`${SITE}${schema}`);
  }
});

test('the schema names every member of a published record', async ({ request }) => {
  const schema = await (await request.get('/schema/code.json')).json();
  for (const path of await codes(request)) {
    const record = await (await plain(request, `${path}.json`)).json();
    for (const member of Object.keys(record)) expect(schema.properties, `${path} ${member}`).toHaveProperty([member]);
    for (const member of schema.required) expect(record, `${path} ${member}`).toHaveProperty([member]);
  }
});

test('every code has its page as Markdown, which names its canonical page', async ({ request }) => {
  const full = await (await plain(request, '/llms-full.txt')).text();
  const index = await (await request.get('/llms.txt')).text();
  for (const path of await codes(request)) {
    const response = await plain(request, `${path}.md`);
    const text = await response.text();
    expect(response.headers()['content-type'], path).toContain('text/markdown');
    expect(response.headers().link, path).toBe(`<${SITE}${path}>; rel="canonical"`);
    expect(text, path).toContain('\n## Meaning\n');
    expect(text, path).toContain('\n## Source\n');
    expect(text, path).not.toContain('undefined');
    expect(full, path).toContain(`## ${text.split('\n')[0].slice(2)}\n`);
    expect(index, path).toContain(`(${SITE}${path}.md)`);
  }
});

test('a code page links its other forms', async ({ page, request }) => {
  await page.goto('/407');
  const alternates = page.locator('head link[rel=alternate]');
  await expect(alternates).toHaveCount(2);
  for (const [type, ending] of [['application/json', 'json'], ['text/markdown', 'md']]) {
    const link = page.locator(`head link[rel=alternate][type="${type}"]`);
    await expect(link).toHaveAttribute('href', `${SITE}/407.${ending}`);
    expect((await request.get(`/407.${ending}`)).status()).toBe(200);
  }
});

test('the feed tells the changes that the page tells', async ({ page, request }) => {
  const feed = await request.get('/feed.xml');
  expect(feed.headers()['content-type']).toContain('application/atom+xml');
  const text = await feed.text();
  await page.goto('/changes');
  // A heading for each day, and what changed on it.
  const days = await page.locator('main p[id]').evaluateAll(all => {
    const dayOf = place => place.matches('h2') ? place.textContent : dayOf(place.previousElementSibling);
    return all.map(dayOf);
  });
  expect(days.length).toBeGreaterThan(0);
  expect(await page.locator('main h2').allTextContents()).toEqual([...new Set(days)]);
  expect(text.match(/<entry>/g).length).toBe(days.length);
  for (const day of days) expect(text).toContain(`<updated>${day}T00:00:00Z</updated>`);
  const addresses = (await page.locator('main p[id]').evaluateAll(all => all.map(({ id }) => id))).map(id => `${SITE}/changes#${id}`);
  const told = (pattern) => [...text.matchAll(pattern)].map(([, address]) => address);
  expect(told(/<id>(.*?#.*?)<\/id>/g)).toEqual(addresses);
  expect(told(/<link href="(.*?#.*?)"/g)).toEqual(addresses);
  const { changes } = await (await request.get('/changes.json')).json();
  expect(changes.map(({ url }) => url)).toEqual(addresses);
  expect(changes.map(({ date }) => date)).toEqual(days);
  const parsed = await page.evaluate(xml => new DOMParser().parseFromString(xml, 'text/xml').querySelector('parsererror'), text);
  expect(parsed).toBeNull();
});

test('Browsers find the search for their address bar, and programs what it knows', async ({ page, request }) => {
  await page.goto('/');
  const description = await page.evaluate(async () => {
    const link = document.querySelector('head link[rel=search][type="application/opensearchdescription+xml"]');
    const parsed = new DOMParser().parseFromString(await (await fetch(link.href)).text(), 'application/xml');
    const text = name => parsed.getElementsByTagName(name)[0]?.textContent;
    return {
      isXml: !parsed.querySelector('parsererror'),
      root: `${parsed.documentElement.namespaceURI}${parsed.documentElement.localName}`,
      isAsLinked: text('ShortName') === link.title,
      image: text('Image'),
      searches: [...parsed.getElementsByTagName('Url')].map(url => [url.getAttribute('type'), url.getAttribute('template')]),
    };
  });
  expect(description).toEqual({
    isXml: true,
    root: 'http://a9.com/-/spec/opensearch/1.1/OpenSearchDescription',
    isAsLinked: true,
    image: `${SITE}/favicon.ico`,
    searches: [['text/html', `${SITE}/?q={searchTerms}`]],
  });
  const index = await (await request.get('/search.json')).json();
  expect(index.documents.find(({ code }) => code === 407).fields).toContain('Proxy-Authenticate');
  expect(index.synonyms.length).toBeGreaterThan(10);
  expect(index.terms.redirect.map(([code]) => code)).toEqual(expect.arrayContaining([301, 302, 307, 308]));
  const told = Object.keys(index).filter(name => !['$schema', 'about', 'license', 'version', 'revision'].includes(name));
  expect(Object.keys(index.about).sort()).toEqual(told.sort());
});
