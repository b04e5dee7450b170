// The search by keys: those that lead to it from any page, the palette that they open, and those in its field.
import { counted, expect, field, heading, hits, isSameDocument, markDocument, open, results, test, told } from './visitor.mjs';

test.describe('The palette', () => {
  test('opens over any page, answers, and opens what is chosen', async ({ page }) => {
    await open(page, '/about');
    await page.keyboard.press('Control+k');
    const palette = page.getByRole('dialog', { name: 'Search' });
    await expect(palette).toBeVisible();
    await page.keyboard.type('teapot');
    await expect(hits(page).first()).toHaveAttribute('data-code', '418');
    // In it, since what is outside is not told while it is open.
    await expect(palette.locator('[aria-live]')).toHaveText(/^\d+ results?$/);
    await expect(page).toHaveURL('/about');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText("418 I'm a teapot");
    await expect(palette).toHaveCount(0);
    await expect(told(page)).toHaveText(/^418 I'm a teapot/);
  });

  test('stays while its text is selected beyond its edge, and goes with a press beside it', async ({ page }) => {
    await open(page, '/407');
    const next = page.locator('main a[rel=next]');
    await next.focus();
    await page.keyboard.press('/');
    await field(page).fill('timeout');
    const dialog = page.getByRole('dialog');
    const { x, y, width, height } = await dialog.boundingBox();
    await field(page).hover();
    await page.mouse.down();
    await page.mouse.move(x - 40, y + 20);
    await page.mouse.up();
    await expect(dialog).toBeVisible();
    await expect(field(page)).toHaveValue('timeout');
    // Its edge is a part of it.
    await page.mouse.click(x + 4, y + height - 4);
    await expect(dialog).toBeVisible();
    await page.mouse.click(x + width + 20, y + 20);
    await expect(dialog).toHaveCount(0);
    await expect(next).toBeFocused();
  });

  test('goes with its button', async ({ page }) => {
    await open(page, '/407');
    await page.keyboard.press('/');
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(page).toHaveURL('/407');
  });

  test('goes with Escape, and the focus is where it was', async ({ page }) => {
    await open(page, '/407');
    const next = page.locator('main a[rel=next]');
    await next.focus();
    await page.keyboard.press('/');
    await expect(field(page)).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(next).toBeFocused();
  });
});

test('The key / can be turned off, for good, and on again', async ({ page }) => {
  await open(page, '/about');
  const choice = page.getByRole('checkbox', { name: '/ leads to the search' });
  const button = page.getByRole('button', { name: 'Search' });
  await choice.click();
  await expect(choice).not.toBeChecked();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.reload();
  await expect(button).toHaveAttribute('aria-keyshortcuts', 'Control+K Meta+K');
  await expect(choice).not.toBeChecked();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await choice.click();
  await expect(button).toHaveAttribute('aria-keyshortcuts', '/ Control+K Meta+K');
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toBeVisible();
});

test('The key / can be turned off where the browser keeps nothing', async ({ page }) => {
  await page.addInitScript(() => { Storage.prototype.setItem = () => { throw new Error('full'); }; });
  await open(page, '/about');
  const choice = page.getByRole('checkbox', { name: '/ leads to the search' });
  await choice.click();
  await expect(choice).not.toBeChecked();
  await page.keyboard.press('/');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await choice.click();
  await expect(choice).toBeChecked();
});

test.describe('The keyboard', () => {
  test('is in the field from the start', async ({ page }) => {
    await open(page, '/');
    await expect(field(page)).toBeFocused();
    await page.keyboard.type('teapot');
    await expect(hits(page).first()).toHaveAttribute('data-code', '418');
  });

  test('goes down into the results and up again, and the focus stays in the field', async ({ page }) => {
    await open(page, '/?q=40');
    await expect(hits(page)).toHaveCount(7);
    await field(page).focus();
    const active = async at => {
      await expect(hits(page).nth(at)).toHaveAttribute('aria-selected', 'true');
      await expect(results(page).locator('[aria-selected=true]')).toHaveCount(1);
      await expect(field(page)).toHaveAttribute('aria-activedescendant', await hits(page).nth(at).getAttribute('id'));
      await expect(field(page)).toBeFocused();
    };
    const last = (await hits(page).count()) - 1;
    for (const [key, at] of [['ArrowDown', 0], ['ArrowDown', 1], ['End', last], ['ArrowDown', last], ['Home', 0]]) {
      await page.keyboard.press(key);
      await active(at);
    }
    await page.keyboard.press('ArrowUp');
    await expect(results(page).locator('[aria-selected=true]')).toHaveCount(0);
    await expect(field(page)).not.toHaveAttribute('aria-activedescendant');
    await expect(field(page)).toHaveValue('40');
  });

  test('opens a result with Enter', async ({ page }) => {
    await open(page, '/?q=40');
    await expect(hits(page)).toHaveCount(7);
    await field(page).press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL('/401');
    await expect(heading(page)).toHaveText('401 Unauthorized');
  });

  test('opens a result in a new tab with Ctrl-Enter', async ({ page, context }) => {
    await open(page, '/?q=teapot');
    await expect(hits(page)).not.toHaveCount(0);
    const opened = context.waitForEvent('page');
    await field(page).press('Control+Enter');
    await expect(await opened).toHaveURL('/418');
    await expect(page).toHaveURL('/?q=teapot');
  });

  test('finds the same row again on Back', async ({ page }) => {
    await open(page, '/?q=40');
    await expect(hits(page)).toHaveCount(7);
    await field(page).press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect(heading(page)).toHaveText('401 Unauthorized');
    await page.goBack();
    await expect(hits(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(hits(page).nth(2)).toHaveAttribute('aria-selected', 'true');
  });

  test('goes on from that row also where nothing moves', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await open(page, '/?q=40');
    await hits(page).nth(1).click();
    await expect(heading(page)).toHaveText('401 Unauthorized');
    await page.goBack();
    await expect(hits(page).nth(1)).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('ArrowDown');
    await expect(hits(page).nth(2)).toHaveAttribute('aria-selected', 'true');
  });

  test('selects what is typed with Shift, also from a result', async ({ page }) => {
    await open(page, '/?q=40');
    await field(page).press('End');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Home');
    expect(await field(page).evaluate(field => field.selectionStart === 0 && field.selectionEnd === 2)).toBe(true);
    await expect(hits(page).first()).toHaveAttribute('aria-selected', 'true');
  });

  test('finds the row that was active when the window has the focus again', async ({ page }) => {
    await open(page, '/?q=40');
    await field(page).press('ArrowDown');
    // The window loses the focus, and its field keeps it.
    await field(page).dispatchEvent('focusout');
    await expect(hits(page).first()).toHaveAttribute('aria-selected', 'true');
    await page.locator('.mark').focus();
    await expect(hits(page).first()).toHaveAttribute('aria-selected', 'false');
  });

  test('keeps the focus when all results are asked for by key', async ({ page }) => {
    await open(page, '/?q=server');
    const before = await hits(page).count();
    await page.getByRole('button', { name: /^Show all/ }).press('Enter');
    await expect.poll(() => hits(page).count()).toBeGreaterThan(before);
    await expect(field(page)).toBeFocused();
  });

  test('opens the first result with Enter in the field', async ({ page }) => {
    await open(page, '/');
    await markDocument(page);
    await field(page).fill('proxy auth');
    await field(page).press('Enter');
    await expect(page).toHaveURL('/407');
    await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
    expect(await isSameDocument(page)).toBe(true);
  });

  test('opens with Enter the page of a number that nobody uses, and the comparison of two codes', async ({ page }) => {
    await open(page, '/');
    await field(page).fill('466');
    await expect(page.getByText('Neither registered nor commonly met: 466.')).toBeVisible();
    await field(page).press('Enter');
    await expect(page).toHaveURL('/466');
    await expect(heading(page)).toHaveText('466 is not in use');
    await page.goBack();
    await field(page).fill('401 vs 403');
    await expect(page.getByRole('link', { name: 'Compare 401 and 403' })).toBeVisible();
    await field(page).press('Enter');
    await expect(page).toHaveURL('/compare/401/403');
    // The address is ahead of the page.
    await expect(heading(page)).toContainText('401');
    await page.goBack();
    await expect(hits(page).first()).toBeVisible();
    await field(page).press('ArrowDown');
    await field(page).press('Enter');
    await expect(page).toHaveURL('/401');
  });

  test('stays where it is with Enter when nothing is found', async ({ page }) => {
    await open(page, '/');
    await markDocument(page);
    await field(page).fill('xyzzyplugh');
    await field(page).press('Enter');
    await expect(page).toHaveURL('/?q=xyzzyplugh');
    await expect(counted(page)).toHaveText('Nothing found');
    expect(await isSameDocument(page)).toBe(true);
  });

  test('clears the field with Escape', async ({ page }) => {
    await open(page, '/?q=407');
    await expect(results(page)).toHaveCount(1);
    await field(page).press('Escape');
    await expect(field(page)).toHaveValue('');
    await expect(field(page)).toBeFocused();
    await expect(results(page)).toHaveCount(0);
    await expect(page).toHaveURL('/');
  });

  for (const key of ['/', 'Control+k']) {
    test(`comes to the field with ${key} at home`, async ({ page }) => {
      await open(page, '/?q=40');
      await page.getByRole('button', { name: /light and dark/ }).focus();
      await page.keyboard.press(key);
      await expect(field(page)).toBeFocused();
      await expect(field(page)).toHaveValue('40');
    });

    test(`comes to the field with ${key} from the page of a code`, async ({ page }) => {
      await open(page, '/407');
      await markDocument(page);
      await page.keyboard.press(key);
      await expect(field(page)).toBeFocused();
      await expect(field(page)).toHaveValue('');
      await page.keyboard.type('teapot');
      await expect(hits(page).first()).toHaveAttribute('data-code', '418');
      expect(await isSameDocument(page)).toBe(true);
    });
  }

  test('can write a slash into the field', async ({ page }) => {
    await open(page, '/');
    await field(page).pressSequentially('text/html');
    await expect(field(page)).toHaveValue('text/html');
  });
});
