// What must hold, whatever fails.
import { expect, field, heading, hits } from './visitor.mjs';

/** The line that says what is missing. */
export const trouble = page => page.locator('#trouble');
export const themeButton = page => page.getByRole('button', { name: 'Switch between light and dark' });
const PAPER = { dark: 'rgb(0, 0, 0)', light: 'rgb(255, 253, 251)' };
export const paper = (page, scheme) => expect(page.locator('body')).toHaveCSS('background-color', PAPER[scheme]);

/** The page of 407 reads. */
export async function reads(page) {
  await expect(heading(page)).toHaveText('407 Proxy Authentication Required');
  await expect(page.getByRole('region', { name: 'Meaning' })).toBeVisible();
}

/** The page of 407 reads, and its link leads to the next. */
export async function readsAndLinks(page) {
  await reads(page);
  await page.locator('main a[rel=next]').click();
  await expect(page).toHaveURL(/\/408$/);
  await expect(heading(page)).toHaveText('408 Request Timeout');
}

/** The page says that its program is not there. */
export async function saysWhatIsMissing(page) {
  await expect(trouble(page)).toBeVisible();
  await expect(trouble(page)).toHaveText(/^Searching by words, explaining, comparing and the buttons do not work here/);
}

/** The search and the moves work, from home to a code and back. */
export async function works(page) {
  await field(page).fill('proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  await field(page).press('Enter');
  await reads(page);
  await page.goBack();
  await expect(field(page)).toHaveValue('proxy auth');
  await expect(hits(page).first()).toHaveAttribute('data-code', '407');
  await field(page).fill('teapot');
  await expect(hits(page).first()).toHaveAttribute('data-code', '418');
  await expect(trouble(page)).toBeHidden();
}
