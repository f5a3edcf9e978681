/** Keeps the page, so that it opens without a network: all of it in one version, the newest it can get. */

const KEPT = "counter";
const FILES = ["./", "app.js", "card.js", "entries.js", "form.js", "kept.js", "list.js", "scan.js", "server.js",
  "words.js", "style.css", "icon.svg", "manifest.webmanifest"];
const PATIENCE = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(renew().then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === location.origin) event.respondWith(answer(request));
});

/** Fetches every file, and keeps them all or none: those of two versions do not fit together. */
async function renew(signal) {
  const kept = await caches.open(KEPT);
  await kept.addAll(FILES.map((file) => new Request(file, { cache: "no-cache", signal })));
}

async function answer(request) {
  // Whoever opens the page gets what is newest, unless the network takes its time.
  if (request.mode === "navigate") await renew(AbortSignal.timeout(PATIENCE)).catch(() => null);
  const kept = await caches.open(KEPT);
  return (await kept.match(request, { ignoreSearch: true })) ?? fetch(request);
}
