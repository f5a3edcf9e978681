/** Keeps the page, so that it opens without a network; what is newer is taken while there is one. */

const KEPT = "counter";
const FILES = ["./", "app.js", "card.js", "entries.js", "form.js", "kept.js", "list.js", "scan.js", "server.js",
  "words.js", "style.css", "icon.svg", "manifest.webmanifest"];
const PATIENCE = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(KEPT).then((kept) => kept.addAll(FILES)).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && new URL(request.url).origin === location.origin) event.respondWith(answer(request));
});

async function answer(request) {
  const kept = await caches.open(KEPT);
  const old = await kept.match(request, { ignoreSearch: true });
  const fresh = fetch(request).then((response) => {
    if (response.ok) kept.put(request, response.clone());
    return response;
  });
  if (!old) return fresh;
  const late = new Promise((done) => setTimeout(done, PATIENCE, old));
  return Promise.race([fresh.catch(() => old), late]);
}
