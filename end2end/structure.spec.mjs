// Where the main parts of the pages stand. What must not move is held to `structure.json`, within what the fonts
// of another machine may change. After a change of the layout that is meant:
//   UPDATE_STRUCTURE=1 npx playwright test structure
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, open, painted, test } from './visitor.mjs';

const TABLE = new URL('structure.json', import.meta.url);
const updating = Boolean(process.env.UPDATE_STRUCTURE);
const table = JSON.parse(readFileSync(TABLE, 'utf8'));

const VIEWPORTS = [{ width: 390, height: 844 }, { width: 768, height: 1024 }, { width: 1280, height: 800 }];

/**
 * The parts of each page in their order, top to bottom: none overlaps the one before.
 * `first` are those that are wholly on the first screen, at every width, `begins` those of which the beginning is.
 */
const PAGES = {
  '/': {
    flow: { bar: '.bar', heading: 'h1', search: '.search input', wall: '.wall', foot: '.foot' },
    within: { tile: '[data-tile="200"]' },
    first: ['bar', 'heading', 'search', 'tile'],
    begins: ['wall'],
  },
  '/407': {
    flow: {
      bar: '.bar', number: 'h1 .figure', name: 'h1 .name', summary: '.summary', turn: '.turn', labels: '.labels',
      exchange: '.hero .exchange', meaning: '#meaning', fix: '#fix', foot: '.foot',
    },
    within: { contents: '.contents', parties: '.parties' },
    first: ['bar', 'number', 'name', 'summary', 'turn', 'labels'],
    begins: ['exchange'],
  },
  '/codes': {
    flow: { bar: '.bar', heading: 'h1', lead: '.lead', class: 'main section:first-of-type h2', row: 'main .row', foot: '.foot' },
    within: {},
    first: ['bar', 'heading', 'lead', 'class', 'row'],
    begins: [],
  },
  '/explain': {
    flow: { bar: '.bar', heading: 'h1', lead: '.lead', field: 'textarea', actions: '.actions', foot: '.foot' },
    within: {},
    first: ['bar', 'heading', 'lead', 'field'],
    begins: ['actions'],
  },
};

/** Parts that are as high as their text has lines, which is a matter of the font. */
const TEXT = ['heading', 'name', 'summary', 'turn', 'labels', 'lead', 'row'];

/**
 * How far a side of a part may be off. Fonts differ in width by a tenth, so a text has a line more or less, and
 * what is below it moves by that, on the first screen by an eighth of it at most.
 */
function tolerance(part, side, length, height) {
  if (side === 'height' && TEXT.includes(part)) return Infinity;
  return Math.max(24, 0.12 * (side === 'top' ? Math.max(length, height) : length));
}

/** The boxes of parts, by name: left, top, width, height in whole CSS pixels. */
async function boxes(page, parts) {
  return page.evaluate(parts => Object.fromEntries(Object.entries(parts).map(([name, selector]) => {
    const { left, top, width, height } = document.querySelector(selector).getBoundingClientRect();
    return [name, [left, top + scrollY, width, height].map(Math.round)];
  })), parts);
}

for (const viewport of VIEWPORTS) {
  const { width, height } = viewport;
  test.describe(`At ${width} pixels`, () => {
    test.use({ viewport });

    for (const [path, { flow, within, first, begins }] of Object.entries(PAGES)) {
      const place = `${path} ${width}`;

      test(`${path} has its parts where they belong, in both themes`, async ({ page }) => {
        await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
        await open(page, path);
        const light = await boxes(page, { ...flow, ...within });
        if (updating) {
          const all = { ...JSON.parse(readFileSync(TABLE, 'utf8')), [place]: light };
          const lines = Object.entries(all).sort().map(([at, parts]) => {
            const each = Object.entries(parts).map(([name, box]) => `    ${JSON.stringify(name)}: ${JSON.stringify(box)}`);
            return `  ${JSON.stringify(at)}: {\n${each.join(',\n')}\n  }`;
          });
          writeFileSync(TABLE, `{\n${lines.join(',\n')}\n}\n`);
        } else {
          expect(Object.keys(light).sort(), 'the table has every part').toEqual(Object.keys(table[place] ?? {}).sort());
          for (const [name, expected] of Object.entries(table[place])) {
            ['left', 'top', 'width', 'height'].forEach((side, at) => {
              const off = Math.abs(light[name][at] - expected[at]);
              expect.soft(off, `${name}: ${side} is ${light[name][at]}, was ${expected[at]}`).toBeLessThanOrEqual(tolerance(name, side, expected[at], height));
            });
          }
        }
        await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' });
        expect(await boxes(page, { ...flow, ...within }), 'the dark theme moves nothing').toEqual(light);
      });

      test(`${path} reads from top to bottom, nothing over another, the answer on the first screen`, async ({ page }) => {
        await open(page, path);
        const found = await boxes(page, { ...flow, ...within });
        const names = Object.keys(flow);
        for (const [at, name] of names.entries()) {
          const [, top] = found[name];
          const [, above, , high] = found[names[at - 1]] ?? [0, 0, 0, 0];
          expect.soft(top, `${name} begins below ${names[at - 1]}`).toBeGreaterThanOrEqual(above + high - 1);
        }
        for (const name of first) {
          const [left, top, wide, high] = found[name];
          expect.soft(top + high, `the end of ${name}`).toBeLessThanOrEqual(height);
          expect.soft(left, name).toBeGreaterThanOrEqual(0);
          expect.soft(left + wide, name).toBeLessThanOrEqual(width);
        }
        for (const name of begins) expect.soft(found[name][1], `the beginning of ${name}`).toBeLessThan(height);
      });
    }
  });
}

test.describe('In forced colors', () => {
  test.use({ viewport: { width: 1280, height: 800 }, contextOptions: { forcedColors: 'active' } });

  /** Computed values of an element's style. */
  const style = (locator, ...names) => locator.evaluate((element, names) => {
    const computed = getComputedStyle(element);
    return names.map(name => computed.getPropertyValue(name));
  }, names);

  /** What the system paints with, as the page computes it. */
  const systemColors = page => page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('i'));
    const names = ['Canvas', 'CanvasText', 'Highlight', 'LinkText', 'ButtonText', 'ButtonBorder'];
    const colors = names.map(name => {
      probe.setAttribute('color', '');
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`i[color] { color: ${name}; forced-color-adjust: none; }`);
      document.adoptedStyleSheets = [sheet];
      return [name, getComputedStyle(probe).color];
    });
    document.adoptedStyleSheets = [];
    probe.remove();
    return Object.fromEntries(colors);
  });

  test('the focus is ringed, and buttons have an edge', async ({ page }) => {
    await open(page, '/407');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const [ring, wide] = await style(page.locator(':focus'), 'outline-style', 'outline-width');
    expect(ring).toBe('solid');
    expect(parseFloat(wide)).toBeGreaterThanOrEqual(2);
    for (const button of await page.locator('.button:visible:not(.copy)').all()) {
      const [edge, thick] = await style(button, 'border-top-style', 'border-top-width');
      expect.soft([edge, parseFloat(thick) > 0]).toEqual(['solid', true]);
    }
  });

  test('a tile shows its standing by its edge, and that a search found it', async ({ page }) => {
    await open(page, '/');
    expect(await style(page.locator('[data-tile="404"]'), 'border-left-style')).toEqual(['solid']);
    expect(await style(page.locator('[data-tile="520"]'), 'border-left-style')).toEqual(['dashed']);
    expect((await style(page.locator('[data-tile="418"] b'), 'text-decoration-line'))).toEqual(['line-through']);
    await open(page, '/?q=proxy%20auth');
    await expect(page.locator('[data-tile="407"][data-hit]')).toBeVisible();
    const [found] = await style(page.locator('[data-tile="407"]'), 'outline-style');
    const [other] = await style(page.locator('[data-tile="200"]'), 'outline-style');
    expect([found, other]).toEqual(['solid', 'none']);
  });

  test('the exchange is drawn in the colors of the system', async ({ page }) => {
    await open(page, '/407');
    await painted(page);
    const colors = await systemColors(page);
    const strokes = new Set(await page.locator('.sequence line').evaluateAll(lines => lines.map(line => getComputedStyle(line).stroke)));
    expect(strokes.size).toBeGreaterThan(0);
    for (const stroke of strokes) expect.soft([colors.CanvasText, colors.Highlight], stroke).toContain(stroke);
    const grounds = new Set(await page.locator('.sequence rect').evaluateAll(all => all.map(rect => getComputedStyle(rect).fill)));
    expect([...grounds]).toEqual([colors.Canvas]);
    const words = new Set(await page.locator('.sequence text').evaluateAll(all => all.map(text => getComputedStyle(text).fill)));
    for (const word of words) expect.soft([colors.CanvasText, colors.Highlight], word).toContain(word);
    const [edge] = await style(page.locator('.parties li').first(), 'border-top-style');
    expect(edge).toBe('solid');
  });

  test('a note, a selected answer and the mark of a finding have an edge', async ({ page }) => {
    await open(page, '/about/design');
    for (const part of ['.note', '.trouble', '.severity', '.badges li', '.row', 'pre', '.fact']) {
      const [edge] = await style(page.locator(`main ${part}`).first(), 'border-left-style');
      expect.soft(edge, part).toBe('solid');
    }
    const [ring] = await style(page.locator('[aria-selected="true"]'), 'outline-style');
    expect(ring).toBe('solid');
  });
});
