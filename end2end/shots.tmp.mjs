import { chromium } from 'playwright-core';
const base = process.env.BASE || 'http://127.0.0.1:8085';
const list = JSON.parse(process.argv[2]); // [[name, path, width, scheme, query?]]
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--disable-gpu'] });
for (const [name, path, width, scheme, full, act] of list) {
  const ctx = await browser.newContext({ viewport: { width, height: width < 600 ? 844 : 860 }, colorScheme: scheme });
  const page = await ctx.newPage();
  page.on('console', m => ['error','warning'].includes(m.type()) && console.log(name, m.text()));
  page.on('pageerror', e => console.log(name, 'EX', e.message));
  await page.goto(base + path); await page.waitForTimeout(700);
  if (act) { await page.evaluate(() => {}); for (const k of act) { if (k.startsWith('type:')) await page.keyboard.type(k.slice(5)); else if (k.startsWith('click:')) await page.click(k.slice(6)); else await page.keyboard.press(k); } await page.waitForTimeout(500); }
  await page.screenshot({ path: `/tmp/shots/${name}.png`, fullPage: !!full });
  await ctx.close();
}
await browser.close();
