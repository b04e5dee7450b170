// What the Content-Security-Policy and Trusted Types promise: the site runs under them without a complaint,
// and what a hostile link brings along does nothing.
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { SITE, expect, field, heading, hits, open, started, test as base } from './visitor.mjs';

const test = base.extend({
  /** What the policy refused, in every document of the test: there must be nothing, unless a test takes it out. */
  violations: [async ({ context }, use) => {
    const violations = [];
    await context.exposeBinding('tellViolation', (_, violation) => { violations.push(violation); });
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', event => {
        window.tellViolation(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
      });
    });
    await use(violations);
    expect(violations, 'the policy refused nothing').toEqual([]);
  }, { auto: true }],

  /** Whether anything that a test tried to smuggle in has run: it would call `smuggled()`. */
  smuggled: [async ({ context }, use) => {
    const smuggled = [];
    await context.exposeBinding('smuggled', (_, how) => { smuggled.push(how); });
    context.on('page', page => page.on('dialog', dialog => {
      smuggled.push(dialog.message());
      return dialog.dismiss();
    }));
    await use(smuggled);
    expect(smuggled, 'nothing smuggled in has run').toEqual([]);
  }, { auto: true }],
});

/** What a hostile link may try; each would call `smuggled()` if it ran. */
const HOSTILE = [
  '<script>smuggled("script")</script>',
  '<img src=x onerror=smuggled("onerror")>',
  '</script><script>smuggled("end of script")</script>',
  '"><svg onload=smuggled("svg")>',
  '</title></textarea></style><img src=x onerror=smuggled("end")>',
  'javascript:smuggled("javascript:")',
  '{{constructor.constructor("smuggled(1)")()}}',
  '<iframe srcdoc="<script>parent.smuggled(2)</script>">',
];

for (const path of ['/', '/?q=proxy+auth', '/407', '/codes', '/codes/4xx', '/about', '/changes', '/404']) {
  test(`${path} runs under the policy without a complaint`, async ({ page, complaints }) => {
    await open(page, path);
    await expect(heading(page)).toBeVisible();
    expect(complaints).toEqual([]);
  });
}

for (const path of ['/466', '/nope', '/407/more']) {
  test(`${path}, where there is nothing, runs under the policy`, async ({ page, complaints }) => {
    await open(page, path);
    await expect(heading(page)).toBeVisible();
    expect(complaints).toEqual([expect.stringContaining('status of 404')]);
  });
}

test('Moving about, searching, copying and switching the theme stay within the policy', async ({ page, complaints }) => {
  await open(page, '/');
  await field(page).fill('proxy auth');
  await hits(page).first().click();
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  // The data for search engines is a script element that a move writes.
  await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(2);
  expect(await page.locator('script[type="application/ld+json"]').first().textContent()).toContain('407 Proxy');
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await page.locator('[data-action=copy]').first().click();
  await page.locator('main a[rel=next]').click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await page.goBack();
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  expect(complaints).toEqual([]);
});

/** How each element of the page looks, as far as style sheets say: one line an element. */
const looks = page => page.evaluate(() => [...document.querySelectorAll('.frame, .frame *')].map(element => {
  const style = getComputedStyle(element);
  const { display, position, color, backgroundColor, fontSize, fontWeight, marginTop, paddingLeft, borderLeftWidth } = style;
  return [element.localName, display, position, color, backgroundColor, fontSize, fontWeight, marginTop, paddingLeft, borderLeftWidth].join(' ');
}));

test('A move brings the style sheets of its page, and the policy that was sent before it allows them', async ({ page, complaints }) => {
  const walk = ['/explain', '/compare', '/compare/401/403', '/choose', '/about/design', '/codes/4xx', '/', '/407'];
  // What was looked up last grows with each page of a code.
  await page.addInitScript(() => { Storage.prototype.setItem = () => {}; });
  await open(page, '/407');
  const moved = new Map();
  for (const path of walk) {
    await page.evaluate(path => {
      const link = document.createElement('a');
      link.href = path;
      document.body.append(link);
      link.click();
      link.remove();
    }, path);
    await expect(page).toHaveURL(path);
    await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', `${SITE}${path}`);
    await expect(page.locator('html')).not.toHaveAttribute('data-loading');
    // Every sheet that the page names is there and was let in.
    const sheets = await page.evaluate(() => [document.querySelectorAll('style').length, document.styleSheets.length]);
    expect(sheets[0], path).toBe(sheets[1]);
    moved.set(path, await looks(page));
  }
  for (const path of walk) {
    await open(page, path);
    expect(await looks(page), path).toEqual(moved.get(path));
  }
  await open(page, '/explain');
  await expect(page.getByLabel('What you received')).toHaveCSS('border-top-width', '2px');
  expect(complaints).toEqual([]);
});

test('The policy is a header and, for hosts that send none, stands before all else in the page', async ({ request }) => {
  for (const path of ['/', '/407', '/nope', '/407.json', '/sw.js']) {
    const response = await request.get(path);
    const policy = response.headers()['content-security-policy'];
    expect(policy, path).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|data:|https?:|\*/);
    expect(response.headers()['x-content-type-options']).toBe('nosniff');
    for (const name of ['referrer-policy', 'permissions-policy', 'cross-origin-opener-policy', 'cross-origin-resource-policy']) {
      expect(response.headers(), path).toHaveProperty([name]);
    }
  }
  const page = await (await request.get('/407')).text();
  expect(page.match(/<script|<style|<link|<meta http-equiv="Content-Security-Policy"/)[0]).toContain('Content-Security-Policy');
});

test.describe('On a host that sends no policy, the page’s own', () => {
  test.use({ serviceWorker: true });

  test.beforeEach(({ origin }) => { origin.fields = ['content-type']; });

  test('allows searching, moving, explaining, comparing and trying a code', async ({ page, origin, complaints }) => {
    const response = await open(page, `${origin.address}/`);
    expect(response.headers()).not.toHaveProperty('content-security-policy');
    await field(page).fill('user not logged in');
    await expect(hits(page).first()).toHaveAttribute('data-code', '401');
    await field(page).fill('proxy auth');
    await hits(page).first().click();
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    await page.getByRole('button', { name: 'Fetch a 407' }).click();
    await expect(page.locator('[data-outcome]:visible')).toContainText('Proxy Authentication Required');
    await page.locator('.bar').getByRole('link', { name: 'Explain a response' }).click();
    await page.locator('textarea[name=response]').fill('HTTP/1.1 405 Method Not Allowed\nServer: a\n\n');
    await expect(page.locator('[data-finding=missing-allow]')).toBeVisible();
    await open(page, `${origin.address}/compare?with=401,403,511`);
    await expect(page.locator('table.compare thead th')).toHaveCount(3);
    // The browser notes the status that was tried.
    expect(complaints.filter(text => !text.includes('status of 407'))).toEqual([]);
  });

  test('lets no script run that was put into the page', async ({ page, origin, violations, outside }) => {
    const whole = await (await fetch(`${origin.upstream}/407`)).text();
    const hostile = '<script>smuggled("script")</script><img src="x" onerror="smuggled(\'onerror\')"><script src="https://example.com/evil.js"></script>';
    origin.instead = path => path === '/407' && (response => {
      response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(whole.replace('</main>', `${hostile}</main>`));
    });
    await open(page, `${origin.address}/407`);
    await expect(page.locator('main > img[src=x]')).toHaveCount(1);
    const refused = await page.evaluate(() => new Promise(done => setTimeout(() => {
      try { document.querySelector('main').append(Object.assign(document.createElement('script'), { text: 'smuggled("text")' })); } catch (error) { done(error.name); }
    })));
    expect(refused).toBe('TypeError');
    const directives = () => violations.map(text => text.split(': ').slice(0, 2).join(' ').trim());
    await expect.poll(() => [...new Set(directives().map(text => text.split(' ')[0]))].sort()).toEqual(['require-trusted-types-for', 'script-src-attr', 'script-src-elem']);
    expect(directives().filter(text => text.startsWith('script-src-elem')).length, 'in the page and from elsewhere').toBe(2);
    violations.length = outside.length = 0;
  });
});

for (const hostile of HOSTILE) {
  const encoded = encodeURIComponent(hostile);

  test(`${hostile} in the address does nothing`, async ({ page, complaints }) => {
    await open(page, `/?q=${encoded}#${encoded}`);
    await expect(field(page)).toHaveValue(hostile);
    await field(page).press('End');
    await field(page).press('Space');
    await open(page, `/407?q=${encoded}#${encoded}`);
    await expect(heading(page)).toBeVisible();
    expect(complaints).toEqual([]);
    const response = await open(page, `/${encoded}`);
    expect(response.status()).toBe(404);
    await expect(heading(page)).toHaveText('404 Not Found');
  });

  test(`${hostile} typed into the search does nothing`, async ({ page }) => {
    await open(page, '/');
    await field(page).fill(hostile);
    await expect(page.locator('[data-results]')).toHaveAttribute('data-query', hostile);
    await field(page).press('Enter');
    await page.reload();
    await started(page);
    await expect(heading(page)).toBeVisible();
  });
}

test.describe('What gets into the document all the same', () => {
  test('does not run: the policy refuses it', async ({ page, violations }) => {
    await open(page, '/407');
    // From a timer: what a test evaluates by itself is exempt from the policy.
    const refused = await page.evaluate(() => new Promise(done => setTimeout(() => {
      const outcomes = {};
      const attempt = (how, run) => {
        try { run(); outcomes[how] = 'taken'; } catch (error) { outcomes[how] = error.name; }
      };
      const script = () => document.createElement('script');
      attempt('innerHTML', () => { document.querySelector('main').innerHTML += '<img src=x onerror=smuggled("img")><script>smuggled(0)<' + '/script>'; });
      attempt('script text', () => { const element = script(); element.textContent = 'smuggled("text")'; document.body.append(element); });
      attempt('script src', () => { script().src = 'https://example.com/evil.js'; });
      attempt('own script src', () => { script().src = '/sw.js'; });
      attempt('document.write', () => document.write('<script>smuggled("write")<' + '/script>'));
      attempt('srcdoc', () => { document.createElement('iframe').srcdoc = '<script>parent.smuggled("srcdoc")<' + '/script>'; });
      attempt('Worker', () => new Worker('/app.js'));
      attempt('eval', () => (0, eval)('smuggled("eval")'));
      attempt('setTimeout', () => setTimeout('smuggled("timer")'));
      attempt('policy', () => trustedTypes.createPolicy('another', { createScript: text => text }));
      done(outcomes);
    })));
    for (const [how, outcome] of Object.entries(refused)) {
      if (how !== 'innerHTML') expect(outcome, how).toMatch(/TypeError|EvalError/);
    }
    const link = page.locator('#hostile');
    await page.evaluate(() => {
      const link = document.createElement('a');
      link.id = 'hostile';
      link.href = 'javascript:smuggled("link")';
      link.textContent = 'a link';
      document.body.prepend(link);
    });
    await link.click();
    await expect.poll(() => violations.some(text => text.startsWith('script-src-attr'))).toBe(true);
    violations.length = 0;
  });

  test('is not loaded from elsewhere, nor sent there', async ({ page, violations, outside }) => {
    await open(page, '/407');
    const outcome = await page.evaluate(async () => {
      const image = new Image();
      const failed = new Promise(done => { image.onerror = () => done('refused'); image.onload = () => done('loaded'); });
      image.src = 'https://example.com/pixel.png';
      const sent = await fetch('https://example.com/').then(() => 'sent', () => 'refused');
      return [await failed, sent];
    });
    expect(outcome).toEqual(['refused', 'refused']);
    // Each is told twice, for the header and for the element.
    const directives = violations.splice(0).map(text => text.split(':')[0]);
    expect([...new Set(directives)].sort()).toEqual(['connect-src', 'img-src']);
    outside.length = 0;
  });
});

test('No other site can show a page in a frame', async ({ page, baseURL, outside }) => {
  await page.route('http://frames.example/', route => route.fulfill({
    contentType: 'text/html',
    body: `<iframe src="${baseURL}/407"></iframe>`,
  }));
  await page.goto('http://frames.example/');
  await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
  expect(outside.splice(0)).toEqual(['http://frames.example/']);
});

test('Where the browser knows no Trusted Types, the site works', async ({ page }) => {
  await page.addInitScript(() => { delete window.trustedTypes; });
  await page.route('**/407', async route => {
    const response = await route.fetch();
    const without = text => text.replace("require-trusted-types-for 'script'; trusted-types default; ", '');
    await route.fulfill({
      response,
      headers: { ...response.headers(), 'content-security-policy': without(response.headers()['content-security-policy']) },
      body: without(await response.text()),
    });
  });
  await open(page, '/407');
  await page.locator('main a[rel=next]').click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await expect(page.locator('#trouble')).toBeHidden();
});

test('The programs name no folder of the machine that built them', async ({ request, baseURL }) => {
  const home = await (await request.get('/')).text();
  const build = home.match(/data-build="(.*?)"/)[1];
  for (const path of [home.match(/rel="preload" href="(.*?)"/)[1], `/_app/${build}/explainer_bg.wasm`]) {
    const program = (await (await request.get(new URL(path, baseURL).href)).body()).toString('latin1');
    expect(program.slice(0, 4), path).toBe('\0asm');
    const project = fileURLToPath(new URL('..', import.meta.url));
    for (const folder of [homedir(), project, 'registry/src/', '/toolchains/', '/rustc/']) {
      expect(program.includes(folder), `${path} holds ${folder}`).toBe(false);
    }
  }
});
