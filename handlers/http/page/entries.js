/** Entries: written down and signed, handed in until the server has them, and corrected. */

import { alone, entries, keep, page } from "./kept.js";
import { post } from "./server.js";

const AT_ONCE = 50;
const EVERY = 15000;
const FINAL = ["done", "dropped"], OPEN = ["waiting", "conflict"];
// Whose card it was is nobody's business here once it is settled.
const settled = (entry) => ({ ...entry, card: entry.card.slice(-4), text: "", signature: "" });

/** How the last hand-in went: "", "offline", or the server's sentence why it takes nothing. */
export let trouble = "";

/** Pairs this page under a code; what another device's key signed here is signed anew. */
export async function pair(code) {
  await handIn();
  const told = await post("pair", { code, name: machine() }).catch((refused) => {
    // What is wrong with the server itself passes, as an outage does.
    if (refused.status < 500) throw refused;
  });
  if (!told) return false;
  const bytes = Uint8Array.from(told.key.match(/../g), (pair) => parseInt(pair, 16));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  await alone(async () => {
    const mine = { device: told.device, who: told.who, key, number: 0 };
    const open = (await entries()).filter((entry) => entry.state === "kept");
    for (const entry of open) Object.assign(entry, await signed(mine, entry));
    await keep({ page: { ...mine, ...learnt(told) }, put: open });
  });
  navigator.storage?.persist?.();
  await handIn();
  return true;
}

/** Writes an entry down; it is safe when this returns. */
export async function write(fields) {
  await alone(async () => {
    const mine = await page();
    const entry = {
      id: crypto.randomUUID(), state: "kept", written: Date.now(), category: null, replaces: null, another: false,
      happened_at: now(mine), ...fields,
    };
    Object.assign(entry, await signed(mine, entry));
    const old = fields.replaces && (await entries()).find((each) => each.id === fields.replaces);
    await keep({ page: mine, put: old ? [{ ...settled(old), state: "dropped" }, entry] : [entry] });
  });
  handIn();
}

/** The programme's time in milliseconds, as far as this page knows it. */
export function now(mine) {
  return Date.now() + (mine?.ahead ?? 0);
}

/** Hands in what is not settled, in order; only one window does so at a time. */
export async function handIn() {
  await navigator.locks.request("hand-in", { ifAvailable: true }, async (mine) => {
    if (mine) while (await handInSome());
  });
}

/** Hands in now, every so often, and whenever the network is back. */
export function keepHandingIn() {
  addEventListener("online", handIn);
  document.addEventListener("visibilitychange", () => document.hidden || handIn());
  setInterval(handIn, EVERY);
  handIn();
}

async function handInSome() {
  const mine = await page();
  if (!mine) return false;
  const all = await entries();
  // By their numbers: the clock may have gone back, and a number that is skipped looks like fraud.
  const fresh = all.filter((entry) => entry.state === "kept").sort((a, b) => a.number - b.number).slice(0, AT_ONCE);
  // What is open may have moved on meanwhile, and its sentence follows the page's language.
  const open = all.filter((entry) => OPEN.includes(entry.state)).slice(-AT_ONCE);
  let told = null;
  try {
    told = await post("entries", {
      device: mine.device,
      entries: fresh.map(({ text, signature }) => ({ text, signature })),
      open: open.map(({ id }) => id),
    });
    said(told ? "" : "offline");
  } catch (refused) {
    said(refused.message);
  }
  if (!told) return false;
  await learn(told);
  return (await entries()).some((entry) => entry.state === "kept");
}

async function learn(told) {
  await alone(async () => {
    const mine = await page();
    const news = new Map(told.entries.map((each) => [each.id, each]));
    const all = (await entries()).map((entry) => merged(entry, news.get(entry.id)));
    const today = new Date().toDateString();
    const over = all.filter((e) => FINAL.includes(e.state) && new Date(e.written).toDateString() !== today);
    const gone = new Set(over.map((entry) => entry.id));
    await keep({
      page: { ...mine, ...learnt(told) },
      put: all.filter((entry) => news.has(entry.id) && !gone.has(entry.id)),
      drop: [...gone],
    });
  });
}

function merged(entry, news) {
  // What was replaced here meanwhile stays so, whatever was true when the server was asked.
  if (!news || FINAL.includes(entry.state)) return entry;
  const { state, points, who, said = "", why = "" } = news;
  const next = { ...entry, state, points, who, said, why };
  return FINAL.includes(state) ? settled(next) : next;
}

function learnt({ now, shop, zone, currency, digits, points, per_minor, categories }) {
  return { ahead: now - Date.now(), rules: { shop, zone, currency, digits, points, per_minor, categories } };
}

async function signed(mine, entry) {
  const { id, happened_at, card, amount, category, replaces, another } = entry;
  const number = ++mine.number;
  const text = JSON.stringify({ id, number, happened_at, card, amount, category, replaces, another });
  const mac = await crypto.subtle.sign("HMAC", mine.key, new TextEncoder().encode(text));
  const signature = Array.from(new Uint8Array(mac), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { number, text, signature };
}

function said(news) {
  if (news === trouble) return;
  trouble = news;
  dispatchEvent(new Event("kept"));
}

function machine() {
  const data = navigator.userAgentData;
  const brand = data?.brands?.find((each) => !/not/i.test(each.brand))?.brand ?? "";
  return `${brand} ${data?.platform ?? navigator.platform ?? ""}`.trim().slice(0, 40);
}
