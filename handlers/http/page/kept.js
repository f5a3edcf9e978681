/** What stays on this device: whose page it is, and every entry until nobody needs it any more. */

const asked = indexedDB.open("counter", 1);
const opened = new Promise((done, failed) => {
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore("page");
    asked.result.createObjectStore("entries", { keyPath: "id" });
  };
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

function settled(request) {
  return new Promise((done, failed) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => failed(request.error);
  });
}

/** The page as it was paired: device, key, who, rules, the clock's difference, the last number. */
export async function page() {
  return settled((await opened).transaction("page").objectStore("page").get("page"));
}

/** Every entry that is kept, in the order in which they were written down. */
export async function entries() {
  const found = await settled((await opened).transaction("entries").objectStore("entries").getAll());
  return found.sort((a, b) => a.written - b.written || a.number - b.number);
}

/** Puts the page and entries down together: all of it, or nothing. */
export async function keep({ page, put = [], drop = [] }) {
  const change = (await opened).transaction(["page", "entries"], "readwrite", { durability: "strict" });
  if (page) change.objectStore("page").put(page, "page");
  for (const entry of put) change.objectStore("entries").put(entry);
  for (const id of drop) change.objectStore("entries").delete(id);
  await new Promise((done, failed) => {
    change.oncomplete = done;
    change.onerror = change.onabort = () => failed(change.error);
  });
  dispatchEvent(new Event("kept"));
}

/** Runs one change of what is kept after the other, over all windows of this page. */
export function alone(work) {
  return navigator.locks.request("kept", work);
}
