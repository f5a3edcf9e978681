/** What was written down today, and what became of it; what is not settled stays until it is. */

import { shown } from "./card.js";
import { write } from "./entries.js";
import { clock, correct } from "./form.js";
import { money, number, say } from "./words.js";

const list = document.querySelector(".today ol");

/** Draws the entries, newest first. */
export function drawList(entries, page) {
  // An entry that only drops another one shows as that one.
  const lines = entries.filter((entry) => entry.amount || !entry.replaces).map((entry) => line(entry, page)).reverse();
  list.replaceChildren(...lines);
  document.querySelector(".none").hidden = lines.length > 0;
  const done = entries.filter((entry) => entry.state === "done");
  const sum = done.reduce((sum, entry) => sum + Number(entry.amount), 0);
  document.querySelector(".sum").textContent = done.length
    ? say("count", { count: number(done.length), sum: money(sum, page.rules) }) : "";
}

function line(entry, page) {
  const node = document.querySelector("#line").content.firstElementChild.cloneNode(true);
  const { state, said, why } = entry;
  node.dataset.state = state;
  node.dataset.entry = entry.id;
  node.querySelector("time").textContent = clock(entry.happened_at, page);
  node.querySelector(".whose").textContent = entry.who || (state === "done" ? "" : `··${shown(entry.card).slice(-4)}`);
  node.querySelector(".money").textContent = money(entry.amount, page.rules);
  const shows = node.querySelector(".state");
  shows.textContent = state === "conflict" ? "!" : say(state, { points: number(entry.points ?? 0) });
  if (state === "conflict") Object.assign(shows, { role: "img", ariaLabel: say("conflict") });
  node.querySelector(".said").textContent = said ?? "";
  node.querySelector(".said").hidden = state !== "conflict";
  node.querySelector(".ways").hidden = state !== "conflict";
  const doubled = why === "MaybeDoubled";
  if (doubled) node.querySelector('[data-way="drop"]').dataset.say = "same";
  for (const button of node.querySelectorAll("[data-way]")) {
    button.textContent = say(button.dataset.say);
    button.addEventListener("click", () => WAYS[button.dataset.way](entry));
  }
  node.querySelector('[data-way="another"]').hidden = !doubled;
  // Whether two are the same is answered with yes or no; and nothing makes an entry younger.
  node.querySelector('[data-way="correct"]').hidden = doubled || why === "EntryTooOld";
  return node;
}

const WAYS = {
  correct,
  drop: (entry) => write({ replaces: entry.id, card: "", amount: "" }),
  another: ({ id, card, amount, category, happened_at }) =>
    write({ replaces: id, another: true, card, amount, category, happened_at }),
};
