/** The page: four phones, the stream that keeps them true, and the bar above them. */

import { bar } from "./bar.js";
import { setClock } from "./clock.js";
import { make } from "./message.js";
import { initial, Phone } from "./phone.js";
import { speak, word } from "./words.js";

const AGAIN = 1500; // milliseconds until the stream is tried again
const phones = new Map(); // person id → Phone
const tabs = new Map(); // person id → button
const place = document.querySelector(".phones");
const nav = document.querySelector(".tabs");
const controls = bar({ post, retell });
let current = Number(sessionStorage.getItem("person"));

/** Tell the server; answers null, or the sentence with which it refused. */
async function post(verb, body) {
  const json = !(body instanceof FormData);
  try {
    const answer = await fetch(`/playground/${verb}`, {
      method: "POST",
      headers: json ? { "Content-Type": "application/json" } : {},
      body: json ? JSON.stringify(body) : body,
    });
    if (answer.ok) return null;
    return (await answer.json()).error;
  } catch {
    return word("unreachable");
  }
}

/** Take the whole state from the server and draw it. */
async function load() {
  const answer = await fetch("/playground/state");
  if (!answer.ok) throw new Error(`state: ${answer.status}`);
  const state = await answer.json();
  setClock(state.now, state.zone ?? undefined);
  controls.faults(state.faults);
  phones.clear();
  tabs.clear();
  state.people.forEach((person, tone) => {
    phones.set(person.id, new Phone(person, tone % 6, state.bot, post));
    tabs.set(person.id, tab(person, tone % 6));
  });
  place.replaceChildren(...[...phones.values()].map((phone) => phone.element));
  nav.replaceChildren(...tabs.values());
  choose(phones.has(current) ? current : state.people[0]?.id);
}

function tab(person, tone) {
  const face = make("span", "avatar", initial(person.name));
  const button = make("button", "tab", "", face, make("span", "tab-name", person.name));
  button.type = "button";
  button.dataset.person = person.id;
  button.dataset.tone = tone;
  button.addEventListener("click", () => choose(person.id));
  return button;
}

/** On a narrow screen one phone is in the hand. */
function choose(id) {
  current = id;
  sessionStorage.setItem("person", id);
  for (const [person, phone] of phones) phone.element.classList.toggle("current", person === id);
  for (const [person, button] of tabs) {
    button.setAttribute("aria-current", String(person === id));
    if (person === id) mark(button, false);
  }
}

function mark(button, unread) {
  button.classList.toggle("unread", unread);
  const name = button.querySelector(".tab-name").textContent;
  button.setAttribute("aria-label", unread ? word("unread", { name }) : name);
}

function retell() {
  speak(document);
  for (const phone of phones.values()) phone.retell();
}

const EVENTS = {
  message({ person, message }) {
    phones.get(person)?.put(message);
    if (message.sender === "bot" && person !== current && tabs.has(person)) mark(tabs.get(person), true);
  },
  edit: ({ person, message }) => phones.get(person)?.put(message),
  delete: ({ person, id }) => phones.get(person)?.remove(id),
  toast: ({ person, text, alert }) => text && phones.get(person)?.toast(text, alert),
  answered: ({ person, message_id: id }) => phones.get(person)?.answered(id),
  typing: ({ person }) => phones.get(person)?.typing(),
  commands: ({ person, commands }) => phones.get(person)?.update({ commands }),
  clock({ now }) {
    setClock(now);
    controls.tick();
    for (const phone of phones.values()) phone.retell();
  },
  faults: (faults) => controls.faults(faults),
  people: ({ person, ...changes }) => phones.get(person)?.update(changes),
  reset: () => load(),
};

/** Follow the server's events; whatever was missed is made good by loading everything again. */
function follow() {
  const stream = new EventSource("/playground/events");
  let ready = Promise.resolve();
  stream.onopen = () => {
    ready = load().then(() => controls.online(true)).catch(() => again(stream));
  };
  stream.onerror = () => again(stream);
  for (const [name, take] of Object.entries(EVENTS)) {
    // Events wait for the state they change, also for one that a reset loads anew.
    stream.addEventListener(name, (event) => {
      ready = ready.then(() => take(JSON.parse(event.data))).catch(() => again(stream));
    });
  }
}

function again(stream) {
  if (stream.readyState === EventSource.CLOSED && stream.left) return;
  stream.left = true;
  stream.close();
  controls.online(false);
  setTimeout(follow, AGAIN);
}

speak(document);
follow();
