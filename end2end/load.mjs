// Visits sites as people do and measures what they see: `cargo xtask bench load` says which sites and how
// often, and prints what is found. Times are milliseconds from the start of a navigation unless said otherwise.
import { readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { launchOptions } from './playwright.config.mjs';

const [input, output] = process.argv.slice(2);
const { sites, rounds, minutes } = JSON.parse(readFileSync(input, 'utf8'));

/** How the network and the processor are slowed down. */
const NETWORKS = {
  fast: null,
  slow: { latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8, offline: false },
};
const SLOW_CPU = 4;
const FIELD = 'input[type=search]';
const QUERY = '404';
/** A query in words that no name of a code holds, and the code that is meant. */
const WORDS = ['user not logged in', '401'];
/** How long a site may take to answer, in milliseconds. */
const PATIENCE = 60_000;

const browser = await chromium.launch(launchOptions);

/** Runs in each document before anything of its own: notes what the browser reports. */
function watch() {
  const noted = { largest: null, shift: 0, blocking: 0, started: null, interactions: [], memory: null };
  window.noted = noted;
  const observe = (type, note, more) =>
    new PerformanceObserver(list => list.getEntries().forEach(note)).observe({ type, buffered: true, ...more });
  observe('largest-contentful-paint', entry => { noted.largest = entry.startTime; });
  observe('layout-shift', entry => { if (!entry.hadRecentInput) noted.shift += entry.value; });
  // What of a task is longer than 50 ms is time in which the page does not answer.
  observe('longtask', entry => { noted.blocking += Math.max(0, entry.duration - 50); });
  observe('event', entry => { if (entry.interactionId) noted.interactions.push(entry.duration); }, { durationThreshold: 16 });
  // Trunk's word for a program that was called, on pages that it wrote, and ours for one that has taken over.
  for (const event of ['TrunkApplicationStarted', 'started']) addEventListener(event, () => { noted.started = performance.now(); });

  /** Calls back when the browser has painted what the document holds now. */
  window.whenPainted = done => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(null);
  });

  /** Whether the first number that is shown after the search field is the one: answers, or what is left of a list. */
  window.answers = (selector, number) => {
    const field = document.querySelector(selector);
    if (!field) return false;
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    texts.currentNode = field;
    while (texts.nextNode()) {
      const found = /\b[1-9]\d\d\b/.exec(texts.currentNode.data);
      // The legend of our tiles shows one that is struck out.
      if (found && !texts.currentNode.parentElement.closest('.legend') && texts.currentNode.parentElement.checkVisibility({ visibilityProperty: true })) return found[0] === number;
    }
    return false;
  };
}

/** Runs beside `watch`: a visitor who types at once, and again until there is an answer on the screen. */
function typeAtOnce([selector, query, number]) {
  let answered = false;
  new MutationObserver(() => {
    if (answered || !typed || !window.answers(selector, number)) return;
    answered = true;
    window.whenPainted(time => {
      // Told this way, nothing of the measurement's own is run in the page while it loads.
      const parts = ['navigation', 'resource'].flatMap(type => performance.getEntriesByType(type));
      const bytes = parts.filter(({ responseEnd }) => responseEnd && responseEnd <= time).reduce((sum, { transferSize }) => sum + transferSize, 0);
      window.answered(JSON.stringify({ ready: time, bytesUntilReady: bytes }));
    });
  }).observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
  let typed = false;
  const type = () => {
    const field = document.querySelector(selector);
    if (field) {
      typed = true;
      if (field.value !== query) field.value = query;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }
    if (!answered) setTimeout(type, 20);
  };
  type();
}

async function visitor() {
  // A worker that keeps the site would answer for it: what is measured is the network and the HTTP cache.
  const context = await browser.newContext({ serviceWorkers: 'block', viewport: { width: 1280, height: 800 } });
  await context.addInitScript(watch);
  return context;
}

/** A page of the visitor, slowed down, that counts what it transfers. */
async function open(context, network) {
  const page = await context.newPage();
  // A first visit comes from elsewhere, and browsers give another site another process.
  await page.goto('data:text/html,elsewhere');
  const devtools = await context.newCDPSession(page);
  await devtools.send('Network.enable');
  if (NETWORKS[network]) {
    await devtools.send('Network.emulateNetworkConditions', NETWORKS[network]);
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
  }
  const count = { bytes: 0, requests: 0 };
  const cached = new Set();
  devtools.on('Network.requestServedFromCache', ({ requestId }) => cached.add(requestId));
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    if (cached.has(requestId)) return;
    count.requests += 1;
    count.bytes += encodedDataLength;
  });
  return { page, devtools, count };
}

/** Loads a page and leaves it alone until it asks for nothing more. */
async function load(context, network, address) {
  const { page, devtools, count } = await open(context, network);
  await page.goto(address, { waitUntil: 'networkidle' });
  await settled(page);
  const { usedSize } = await devtools.send('Runtime.getHeapUsage');
  const seen = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
    largest: window.noted.largest,
    shift: window.noted.shift,
    blocking: window.noted.blocking,
    started: window.noted.started,
    arrived: performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.wasm'))?.responseEnd ?? null,
  }));
  return { page, devtools, seen: { ...seen, ...count, heap: usedSize } };
}

/** Loads the front page and types at once: when the answer is on the screen, and the bytes until then. */
async function search(context, network, address, query, number) {
  const { page, devtools } = await open(context, network);
  await page.addInitScript(typeAtOnce, [FIELD, query, number]);
  await devtools.send('Runtime.enable');
  await devtools.send('Runtime.addBinding', { name: 'answered' });
  const seen = await new Promise((answered, failed) => {
    devtools.once('Runtime.bindingCalled', ({ payload }) => answered(JSON.parse(payload)));
    const late = `${address} shows no ${number} in ${PATIENCE / 1000} s of typing “${query}” into ${FIELD}: the first number shown after the field is to be it`;
    setTimeout(() => failed(new Error(late)), PATIENCE).unref();
    page.goto(address, { waitUntil: 'commit' }).catch(failed);
  });
  await page.close();
  return seen;
}

/** The longest of the interactions that `act` makes, from event to paint; 0 where each took less than 16 ms. */
async function longest(page, act) {
  await page.evaluate(() => { window.noted.interactions = []; });
  await act();
  await settled(page);
  return page.evaluate(() => Math.max(0, ...window.noted.interactions));
}

/** Waits until the browser has painted and then told its observers. */
async function settled(page) {
  await page.evaluate(() => new Promise(done => window.whenPainted(() => requestIdleCallback(done))));
}

/** Types, and follows the first answer, on a page that is up: how long each takes to be seen. */
async function use(page) {
  await page.focus(FIELD);
  const typing = await longest(page, () => page.keyboard.type('proxy auth', { delay: 100 }));
  await page.fill(FIELD, QUERY);
  await page.waitForFunction(([field, query]) => window.answers(field, query), [FIELD, QUERY]);
  const hit = page.locator('a', { hasText: QUERY }).filter({ visible: true }).first();
  await page.evaluate(query => {
    addEventListener('pointerup', event => {
      const look = () => {
        const there = document.querySelector('h1')?.textContent.includes(query);
        if (there) window.whenPainted(time => { window.noted.moved = time - event.timeStamp; }); else requestAnimationFrame(look);
      };
      look();
    }, { once: true, capture: true });
  }, QUERY);
  const moving = await longest(page, async () => {
    await hit.click();
    await page.waitForFunction(() => window.noted.moved);
  });
  return { typing, moving, moved: await page.evaluate(() => window.noted.moved) };
}

/** One round of a site on a network: a first visit and a second one. */
async function round(site, network) {
  const home = `${site.address}/`;
  const first = await visitor();
  const { page, seen } = await load(first, network, home);
  const used = site.answers ? await use(page) : {};
  await page.close();
  const again = await load(first, network, home);
  await again.page.close();
  const answeredAgain = site.answers ? await search(first, network, home, QUERY, QUERY) : {};
  await first.close();

  const second = await visitor();
  const answered = site.answers ? await search(second, network, home, QUERY, QUERY) : {};
  await second.close();

  const inWords = await visitor();
  const { ready: words } = site.understands ? await search(inWords, network, home, ...WORDS) : {};
  await inWords.close();

  const third = await visitor();
  const code = await load(third, network, `${site.address}/407`);
  await third.close();
  return [
    { visit: 'first', ...seen, ...used, ...answered, words, codePaint: code.seen.paint, codeLargest: code.seen.largest, codeShift: code.seen.shift },
    { visit: 'second', ...again.seen, ...answeredAgain },
  ];
}

/** From each keystroke to its answer on the screen, the processor slowed down. */
async function keystrokes(site) {
  const context = await visitor();
  const { page, devtools } = await load(context, 'fast', `${site.address}/`);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW_CPU });
  await page.evaluate(field => {
    window.keys = [];
    // The press comes before the `input`: the browser puts the letter into the field in between.
    let press = null;
    addEventListener('keydown', event => { press = { pressed: event.timeStamp, begun: performance.now() }; }, { capture: true });
    addEventListener('input', event => {
      if (!event.target.matches(field) || !event.data) return;
      const key = { ...press };
      // A message is taken up when the listeners and what they have queued are done.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { key.handled = performance.now(); };
      port2.postMessage(null);
      requestAnimationFrame(() => { key.frame = performance.now(); });
      window.whenPainted(time => { key.painted = time; window.keys.push(key); });
    }, { capture: true });
  }, FIELD);
  await page.focus(FIELD);
  for (const query of ['proxy authentication', 'user not logged in', 'too many requests', 'cloudflare 522', 'retyr-after', 'SC_FORBIDDEN']) {
    await page.keyboard.type(query, { delay: 60 });
    await settled(page);
    await page.fill(FIELD, '');
    await settled(page);
  }
  const keys = await page.evaluate(() => window.keys);
  await context.close();
  return keys.map(({ pressed, begun, handled, frame, painted }) => ({
    site: site.name,
    painted: painted - pressed,
    // Without the wait for the screen's next frame.
    work: handled < frame ? handled - begun + painted - frame : painted - begun,
  }));
}

/** Uses a site for some minutes: what it holds in memory at the start, half way and at the end. */
async function longUse(site, minutes) {
  const context = await visitor();
  await context.addInitScript(() => {
    for (const name of ['instantiate', 'instantiateStreaming']) {
      const original = WebAssembly[name];
      WebAssembly[name] = async (...given) => {
        const result = await original(...given);
        window.wasm = (result.instance ?? result).exports;
        return result;
      };
    }
  });
  const { page, devtools } = await load(context, 'fast', `${site.address}/`);
  const queries = ['proxy auth', '404', 'retry-after', '4xx', 'user not logged in', 'gateway timeout', 'zzzz', '401 vs 403'];
  let moves = 0;
  // A move that another one interrupts is kept by Chromium for as long as the document lives, with the page that
  // the link stood on: who uses a site sees a page before going on.
  const moved = async () => {
    await page.waitForFunction(() => !window.navigation.transition);
    moves += 1;
  };
  const turn = async query => {
    await page.focus(FIELD);
    await page.keyboard.type(query, { delay: 20 });
    const hit = page.locator('[data-results] a[data-code]').first();
    await settled(page);
    if (await hit.isVisible()) {
      await hit.click();
      await page.waitForURL(/\/\d{3}$/);
      await moved();
      const related = page.locator('main a[href^="/"]').filter({ hasText: /\d{3}/ }).first();
      if (await related.isVisible()) {
        await related.click();
        await moved();
        await page.goBack();
        await moved();
      }
      await page.goBack();
      await moved();
    }
    await page.locator(FIELD).waitFor();
    await page.fill(FIELD, '');
    await settled(page);
  };
  const memory = async () => {
    for (let time = 0; time < 4; time += 1) {
      await devtools.send('HeapProfiler.collectGarbage');
      // What finalizers let go is free at the next one.
      await settled(page);
    }
    const { usedSize } = await devtools.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners, documents } = await devtools.send('Memory.getDOMCounters');
    // By what it is: the build shortens names of exports.
    const wasm = await page.evaluate(() =>
      Object.values(window.wasm).find(exported => exported instanceof WebAssembly.Memory).buffer.byteLength);
    return { minutes: (Date.now() - begun) / 60_000, moves, heap: usedSize, wasm, nodes, listeners: jsEventListeners, documents };
  };
  let begun = Date.now();
  // Each query once: what is kept for good, such as pages that were fetched, is there from then on.
  for (const query of queries) await turn(query);
  begun = Date.now();
  const seen = [await memory()];
  for (const part of [0.5, 1]) {
    for (let at = 0; Date.now() < begun + part * minutes * 60_000; at += 1) await turn(queries[at % queries.length]);
    seen.push(await memory());
  }
  await context.close();
  return seen;
}

const found = { loads: [], keys: [], memory: [] };
// Once for nothing: a server compresses a file when it is first asked for it.
for (const site of sites) await round(site, 'fast');
for (const network of Object.keys(NETWORKS)) {
  // Round by round, so that what else the machine does falls on each site alike.
  for (let at = 1; at <= rounds; at += 1) {
    for (const site of sites) {
      console.log(`${network}, round ${at} of ${rounds}: ${site.name}`);
      for (const visit of await round(site, network)) found.loads.push({ site: site.name, network, ...visit });
    }
  }
}
for (const site of sites.filter(({ typed }) => typed)) found.keys.push(...await keystrokes(site));
if (minutes) {
  console.log(`using ${sites[0].name} for ${minutes} minutes`);
  found.memory = await longUse(sites[0], minutes);
}
await browser.close();
writeFileSync(output, JSON.stringify(found));
