/** The till's form: a card, an amount on the keys, a category, one big button. */

import { cardIn, shown, turns } from "./card.js";
import { now, write } from "./entries.js";
import { language, money, number, say } from "./words.js";

const DIGITS_MOST = 9;
const CARD_LETTERS = 8;
const form = document.querySelector("form.sale");
const field = form.elements.card;
const fresh = () => ({ card: "", readAt: 0, amount: "", category: null, replaces: null, happenedAt: 0 });
let sale = fresh();
let mine = null, busy = false;

/** Lets people use the form. */
export function openForm() {
  field.addEventListener("change", () => takeCard(field.value));
  field.addEventListener("input", () => { read(field.value); draw(); });
  form.querySelector(".keys").addEventListener("click", (event) => event.target.dataset.key && press(event.target.dataset.key));
  form.querySelector(".stop").addEventListener("click", clear);
  form.querySelector(".categories").addEventListener("click", choose);
  form.addEventListener("submit", (event) => { event.preventDefault(); confirm(); });
  document.addEventListener("keydown", typed);
}

/** Draws the form for the page as it was paired. */
export function drawForm(page) {
  mine = page;
  const box = form.querySelector(".categories");
  box.replaceChildren(...mine.rules.categories.map((each) => {
    const chip = document.createElement("button");
    Object.assign(chip, { type: "button", textContent: each[language()] });
    chip.dataset.category = each.id;
    return chip;
  }));
  box.hidden = mine.rules.categories.length === 0;
  form.querySelector('[data-key="."]').disabled = mine.rules.digits === 0;
  draw();
}

/** Takes what was scanned or typed as a card; the amount comes next. */
export function takeCard(text) {
  read(text);
  field.value = shown(sale.card);
  field.blur();
  draw();
  if (text.trim() && !sale.card) tell("notCard");
}

function read(text) {
  sale.card = cardIn(text);
  sale.readAt = now(mine);
}

/** Fills the form with an entry that is to be corrected, as of its own time. */
export function correct(entry) {
  const { card, amount, category, why } = entry;
  // Of a clock that was ahead nothing is known but that it has been set since.
  const happenedAt = why === "EntryAhead" ? now(mine) : entry.happened_at;
  sale = { ...fresh(), card, amount, category, replaces: entry.id, happenedAt };
  field.value = shown(card);
  draw();
  form.scrollIntoView({ block: "start" });
  form.focus({ preventScroll: true });
}

/** Whether nobody has begun anything. */
export function idle() {
  return !busy && !sale.card && !sale.amount && !field.value;
}

function clear() {
  sale = fresh();
  field.value = "";
  draw();
}

function typed(event) {
  const { target, metaKey, ctrlKey, altKey } = event;
  if (!mine || target.matches("input") || metaKey || ctrlKey || altKey || document.querySelector("dialog[open]")) return;
  // A hand scanner types letters wherever one happens to be; figures alone are an amount.
  if (/^[0-9.]$|^Backspace$/.test(event.key)) press(event.key);
  else if (/^[A-Za-z]$/.test(event.key)) field.focus();
  else if (event.key === "Enter" && !target.matches("button")) confirm();
  else return;
  if (event.key !== "Enter" && !/^[A-Za-z]$/.test(event.key)) event.preventDefault();
}

function press(key) {
  if (busy) return;
  const { amount } = sale;
  const { digits } = mine.rules;
  if (key === "Backspace") sale.amount = amount.slice(0, -1);
  else if (key === ".") sale.amount = digits && !amount.includes(".") ? `${amount || "0"}.` : amount;
  else if ((amount.split(".")[1] ?? "").length >= Math.max(digits, 1) && amount.includes(".")) return;
  else if (amount.replace(".", "").length < DIGITS_MOST) sale.amount = amount === "0" ? key : amount + key;
  draw();
}

function choose(event) {
  const chosen = event.target.dataset.category;
  if (chosen) sale.category = sale.category === chosen ? null : chosen;
  draw();
}

async function confirm() {
  if (busy || !ready()) return;
  const { card, readAt, category, replaces, happenedAt } = sale;
  // A picture that turns was read while it was good, however long the amount took.
  const at = happenedAt || (turns(card) ? readAt : now(mine));
  const entry = { card, amount: plain(), category, replaces, happened_at: Math.min(at, now(mine)) };
  busy = true;
  draw();
  const kept = await write(entry).then(() => true, () => false);
  busy = false;
  // Only now: what has left the form is safe, whatever happens to this page.
  if (kept) clear();
  else draw();
  if (!kept) tell("notKept");
}

function tell(key) {
  form.querySelector(".estimate").textContent = say(key);
}

function ready() {
  return sale.card.length >= CARD_LETTERS && Number(sale.amount) > 0;
}

function plain() {
  return sale.amount.replace(/\.$/, "");
}

/** What a purchase earns before anything that only the server knows. */
function estimate() {
  const { digits, points, per_minor } = mine.rules;
  const [whole, part = ""] = plain().split(".");
  return (BigInt(whole + part.padEnd(digits, "0")) * BigInt(points)) / BigInt(per_minor);
}

function draw() {
  form.querySelector(".amount").textContent = money(sale.amount, mine.rules);
  form.querySelector(".amount").classList.toggle("empty", !sale.amount);
  form.querySelector(".confirm").disabled = busy || !ready();
  form.querySelector(".estimate").textContent = Number(sale.amount) > 0 ? say("estimate", { points: number(estimate()) }) : "";
  for (const chip of form.querySelectorAll("[data-category]")) {
    chip.setAttribute("aria-pressed", chip.dataset.category === sale.category);
  }
  const told = form.querySelector(".correcting");
  told.hidden = !sale.replaces;
  if (!sale.replaces) return;
  const facts = { amount: money(sale.amount, mine.rules), time: clock(sale.happenedAt, mine) };
  told.firstElementChild.textContent = say("correcting", facts);
}

/** When something happened, as the shop's clock and the language have it; with its day if that is not today. */
export function clock(ms, page) {
  const { zone } = page.rules;
  const day = (at) => new Intl.DateTimeFormat("en", { timeZone: zone, dateStyle: "short" }).format(at);
  const date = day(ms) === day(now(page)) ? {} : { month: "short", day: "numeric" };
  const shape = { timeZone: zone, ...date, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  return new Intl.DateTimeFormat(language(), shape).format(ms);
}
