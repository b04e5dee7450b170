import { asMany, counted, expect, field, heading, hits, hold, numbers, open, painted, results, test, told } from './visitor.mjs';

test.describe('What is typed is answered', () => {
  test('an exact number comes first, however it is written', async ({ page }) => {
    await open(page, '/');
    for (const query of ['407', ' 404 ', 'HTTP 407', 'status: 404', '407 proxy']) {
      await field(page).fill(query);
      await expect(hits(page).first()).toHaveAttribute('data-code', query.match(/\d+/)[0]);
    }
    await expect(hits(page).first()).toHaveText(/407\s+Proxy Authentication Required/);
  });

  test('the beginning of a number finds the numbers that begin so, in order, before any other', async ({ page }) => {
    await open(page, '/');
    await field(page).fill('40');
    await expect(hits(page).first()).toHaveAttribute('data-code', '400');
    await expect.poll(async () => (await numbers(page)).slice(0, 7)).toEqual(['400', '401', '402', '403', '404', '405', '406']);
  });

  test('a class finds what its page lists, first', async ({ page }) => {
    await page.goto('/codes/4xx');
    const listed = await page.locator('main section li a').evaluateAll(links => links.map(link => link.getAttribute('href').slice(1)));
    expect(listed).toContain('404');
    await open(page, '/');
    for (const query of ['4xx', '4XX', 'client error']) {
      await field(page).fill('');
      await field(page).fill(query);
      await expect.poll(async () => (await numbers(page)).slice(0, listed.length)).toEqual(listed);
    }
  });

  test('words of a name find it', async ({ page }) => {
    await open(page, '/');
    for (const [query, code] of [['not found', '404'], ['proxy auth', '407'], ['TEAPOT', '418'], ['gateway timeout', '504']]) {
      await field(page).fill(query);
      await expect(hits(page).first()).toHaveAttribute('data-code', code);
    }
  });

  test('words of a summary find it, without the texts', async ({ page }) => {
    await page.route('**/_app/*/texts.json', route => route.abort());
    await open(page, '/407');
    const summary = await page.locator('main .summary').innerText();
    await open(page, '/');
    await field(page).fill(summary.split(' ').slice(0, 6).join(' '));
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  });

  test('the sentence that holds what was asked is shown, where name and summary do not', async ({ page }) => {
    const texts = page.waitForResponse('**/_app/*/texts.json');
    await open(page, '/');
    await (await texts).finished();
    await field(page).fill('heuristically');
    await expect(results(page).locator('.said mark').first()).toHaveText(/heuristic/i);
  });

  test('nothing found says so and offers the way on', async ({ page }) => {
    await open(page, '/');
    await field(page).fill('xyzzyplugh');
    await expect(counted(page)).toHaveText('Nothing found');
    await expect(hits(page)).toHaveCount(0);
    await expect(page.getByText('No status code matches “xyzzyplugh”.')).toBeVisible();
    await page.getByRole('main').getByRole('link', { name: '4xx', exact: true }).click();
    await expect(hits(page).first()).toHaveAttribute('data-code', '400');
    await expect(field(page)).toHaveValue('4xx');
    await field(page).fill('xyzzyplugh');
    await page.getByRole('main').getByRole('link', { name: 'All codes by class' }).click();
    await expect(page).toHaveURL('/codes');
  });

  test('0, which programs show where there was no response, is told as that', async ({ page }) => {
    await open(page, '/');
    for (const query of ['0', '000', 'Status: 0', 'HTTP 0', 'status code 000']) {
      await field(page).fill(query);
      await expect(page.getByText('there was no response')).toBeVisible();
    }
    await field(page).fill('600');
    await expect(page.getByText('No status code matches “600”')).toBeVisible();
    await expect(page.getByText('there was no response')).toHaveCount(0);
  });

  test('markup in a query stays text', async ({ page }) => {
    await open(page, '/?q=%3Cimg+src%3Dx+onerror%3D%22window.broken%3D1%22%3E');
    await expect(results(page)).toHaveAttribute('data-query', '<img src=x onerror="window.broken=1">');
    await expect(page.locator('.answers img')).toHaveCount(0);
    await field(page).fill('<xyzzyplugh>');
    await expect(page.getByText('No status code matches “<xyzzyplugh>”')).toBeVisible();
    expect(await page.evaluate(() => window.broken)).toBeUndefined();
  });
});

test.describe('The results', () => {
  test('are there only while there is a query, and carry it at each keystroke', async ({ page }) => {
    await open(page, '/');
    await expect(results(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { name: '4xx Client Error' })).toBeVisible();
    for (const typed of ['4', '40', '407']) {
      await field(page).press(typed.at(-1));
      await expect(results(page)).toHaveAttribute('data-query', typed);
    }
    for (const left of ['40', '4']) {
      await field(page).press('Backspace');
      await expect(results(page)).toHaveAttribute('data-query', left);
    }
    await field(page).press('Backspace');
    await expect(results(page)).toHaveCount(0);
    await expect(page.getByRole('heading', { name: '4xx Client Error' })).toBeVisible();
  });

  test('are capped, and all are a press away', async ({ page }) => {
    await open(page, '/?q=token');
    await expect(hits(page)).toHaveCount(7);
    await page.getByRole('button', { name: /^Show all \d+$/ }).click();
    await expect.poll(() => hits(page).count()).toBeGreaterThan(7);
    await expect(page.getByRole('button', { name: /^Show all/ })).toHaveCount(0);
  });

  test('mark on the wall what was found', async ({ page }) => {
    await open(page, '/?q=teapot');
    await expect(page.locator('[data-tile="418"]')).toHaveAttribute('data-hit', '');
    await asMany(page, '[data-tile][data-hit]', '[data-results] a[data-code]');
    await field(page).fill('');
    await expect(page.locator('[data-tile][data-hit]')).toHaveCount(0);
  });

  test('are on the screen before the wall has marks, which are never those of an earlier query', async ({ page }) => {
    await open(page, '/');
    // At each frame: the first answers, the query that all of them answer, and what is marked on the wall.
    await page.evaluate(() => {
      window.frames = [];
      const look = () => {
        const marked = [...document.querySelectorAll('[data-tile][data-hit]')].map(tile => tile.dataset.tile);
        const codes = [...document.querySelectorAll('[data-results] [role=option]')].map(row => row.dataset.code);
        window.frames.push({ codes, query: document.querySelector('[data-results]')?.dataset.query, marked });
        requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    });
    // Both keys come before the frame in which the wall would follow the first.
    await page.evaluate(() => {
      const field = document.querySelector('input[type=search]');
      for (const query of ['teapot', 'early hints']) {
        field.value = query;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
    });
    await expect(page.locator('[data-tile="103"]')).toHaveAttribute('data-hit', '');
    await expect(page.locator('[data-tile="103"]')).toBeVisible();
    const frames = await page.evaluate(() => window.frames);
    expect(frames.filter(({ marked }) => marked.includes('418'))).toEqual([]);
    const first = frames.find(({ codes }) => codes[0] === '103');
    expect(first.marked).toEqual([]);
    expect(first.query).not.toBe('early hints');
  });

  test('have the wall follow when one stops typing, and not at each key', async ({ page }) => {
    await open(page, '/');
    // The page's timers wait until they are let go.
    await page.evaluate(() => {
      const set = window.setTimeout;
      const waiting = [];
      window.setTimeout = (task, delay, ...given) => delay ? waiting.push(task) : set(task, delay, ...given);
      window.letGo = () => waiting.splice(0).forEach(task => task());
      window.touched = 0;
      new MutationObserver(changes => { window.touched += changes.length; })
        .observe(document.querySelector('.wall'), { subtree: true, attributes: true });
    });
    for (const typed of ['t', 'te', 'tea']) {
      await field(page).press(typed.at(-1));
      // All rows are there: what follows a key without waiting has followed it.
      await expect(results(page)).toHaveAttribute('data-query', typed);
    }
    expect(await page.evaluate(() => window.touched)).toBe(0);
    await page.evaluate(() => window.letGo());
    const found = await hits(page).evaluateAll(rows => rows.map(row => row.dataset.code).sort());
    const marked = await page.locator('[data-tile][data-hit]').evaluateAll(tiles => tiles.map(tile => tile.dataset.tile).sort());
    expect(marked).toEqual(expect.arrayContaining(found));
    expect(await page.evaluate(() => window.touched)).toBe(marked.length + 1);
  });

  test('come first with those that are looked at first, and are whole when all have been laid out', async ({ page }) => {
    await open(page, '/');
    await field(page).fill('proxy');
    await expect(hits(page)).toHaveCount(7);
    const before = await hits(page).evaluateAll(rows => rows.map(row => row.dataset.code));
    // What is there when the key has been answered, before any frame.
    const codes = await field(page).evaluate(field => {
      field.value = 'time';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      return new Promise(done => queueMicrotask(() => setTimeout(() =>
        done([...document.querySelectorAll('[data-results] [role=option]')].map(row => row.dataset.code)))));
    });
    expect(new Set(codes).size, 'no code stands there twice').toBe(codes.length);
    await expect(results(page)).toHaveAttribute('data-query', 'time');
    const after = await hits(page).evaluateAll(rows => rows.map(row => row.dataset.code));
    expect(codes.slice(0, 3)).toEqual(after.slice(0, 3));
    expect(after).toHaveLength(7);
    // A key that comes before that frame finds all rows.
    const active = await field(page).evaluate(async field => {
      field.value = 'proxy';
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      for (const key of ['ArrowDown', 'End']) {
        field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
        await null;
      }
      return field.getAttribute('aria-activedescendant');
    });
    expect(active).toBe(`q-${before[6]}`);
    await expect(page.locator(`#${active}`)).toHaveAttribute('aria-selected', 'true');
  });

  test('show the first opened where it is clearly meant, with what to do', async ({ page }) => {
    await open(page, '/?q=407');
    await expect(hits(page).first().locator('.todo')).toContainText('Your move, as the client');
    await expect(results(page).locator('.todo')).toHaveCount(1);
  });

  test('say what was read over a typo', async ({ page }) => {
    await open(page, '/?q=unautherized');
    await expect(page.locator('.count')).toContainText('Read “unauthorized” for “unautherized”');
  });

  test('take a press also where the texts came after them', async ({ page }) => {
    const release = await hold(page, '**/texts.json');
    await open(page, '/');
    await field(page).fill('login page');
    await expect(hits(page).first()).toBeVisible();
    const came = page.waitForResponse('**/texts.json');
    release();
    await (await came).finished();
    await painted(page);
    // A row without a mark is one that the texts would say more of.
    const row = page.locator('[data-results] a[data-code]').filter({ hasNot: page.locator('mark') }).first();
    const code = await row.getAttribute('data-code');
    await row.locator('.name').click();
    await expect(page).toHaveURL(`/${code}`);
  });

  test('need no button', async ({ page }) => {
    await open(page, '/');
    await expect(page.getByRole('search').locator('button, input')).toHaveCount(1);
    await expect(page.getByRole('search').locator('input[type=search]')).toBeVisible();
  });

  test('are not there for a query of spaces', async ({ page }) => {
    await open(page, '/');
    await field(page).fill('407');
    await expect(results(page)).toHaveCount(1);
    await field(page).fill('   ');
    await expect(results(page)).toHaveCount(0);
    await expect(counted(page)).toHaveText('');
  });

  test('are told aloud once one pauses, with how the query was read and what Enter opens', async ({ page }) => {
    await page.clock.install();
    await open(page, '/');
    for (const [query, said] of [
      ['teapto', '1 result · Read “teapot” for “teapto”'],
      ['401 vs 403', '2 results. Enter: Compare 401 and 403'],
      ['466', 'Nothing found. Enter: What a client makes of it, and the nearest codes'],
    ]) {
      await field(page).fill(query);
      await expect(counted(page)).toHaveText(said.split(/[.·]/)[0].trim());
      await expect(told(page)).toHaveText('');
      await page.clock.fastForward(1000);
      await expect(told(page)).toHaveText(said);
    }
  });

  test('are counted', async ({ page }) => {
    await page.route('**/_app/*/texts.json', route => route.abort());
    await open(page, '/');
    await expect(counted(page)).toHaveText('');
    await field(page).fill('10');
    await expect(counted(page)).toHaveText(/^\d+ results$/);
    await expect(counted(page)).toHaveText(`${await hits(page).count()} results`);
    await field(page).fill('407');
    await expect(hits(page)).toHaveCount(1);
    await expect(counted(page)).toHaveText('1 result');
  });

  test('show what is unofficial', async ({ page }) => {
    await open(page, '/?q=520');
    await expect(hits(page).first()).toContainText('unofficial');
  });
});

test.describe('The wall', () => {
  test('tells of the tile that has the focus, also to who hears it, until Escape', async ({ page }) => {
    await open(page, '/');
    const tile = page.locator('[data-tile="407"]');
    await tile.focus();
    const tip = page.getByRole('tooltip');
    await expect(tip).toBeVisible();
    await expect(tile).toHaveAccessibleDescription(await tip.textContent());
    await page.keyboard.press('Escape');
    await expect(tip).toBeHidden();
    await expect(tile).toBeFocused();
  });

  test('tells of the tile under a pointer, which can go on to what it says', async ({ page }) => {
    await open(page, '/');
    const tile = page.locator('[data-tile="407"]');
    await tile.hover();
    const tip = page.getByRole('tooltip');
    await expect(tip).toBeVisible();
    const { x, y, width, height } = await tile.boundingBox();
    const under = await tip.boundingBox();
    // Slowly, as by hand: there is no gap in which it goes away.
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.move(x + width / 2, under.y + under.height / 2, { steps: 40 });
    await expect(tip).toBeVisible();
    await expect(tile).toHaveAccessibleDescription(await tip.textContent());
    await page.mouse.move(1, 1);
    await expect(tip).toBeHidden();
  });
});

test('What a tile tells is in the window at its lower edge, too', async ({ page }) => {
  await open(page, '/');
  const tile = page.locator('[data-tile="511"]');
  await tile.evaluate(tile => tile.scrollIntoView({ block: 'end' }));
  await tile.hover();
  const tip = page.getByRole('tooltip');
  await expect(tip).toBeInViewport({ ratio: 1 });
  const [above, below] = [await tip.boundingBox(), await tile.boundingBox()];
  expect(above.y + above.height).toBeLessThanOrEqual(below.y);
  await page.mouse.move(below.x + below.width / 2, above.y + above.height / 2, { steps: 40 });
  await expect(tip).toBeVisible();
});

test.describe('The codes looked up last', () => {
  test('are those that there are', async ({ page }) => {
    await open(page, '/407');
    await open(page, '/nope');
    await open(page, '/');
    await expect(page.locator('.count').getByRole('link')).toHaveText(['407']);
  });

  test('are offered, and forgotten when asked', async ({ page }) => {
    await open(page, '/407');
    await page.locator('main a[rel=next]').click();
    await expect(heading(page)).toHaveText('408 Request Timeout');
    await page.getByRole('link', { name: '← Back to Search' }).click();
    const last = page.locator('.count');
    await expect(last.getByRole('link')).toHaveText(['408', '407']);
    await last.getByRole('button', { name: 'Forget these' }).click();
    await expect(last).not.toContainText('Looked up last');
    await page.reload();
    await expect(last).not.toContainText('Looked up last');
  });
});

test.describe('The address', () => {
  test('holds the query, and a reload brings it back', async ({ page }) => {
    await open(page, '/');
    await field(page).fill('proxy auth');
    await expect(page).toHaveURL('/?q=proxy+auth');
    await page.reload();
    await expect(field(page)).toHaveValue('proxy auth');
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
    await field(page).fill('');
    await expect(page).toHaveURL('/');
  });

  test('holds every sign', async ({ page }) => {
    for (const query of ['a&b=c#d?q=1', '50% + é 🦀 "x"']) {
      await open(page, '/');
      await field(page).fill(query);
      await expect(page).toHaveURL(url => url.searchParams.get('q') === query);
      await page.reload();
      await expect(field(page)).toHaveValue(query);
      await expect(results(page)).toHaveAttribute('data-query', query);
    }
  });

  test('with a query opens with its results', async ({ page }) => {
    await open(page, '/?q=proxy%20auth');
    await expect(field(page)).toHaveValue('proxy auth');
    await expect(results(page)).toHaveAttribute('data-query', 'proxy auth');
    await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  });

  test('does not grow the history while one types', async ({ page }) => {
    await open(page, '/about');
    await page.getByRole('banner').getByRole('link', { name: 'HTTP Codes Explainer' }).click();
    await field(page).pressSequentially('407');
    await expect(page).toHaveURL('/?q=407');
    await page.goBack();
    await expect(page).toHaveURL('/about');
    await expect(heading(page)).toHaveText(/^About/);
  });
});
