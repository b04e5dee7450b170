// The service worker: keeps the site for times without a network, and answers as a server would when a code is tried.
//
// `publish` puts a line before this file, `const SITE = { build, files };`: the name of the build, and the
// addresses of what a page needs to run, relative to the root of the site.
//
// One build, one cache. A cache is named after its build and holds it whole: the programs, the words for
// searching, the article of every page, and last the shell, a page without content that the program fills.
// Only what changes its address with its content is kept, so whatever a cache holds is right for whoever
// asks. A page names the files of its own build: two builds never mix in it, and a page that was open during
// a deploy goes on with the files of the old cache. Pages themselves come from the network, so that each
// navigation shows the newest build; where the network fails or takes too long, from the newest whole cache.
// The next worker waits until no page of this one is left (there is no `skipWaiting`): what it then removes,
// nobody uses. Where storage is full or broken, everything comes from the network.
//
// Trying a code: `fetch('_try/503?reason=…&fields=[["Retry-After","120"]]')`, relative to the root of the
// site, with any method. The answer has the status in the address (200 to 599), and
//   reason  as its reason phrase, if given;
//   fields  as its fields: JSON, a list of [name, value]. Those that the browser forbids (Set-Cookie) or
//           cannot send are left out. Location becomes `_try/200`: nothing is asked of another site.
// Its content is a sentence; 204, 205 and 304 have none. What cannot be answered so is answered with 400 and
// `{ "error": "…" }`. Ask only while `navigator.serviceWorker.controller` is there: without a worker it is
// the host that answers, with 404. A navigation to such an address is left to the host, too.

/** The root of the site, with a slash at its end. */
const ROOT = registration.scope;
const CACHE = `${ROOT} ${SITE.build}`;
/** Where a cache holds its shell: last, so that a cache with a shell is whole. */
const SHELL = at('shell');

/** How long the network may take for a page of which there is a copy here, in milliseconds. */
const PATIENCE = 4000;

/** Statuses without content (RFC 9110 §15.3.5, §15.3.6, §15.4.5). */
const WITHOUT_CONTENT = [204, 205, 304];
/** A part of content (206) is as long as its Content-Range says, up to so many characters. */
const LONGEST_PART = 65536;
/** Statuses that `fetch` follows to their Location. */
const FOLLOWED = [301, 302, 303, 307, 308];

addEventListener('install', event => event.waitUntil(keepBuild()));
addEventListener('activate', event => event.waitUntil(takeOver()));
addEventListener('fetch', event => {
  const { request } = event;
  if (!request.url.startsWith(ROOT)) return;
  const { pathname, searchParams } = new URL(request.url);
  const path = pathname.slice(new URL(ROOT).pathname.length);
  if (request.mode === 'navigate') {
    if (request.method === 'GET') event.respondWith(isPage(path) ? page(event, path) : ahead(event));
  } else if (path.startsWith('_try/') && request.destination === '') {
    event.respondWith(attempt(request.method, path.slice('_try/'.length), searchParams));
  } else if (request.method === 'GET') {
    event.respondWith(file(request));
  }
});

/** Keeps the whole build, or nothing of it. */
async function keepBuild() {
  try {
    const cache = await caches.open(CACHE);
    // A build that comes back, whose cache is whole: the active worker may be living on it.
    if (await cache.match(SHELL)) return;
    await cache.addAll(SITE.files.map(at));
    const { articles, shell, policy } = await (await fetch(at(`_app/${SITE.build}/offline.json`))).json();
    for (const name in articles) {
      await cache.put(at(`_app/${SITE.build}/${name}.json`), json(articles[name]));
    }
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy };
    await cache.put(SHELL, new Response(shell, { headers }));
  } catch (error) {
    await caches.delete(CACHE).catch(() => {});
    throw error;
  }
}

/** Serves the pages that are open without a worker, and removes the builds before this one. */
async function takeOver() {
  await clients.claim();
  await registration.navigationPreload?.enable();
  const all = await ownCaches();
  // A worker that came while this one waited is filling its cache, or has: it removes the others in its turn.
  if (registration.installing || registration.waiting) return;
  for (const name of all) if (name !== CACHE) await caches.delete(name);
}

/** The names of this site's caches, the oldest first. Other sites of the same origin have others. */
async function ownCaches() {
  return (await caches.keys()).filter(name => name.startsWith(`${ROOT} `));
}

/** What the browser has asked for ahead of the worker, and would else ask for again. */
async function ahead(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

/** A page from the network; from here, where that fails, is out of order, or takes too long. */
async function page(event, path) {
  const network = ahead(event);
  event.waitUntil(network.catch(() => {}));
  const late = new Promise(resolve => { setTimeout(resolve, PATIENCE); });
  // Firefox gives the preloaded response of a failed connection as one of type `error`.
  const isFine = response => response && response.type !== 'error' && response.status < 500;
  const response = await Promise.race([network, late]).catch(() => {});
  if (isFine(response)) return response;
  const kept = await keptPage(path).catch(() => {});
  if (!kept || kept.ok) return kept ?? network;
  // What is not known here a newer build may have, or a redirect: that there is nothing is said only in its stead.
  const last = await network.catch(() => {});
  return isFine(last) ? last : kept;
}

/** The shell of the newest whole cache, which the program fills with the article of the address. */
async function keptPage(path) {
  for (const name of (await ownCaches()).reverse()) {
    const cache = await caches.open(name);
    const shell = await cache.match(SHELL);
    if (!shell) continue;
    const file = path.replace(/\.html$|\/$/, '') || 'index';
    const build = name.slice(ROOT.length + 1);
    const isThere = await cache.match(at(`_app/${build}/${file}.json`));
    return new Response(shell.body, { status: isThere ? 200 : 404, headers: shell.headers });
  }
}

/** A file from whichever cache has it, else from the network. */
async function file(request) {
  const kept = await caches.match(request.url, { ignoreVary: true }).catch(() => {});
  return kept ?? fetch(request);
}

/** The answer that trying a code gets. */
function attempt(method, status, asked) {
  const refuse = error => json({ error }, 400);
  if (!/^[2-5]\d\d$/.test(status)) {
    return refuse(`${status}: a service worker can answer with 200 to 599. What is below, a browser keeps to itself.`);
  }
  const headers = new Headers();
  const reason = asked.get('reason') ?? '';
  try {
    for (const [name, value] of JSON.parse(asked.get('fields') ?? '[]')) setField(headers, name, value);
    if (headers.has('Location') && FOLLOWED.includes(Number(status))) headers.set('Location', at('_try/200?reason=OK'));
    const isEmpty = method === 'HEAD' || WITHOUT_CONTENT.includes(Number(status));
    // Fields about content come with content alone.
    if (!isEmpty && !headers.has('Content-Type')) headers.set('Content-Type', 'text/plain; charset=utf-8');
    const sentence = `${`${status} ${reason}`.trim()}, answered by the service worker of this site.\n`;
    const part = status === '206' && /^bytes (\d+)-(\d+)\//.exec(headers.get('Content-Range'));
    const length = part ? Math.min(part[2] - part[1] + 1, LONGEST_PART) : sentence.length;
    const content = isEmpty ? null : sentence.padEnd(length, '.').slice(0, length);
    return new Response(content, { status: Number(status), statusText: reason, headers });
  } catch (error) {
    return refuse(`The reason must be one line, and the fields a JSON list of [name, value]: ${error.message}`);
  }
}

/** JSON as a response. Not `Response.json`: Safari has that from version 17 on. */
function json(value, status = 200) {
  return new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/json' } });
}

/** Sets a field, unless it is none that a browser can send. */
function setField(headers, name, value) {
  try { headers.append(name, value); } catch {}
}

/** Whether the address may be that of a page: files have another ending than `.html`. */
function isPage(path) {
  return !/\.(?!html$)[^/]*$/.test(path);
}

function at(path) {
  return new URL(path, ROOT).href;
}
