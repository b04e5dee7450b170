// Takes the place of the worker when there shall be none: removes what that kept, and itself.
// `cargo xtask build --retire-worker` publishes it as `sw.js`.
addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(retire()));

async function retire() {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${registration.scope} `)) await caches.delete(name);
  }
  await registration.unregister();
}
