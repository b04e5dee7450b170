// Takes the place of the service worker when there shall be none: removes what that kept, and itself.
// `cargo xtask build --retire-worker` publishes it as `sw.js`.
addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(retire()));

async function retire() {
  try {
    for (const name of await caches.keys()) {
      if (name.startsWith(`${registration.scope} `)) await caches.delete(name);
    }
  } finally {
    // Where the storage is broken, the worker goes all the same.
    await registration.unregister();
  }
}
