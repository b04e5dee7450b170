import AxeBuilder from '@axe-core/playwright';
import { deflateRawSync } from 'node:zlib';
import { expect, field as searchField, heading, hold, open, openBeforeStart, test } from './visitor.mjs';

const response = page => page.locator('textarea[name=response]');
const shown = page => page.locator('[data-response]');
const finding = (page, id) => page.locator(`[data-finding="${id}"]`);

const NOT_ALLOWED = 'HTTP/1.1 405 Method Not Allowed\r\nDate: Wed, 25 Nov 2026 09:30:00 GMT\r\nServer: a\r\n\r\n';

test('What is pasted is explained: status, what to do, and what is wrong, with its section and its line', async ({ page, complaints }) => {
  await open(page, '/explain');
  await response(page).fill(NOT_ALLOWED);
  await expect(shown(page)).toHaveAttribute('data-code', '405');
  await expect(shown(page)).toContainText('Your move, as the client');
  await expect(shown(page).getByRole('link', { name: 'How to fix a 405' })).toHaveAttribute('href', '/405#fix');
  const missing = finding(page, 'missing-allow');
  await expect(missing).toHaveAttribute('data-severity', 'error');
  await expect(missing.getByRole('link')).toHaveAttribute('href', /rfc9110\.html#section-15\.5\.6$/);
  await expect(missing.locator('.line')).toHaveText(/HTTP\/1\.1 405 Method Not Allowed/);
  await expect(shown(page).locator('.head mark').first()).toHaveText('HTTP/1.1 405 Method Not Allowed');
  // Who does not see the report is told what it comes to, not all of it at each keystroke.
  await expect(page.locator('#told')).toHaveText('405 Method Not Allowed: 1 error');
  await expect(page.locator('#report[aria-live]')).toHaveCount(0);
  expect(complaints).toEqual([]);
});

for (const name of ['Clear', 'Try an example']) {
  test(`“${name}” can be undone: what was typed is not lost`, async ({ page }) => {
    await open(page, '/explain');
    const typed = 'HTTP/1.1 407 Proxy Authentication Required\nDate: Mon, 30 Nov 2026 10:00:00 GMT';
    const field = page.locator('textarea[name=response]');
    await field.fill(typed);
    await expect(page.locator('#report')).toContainText('407');
    const button = page.getByRole('button', { name });
    await button.click();
    await expect(field).not.toHaveValue(typed);
    await expect(page.locator('#report')).not.toContainText('407');
    await expect(name === 'Clear' ? field : button).toBeFocused();
    await field.focus();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(field).toHaveValue(typed);
    await expect(page.locator('#report')).toContainText('407');
  });
}

test('The report follows what is typed, and goes when the field is cleared', async ({ page }) => {
  await open(page, '/explain');
  await page.getByRole('button', { name: 'Try an example' }).click();
  await expect(shown(page)).toHaveAttribute('data-code', '405');
  await response(page).fill('HTTP/1.1 301 Moved Permanently\nLocation: /a\n\nHTTP/2 404\nserver: a\n');
  await expect(shown(page)).toHaveCount(2);
  await expect(shown(page).nth(1)).toHaveAttribute('data-code', '404');
  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(shown(page)).toHaveCount(0);
});

test('Words without a status lead on to the search, and no address holds them', async ({ page }) => {
  const asked = [];
  page.on('request', request => asked.push(request.url()));
  await open(page, '/explain');
  await response(page).fill('Meier: upstream refused the connection');
  await page.getByRole('link', { name: 'search for them' }).click();
  await expect(searchField(page)).toHaveCount(1);
  await response(page).waitFor({ state: 'detached' });
  await expect(searchField(page)).toHaveValue('Meier: upstream refused the connection');
  await expect(page.locator('[data-results] [data-code]').first()).toHaveAttribute('data-code', '502');
  await expect(page).toHaveURL('/');
  expect(asked.filter(url => url.includes('Meier'))).toEqual([]);
});

test('What software says without a status is explained with the one that it comes with, and counted in a log', async ({ page, complaints }) => {
  const line = what => `2026/11/30 09:30:00 [error] 7#7: *1 ${what}, client: 192.0.2.1, request: "GET / HTTP/1.1"`;
  const refused = line('connect() failed (111: Connection refused) while connecting to upstream');
  await open(page, '/explain');
  await response(page).fill(refused);
  await expect(shown(page)).toHaveAttribute('data-code', '502');
  await expect(finding(page, 'status-not-named').locator('code')).toHaveText('(111: Connection refused) while connecting to upstream');
  await expect(shown(page).locator('.head mark')).toHaveText(refused);
  await expect(shown(page).locator('.line')).toHaveCount(1);
  await expect(page.getByRole('link', { name: 'search for them' })).toHaveCount(0);
  await response(page).fill([refused, line('upstream timed out (110: Connection timed out) while connecting to upstream'), refused].join('\n'));
  await expect(page.locator('.verdict')).toContainText('2 × 502, 1 × 504');
  expect(complaints).toEqual([]);
});

test('The counts of a long log lead to its codes, of which what failed comes first', async ({ page, complaints }) => {
  const line = code => `203.0.113.7 - - [30/Nov/2026:09:30:00 +0000] "GET / HTTP/1.1" ${code} 157`;
  await open(page, '/explain');
  await response(page).fill(Array.from({ length: 300 }, (_, at) => line(at % 30 === 29 ? 502 : 200)).join('\n'));
  await expect(shown(page)).toHaveCount(2);
  await expect(shown(page).first()).toHaveAttribute('data-code', '502');
  await expect(shown(page).first()).toContainText('10 responses: the first in line 30, the last in line 300.');
  await expect(page.locator('#told')).toHaveText('10 × 502, 290 × 200');
  await page.locator('.verdict').getByRole('link', { name: '290 × 200' }).click();
  await expect(page).toHaveURL(/#response-2$/);
  await expect(shown(page).last().getByRole('heading')).toBeInViewport();
  expect(complaints).toEqual([]);
});

test('Markup in what is pasted stays text', async ({ page }) => {
  await open(page, '/explain');
  await response(page).fill('HTTP/1.1 302 Found\nLocation: <img src=x onerror="window.broken=1">\n');
  await expect(finding(page, 'bad-location').locator('.line')).toContainText('<img src=x');
  expect(await page.evaluate(() => window.broken)).toBeUndefined();
});

test('What is shared is in the fragment alone, and comes back from it', async ({ page }) => {
  await open(page, '/explain');
  await response(page).fill(NOT_ALLOWED.replaceAll('\r', ''));
  await page.getByRole('button', { name: /to share/ }).click();
  await expect(page).toHaveURL(/\/explain#z=[\w-]+$/);
  await expect(page.locator('[data-said]')).toContainText('The address now holds what you pasted');
  await page.reload();
  await expect(shown(page)).toHaveAttribute('data-code', '405');
  await expect(response(page)).toHaveValue(NOT_ALLOWED.replaceAll('\r', ''));
});

test.describe('What holds secrets', () => {
  const COOKIE = 'HTTP/1.1 200 OK\nSet-Cookie: id=secret; Secure\n';
  const warning = page => page.getByRole('group', { name: 'This holds cookies' });

  test.beforeEach(async ({ page }) => {
    await open(page, '/explain');
    await response(page).fill(COOKIE);
    await page.getByRole('button', { name: /to share/ }).click();
    await expect(warning(page)).toBeVisible();
    await expect(page).toHaveURL(/\/explain$/);
  });

  test('is shared without them where that is chosen', async ({ page }) => {
    await expect(warning(page).getByRole('button', { name: 'Take them out, then share' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/#z=/);
    await expect(warning(page)).toBeHidden();
    await page.reload();
    await expect(response(page)).toHaveValue(/Set-Cookie: \[redacted\]/);
  });

  test('is shared as it is only where that is chosen', async ({ page }) => {
    await warning(page).getByRole('button', { name: 'Share it as it is' }).click();
    await expect(page).toHaveURL(/#z=/);
    await page.reload();
    await expect(response(page)).toHaveValue(COOKIE);
  });

  test('is not shared where that is chosen, or where it is changed meanwhile', async ({ page }) => {
    await warning(page).getByRole('button', { name: 'Do not share' }).click();
    await expect(warning(page)).toBeHidden();
    await expect(response(page)).toBeFocused();
    await page.getByRole('button', { name: /to share/ }).click();
    await expect(warning(page)).toBeVisible();
    await response(page).pressSequentially('x');
    await expect(warning(page)).toBeHidden();
    await expect(page).toHaveURL(/\/explain$/);
  });
});

test('What is too long for an address is not put there', async ({ page }) => {
  await open(page, '/explain');
  await response(page).evaluate(field => {
    let text = 'HTTP/1.1 404 Not Found\n\n';
    for (let n = 1; text.length < 400_000; n = n * 16807 % 2147483647) text += n.toString(36);
    field.value = text;
  });
  await page.getByRole('button', { name: /to share/ }).click();
  await expect(page.locator('[data-said]')).toContainText('too long for an address');
  await expect(page).toHaveURL(/\/explain$/);
});

test('Secrets are taken out when asked', async ({ page }) => {
  await open(page, '/explain');
  await response(page).fill('HTTP/1.1 200 OK\nSet-Cookie: id=secret; Secure\n');
  await page.getByRole('button', { name: 'Take out secrets' }).click();
  await expect(page.locator('[data-said]')).toContainText('cookies');
  await expect(response(page)).not.toHaveValue(/id=secret/);
});

test('What was taken out can be had back', async ({ page }) => {
  await open(page, '/explain');
  const text = 'HTTP/1.1 200 OK\nSet-Cookie: id=secret\n';
  await response(page).focus();
  await page.keyboard.insertText(text);
  await page.getByRole('button', { name: 'Take out secrets' }).click();
  await expect(response(page)).not.toHaveValue(/id=secret/);
  await expect(page.getByRole('button', { name: 'Take out secrets' })).toBeFocused();
  await response(page).focus();
  await page.keyboard.press('ControlOrMeta+Z');
  await expect(response(page)).toHaveValue(text);
});

test('A search for a pasted line leads here with it', async ({ page }) => {
  await open(page, '/');
  await searchField(page).fill('HTTP/1.1 403 Forbidden');
  await page.getByRole('link', { name: /^Explain what was pasted/ }).click();
  await expect(heading(page)).toHaveText('What did I get?');
  await expect(response(page)).toHaveValue('HTTP/1.1 403 Forbidden');
  await expect(shown(page)).toHaveAttribute('data-code', '403');
});

/** Waits until the entry of the history keeps something that ends so: a reload is told the browser on another way. */
const keeps = (page, end) => expect.poll(() => page.evaluate(() => String(history.state))).toMatch(new RegExp(`${end}$`));

/** Puts a text into a field as people do. */
async function paste(page, field, text) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(text => navigator.clipboard.writeText(text), text);
  await field.focus();
  await page.keyboard.press('ControlOrMeta+V');
}

test('What is pasted into the search goes there with all its lines', async ({ page }) => {
  await open(page, '/');
  await paste(page, searchField(page), NOT_ALLOWED.replaceAll('\r', ''));
  await page.getByRole('link', { name: /^Explain what was pasted/ }).click();
  await expect(response(page)).toHaveValue(/^HTTP\/1\.1 405 Method Not Allowed\nDate: .*\nServer: a\n/);
  // Back finds it in the field; with something typed behind it, it goes there, too.
  await page.goBack();
  await expect(searchField(page)).toHaveValue(/^HTTP\/1\.1 405 Method Not Allowed ?Date: /);
  await searchField(page).press('End');
  await page.keyboard.type(' x');
  await page.getByRole('link', { name: /^Explain what was pasted/ }).click();
  await expect(response(page)).toHaveValue(/^HTTP\/1\.1 405 Method Not Allowed\nDate: .*\nServer: a\n[^]* x$/);
  await expect(finding(page, 'missing-allow')).toBeVisible();
  // What is typed in its place is no longer that.
  await page.goBack();
  await searchField(page).fill('HTTP/1.1 403 Forbidden');
  await page.getByRole('link', { name: /^Explain what was pasted/ }).click();
  await expect(response(page)).toHaveValue('HTTP/1.1 403 Forbidden');
});

test('A response that was pasted into the search is in no address', async ({ page }) => {
  await page.clock.install();
  await open(page, '/');
  await paste(page, searchField(page), 'HTTP/1.1 404 Not Found\nSet-Cookie: id=secret\n');
  await expect(searchField(page)).toHaveValue(/id=secret/);
  // Long enough for the address to have followed what was typed.
  await page.clock.fastForward(1000);
  await expect(page).toHaveURL('/');
  await page.locator('[data-finder=q] [role=option]').first().click();
  await expect(heading(page)).toHaveText('404 Not Found');
  // The history has it, which only this browser knows, with the row that was opened; so it has when the page is loaded
  // anew.
  await page.goBack();
  await page.clock.fastForward(1000);
  await expect(page.locator('[data-finder=q] [role=option]').first()).toHaveAttribute('aria-selected', 'true');
  await page.reload();
  await expect(searchField(page)).toHaveValue(/id=secret/);
  await page.clock.fastForward(1000);
  await expect(page.locator('[data-finder=q] [role=option]').first()).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL('/');
  // Nor is a line of anything that is too long to have been typed.
  const long = 'proxy authentication '.repeat(20);
  await searchField(page).fill(long);
  await page.clock.fastForward(1000);
  await expect(page).toHaveURL('/');
  await keeps(page, long);
  await page.reload();
  await expect(searchField(page)).toHaveValue(long);
  // What was cleared stays so.
  await page.keyboard.press('Escape');
  await page.clock.fastForward(1000);
  await keeps(page, '000');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-live');
  await expect(searchField(page)).toHaveValue('');
});

test('A response that was dropped into the search is in no address', async ({ page }) => {
  await page.clock.install();
  await open(page, '/');
  await searchField(page).focus();
  // What a browser does with a text that is let go of over the field: it tells of it, and makes one line of it.
  await page.evaluate(text => {
    const dataTransfer = new DataTransfer();
    dataTransfer.setData('text/plain', text);
    document.activeElement.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    document.execCommand('insertText', false, text.replaceAll('\n', ' '));
  }, 'HTTP/1.1 404 Not Found\nSet-Cookie: id=secret\n');
  await expect(searchField(page)).toHaveValue(/id=secret/);
  await page.clock.fastForward(1000);
  await expect(page).toHaveURL('/');
});

test('A response that was pasted into the search is in no address when it is changed, and what is typed over it is', async ({ page }) => {
  await page.clock.install();
  await open(page, '/');
  await paste(page, searchField(page), 'HTTP/1.1 404 Not Found\nSet-Cookie: id=secret\n');
  await page.keyboard.type(' and?');
  await page.clock.fastForward(1000);
  await expect(searchField(page)).toHaveValue(/id=secret.* and\?$/);
  await expect(page).toHaveURL('/');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('proxy authentication');
  await page.clock.fastForward(1000);
  await expect(page).toHaveURL('/?q=proxy+authentication');
  // What the browser puts back is the response again.
  await expect(async () => {
    await page.keyboard.press('ControlOrMeta+Z');
    await expect(searchField(page)).toHaveValue(/id=secret/, { timeout: 100 });
  }).toPass();
  await page.clock.fastForward(1000);
  await expect(page).toHaveURL('/');
  await page.keyboard.press('Escape');
  // Long enough to take minutes, were each part of it looked for in what was pasted.
  await searchField(page).fill('z'.repeat(5_000_000));
  await searchField(page).fill('user not logged in');
  await page.clock.fastForward(1000);
  await expect(page).toHaveURL('/?q=user+not+logged+in');
});

test('What is pasted into another field is not what a search offers to explain', async ({ page }) => {
  await open(page, '/explain');
  await paste(page, response(page), NOT_ALLOWED.replaceAll('\r', ''));
  await expect(shown(page)).toHaveAttribute('data-code', '405');
  await page.keyboard.press('Control+k');
  // The first letter is what follows the paste.
  await page.locator('#palette-q').pressSequentially('g');
  await expect(page.locator('#palette [role=option]').first()).toBeVisible();
  await expect(page.locator('#palette').getByRole('link', { name: /^Explain what was pasted/ })).toHaveCount(0);
});

test('What was pasted is there again when one comes back from the page of its code', async ({ page }) => {
  await open(page, '/explain');
  await response(page).fill('HTTP/1.1 410 Gone\nServer: a\n');
  await shown(page).getByRole('link', { name: /410/ }).first().click();
  await expect(heading(page)).toHaveText('410 Gone');
  await page.goBack();
  await expect(response(page)).toHaveValue('HTTP/1.1 410 Gone\nServer: a\n');
  await expect(shown(page)).toHaveAttribute('data-code', '410');
});

test('Where there is nothing to share, nothing is shared', async ({ page }) => {
  await open(page, '/explain');
  await page.getByRole('button', { name: /to share/ }).click();
  await expect(page.locator('[data-said]')).toContainText('nothing to share');
  await expect(page).toHaveURL(/\/explain$/);
});

test('What was pasted stays with a place of the page in the address, too', async ({ page }) => {
  const two = 'HTTP/1.1 301 Moved Permanently\nLocation: /b\n\nHTTP/1.1 410 Gone\nServer: a\n';
  await open(page, '/explain#main');
  await response(page).fill(two);
  await expect(shown(page)).toHaveCount(2);
  await keeps(page, two);
  await page.reload();
  await expect(response(page)).toHaveValue(two);
  // A jump to one of its reports is another entry of the history.
  await page.evaluate(() => { location.hash = '#response-2'; });
  await shown(page).last().getByRole('link', { name: /410/ }).first().click();
  await expect(heading(page)).toHaveText('410 Gone');
  await page.goBack();
  await expect(response(page)).toHaveValue(two);
});

test('Who comes back is at the place of the report that was left', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await open(page, '/explain');
  await response(page).fill(Array.from({ length: 9 }, (_, at) => `HTTP/1.1 40${at} No\nServer: a\n`).join('\n'));
  await expect(shown(page).last()).toHaveAttribute('data-code', '408');
  const link = shown(page).last().getByRole('link', { name: /408/ }).first();
  await link.scrollIntoViewIfNeeded();
  const place = await page.evaluate(() => scrollY);
  expect(place).toBeGreaterThan(1000);
  await link.click();
  await expect(heading(page)).toHaveText('408 Request Timeout');
  await page.goBack();
  await expect(heading(page)).toHaveText('What did I get?');
  await expect.poll(() => page.evaluate(() => Math.round(scrollY))).toBe(Math.round(place));
});

test('Who comes back has the report that was left, which is not asked for again', async ({ page }) => {
  await open(page, '/explain');
  await response(page).fill(NOT_ALLOWED);
  await expect(shown(page)).toHaveAttribute('data-code', '405');
  await keeps(page, NOT_ALLOWED.replaceAll('\r', ''));
  await page.evaluate(() => {
    const { postMessage } = Worker.prototype;
    window.questions = 0;
    Worker.prototype.postMessage = function (...given) {
      window.questions += 1;
      return postMessage.apply(this, given);
    };
  });
  await shown(page).getByRole('link', { name: 'How to fix a 405' }).click();
  await expect(heading(page)).toHaveText('405 Method Not Allowed');
  await page.goBack();
  await expect(shown(page)).toHaveAttribute('data-code', '405');
  expect(await page.evaluate(() => window.questions)).toBe(0);
  await response(page).press('End');
  await page.keyboard.type(' ');
  await expect.poll(() => page.evaluate(() => window.questions)).toBeGreaterThan(0);
});

test('Who answers the question about secrets by key keeps the focus', async ({ page }) => {
  await open(page, '/explain');
  await response(page).fill('HTTP/1.1 200 OK\nSet-Cookie: id=secret\n');
  const share = page.getByRole('button', { name: /to share/ });
  for (const name of ['Share it as it is', 'Take them out, then share']) {
    await share.press('Enter');
    await page.getByRole('button', { name }).press('Enter');
    await expect(page).toHaveURL(/#z=/);
    await expect(share).toBeFocused();
  }
});

test('What is changed after it was shared is in the address no more, and nothing is said of it', async ({ page }) => {
  const said = page.locator('[data-said]');
  await open(page, '/explain');
  await response(page).fill('HTTP/1.1 404 Not Found\n');
  await page.getByRole('button', { name: /to share/ }).click();
  await expect(page).toHaveURL(/#z=/);
  await expect(said).not.toBeEmpty();
  await response(page).fill('HTTP/1.1 200 OK\nSet-Cookie: id=one\n');
  await expect(page).toHaveURL('/explain');
  await expect(said).toBeEmpty();
  await page.getByRole('button', { name: 'Take out secrets' }).click();
  await expect(said).toContainText('Taken out: cookies');
  await response(page).fill('HTTP/1.1 200 OK\nSet-Cookie: id=two\n');
  await expect(said).toBeEmpty();
  await page.reload();
  await expect(response(page)).toHaveValue('HTTP/1.1 200 OK\nSet-Cookie: id=two\n');
});

test('An answer about a text that was changed meanwhile changes nothing', async ({ page }) => {
  const release = await hold(page, '**/explainer_bg.wasm');
  await open(page, '/explain');
  await response(page).fill('HTTP/1.1 200 OK\nSet-Cookie: id=one\n');
  await page.getByRole('button', { name: 'Take out secrets' }).click();
  await response(page).fill('HTTP/1.1 418 I\'m a teapot\n');
  release();
  await expect(shown(page)).toHaveAttribute('data-code', '418');
  await expect(page.locator('[data-said]')).toContainText('changed meanwhile');
  await expect(response(page)).toHaveValue('HTTP/1.1 418 I\'m a teapot\n');
});

test('An answer about a text that is gone is none, although another has been asked for since', async ({ page }) => {
  const release = await hold(page, '**/explainer_bg.wasm');
  await open(page, '/explain');
  await response(page).fill('HTTP/1.1 404 Not Found\n');
  await page.getByRole('button', { name: /to share/ }).click();
  await response(page).fill('HTTP/1.1 200 OK\n');
  await page.getByRole('button', { name: 'Take out secrets' }).click();
  release();
  await expect(page.locator('[data-said]')).toContainText('Nothing was found');
  await expect(page).toHaveURL('/explain');
});

test('What leads here is not in the address, and is there after a reload', async ({ page }) => {
  await open(page, '/explain#text=HTTP%2F1.1%20401%20Unauthorized');
  await expect(response(page)).toHaveValue('HTTP/1.1 401 Unauthorized');
  await expect(page).toHaveURL(/\/explain$/);
  await page.reload();
  await expect(response(page)).toHaveValue('HTTP/1.1 401 Unauthorized');
  await expect(shown(page)).toHaveAttribute('data-code', '401');
});

test('What leads here and cannot be decoded is there as it stands', async ({ page }) => {
  await open(page, '/explain#text=404%20at%2099%');
  await expect(response(page)).toHaveValue('404%20at%2099%');
  await open(page, '/#text=no%20more%20than%2099%');
  await expect(searchField(page)).toHaveValue('no%20more%20than%2099%');
  await expect(page).toHaveURL(/\/$/);
});

for (const [kind, text] of [
  ['text', 'HTTP%2F1.1%20401%20Unauthorized'],
  ['z', deflateRawSync('HTTP/1.1 401 Unauthorized').toString('base64url')],
]) {
  test(`What was typed before the program came is not lost to a text in the address (#${kind}=)`, async ({ page }) => {
    const start = await openBeforeStart(page, `/explain#${kind}=${text}`);
    await response(page).fill('HTTP/1.1 407 Proxy Authentication Required');
    await start();
    await expect(shown(page)).toHaveAttribute('data-code', '407');
    await expect(response(page)).toHaveValue('HTTP/1.1 407 Proxy Authentication Required');
  });
}

test('Another text for the page that is shown replaces what it holds', async ({ page }) => {
  await open(page, '/explain');
  await response(page).fill('HTTP/1.1 200 OK');
  await page.evaluate(() => { location.hash = '#text=HTTP%2F1.1%20404%20Not%20Found'; });
  await expect(response(page)).toHaveValue('HTTP/1.1 404 Not Found');
  await expect(shown(page)).toHaveAttribute('data-code', '404');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('Control+k');
  await page.locator('#palette-q').fill('HTTP/1.1 403 Forbidden');
  await page.getByRole('link', { name: /^Explain what was pasted/ }).click();
  await expect(page.locator('#palette')).toHaveCount(0);
  await expect(shown(page)).toHaveAttribute('data-code', '403');
});

test('The first load of the site does not pay for it', async ({ page }) => {
  const asked = [];
  page.on('request', request => asked.push(request.url()));
  await open(page, '/');
  await page.waitForLoadState('networkidle');
  expect(asked.filter(url => url.includes('explainer'))).toEqual([]);
});

test('Ten megabytes do not stall the page', async ({ page }) => {
  await open(page, '/explain');
  await response(page).evaluate(field => {
    field.value = 'HTTP/1.1 404 Not Found\nServer: a\n\n'.padEnd(10_000_000, `${'x'.repeat(9_999)}\n`);
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  // The browser breaks ten megabytes into lines by itself, which takes it seconds.
  await expect(shown(page).first()).toHaveAttribute('data-code', '404', { timeout: 60_000 });
});

for (const scheme of ['light', 'dark']) {
  test(`It is accessible with a report, in ${scheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await open(page, '/explain');
    await page.getByRole('button', { name: 'Try an example' }).click();
    await expect(shown(page)).toHaveCount(1);
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });
}
