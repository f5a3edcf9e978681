/** One person's phone: who it is, the chat, and what the bot shows on top of it. */

import { heading, show } from "./clock.js";
import { compose } from "./compose.js";
import { draw, make } from "./message.js";
import { popup } from "./popup.js";
import { language, speak, word } from "./words.js";

const KEPT = 300; // messages in the page; the server gives 200
const GROUP = 5 * 60 * 1_000_000; // microseconds between bubbles that still belong together
const NEAR = 60; // pixels from the end that still count as reading the end
const TOAST = 3500;
const PATIENCE = 15_000; // milliseconds a button spins, and dots dance, without an answer

/** A phone; `post(verb, body)` tells the server and answers a sentence if it refused. */
export class Phone {
  #drawn = new Map(); // message id → { message, element }
  #following = true; // the reader is at the end, so new messages scroll into view
  #quiet; // the timer that hides the typing dots

  constructor(person, tone, bot, post) {
    this.person = person;
    this.bot = bot;
    this.post = post;
    this.element = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.element.dataset.person = person.id;
    this.element.dataset.tone = tone;
    this.find(".messages").lang = person.language;
    this.find(".avatar").textContent = initial(person.name);
    this.find(".name").textContent = person.name;
    this.find(".welcome-name").textContent = bot.name;
    popup(this.find(".more"), this.find(".about"));
    compose(this);
    this.#listen();
    this.retell();
    for (const message of person.messages) this.#draw(message);
    this.#arrange();
    this.refresh();
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  /** Tell the server something this person does; a refusal becomes a toast. */
  async act(verb, body = {}) {
    if (!(body instanceof FormData)) body = { person: this.person.id, ...body };
    const refusal = await this.post(verb, body);
    if (refusal) this.toast(refusal);
    return !refusal;
  }

  /** A new message, or the new face of one already here. */
  put(message) {
    const fresh = !this.#drawn.has(message.id);
    this.#draw(message);
    if (message.sender === "bot") this.#still();
    if (message.sender === "person" && fresh) {
      this.person.started = true;
      this.#following = true;
    }
    while (this.#drawn.size > KEPT) this.#forget(this.#drawn.keys().next().value);
    this.#arrange();
    this.refresh();
    if (fresh && this.#following) this.#toEnd();
    else if (fresh) this.find(".jump").hidden = false;
  }

  remove(id) {
    this.#forget(id);
    this.#arrange();
  }

  /** The bot answered a press: a line at the foot of the chat, or a dialog to be closed. */
  toast(text, alert = false) {
    if (alert) return this.#alert(text);
    const line = make("p", "toast", text);
    this.find(".toasts").replaceChildren(line);
    setTimeout(() => line.remove(), TOAST);
  }

  answered(id) {
    const pressed = this.#drawn.get(id)?.element.querySelectorAll(".waiting") ?? [];
    for (const button of pressed) rest(button);
  }

  typing() {
    this.find(".typing").hidden = false;
    if (this.#following) this.#toEnd();
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(() => this.#still(), PATIENCE);
  }

  /** Take over what the server says about the person: blocked, started, commands. */
  update(changes) {
    Object.assign(this.person, changes);
    this.refresh();
  }

  /** Say everything again: the page's language or its day has changed. */
  retell() {
    const { id, name, role } = this.person;
    for (const part of this.element.querySelectorAll("[data-label]")) part.dataset.name = name;
    speak(this.element);
    this.element.setAttribute("aria-label", name);
    this.find(".chat").setAttribute("aria-label", word("chat", { name }));
    this.find(".typing").setAttribute("aria-label", word("typing"));
    this.find(".role").textContent = word(role);
    const tongue = new Intl.DisplayNames([language()], { type: "language" }).of(tag(this.person.language));
    this.find(".about-line").textContent = word("about", { id, language: tongue });
    for (const { message, element } of this.#drawn.values()) {
      element.querySelector(".meta time").textContent = show("time", message.date);
      if (message.edited) element.querySelector(".edited").textContent = word("edited");
    }
    this.#arrange();
    this.refresh();
  }

  /** Show what the person's state allows: start, write, or unblock. */
  refresh() {
    const { started, blocked } = this.person;
    this.element.classList.toggle("new", !started);
    this.element.classList.toggle("blocked", blocked);
    this.find(".about [data-fault]").setAttribute("aria-checked", String(blocked));
    this.find(".role").title = blocked ? word("blocked") : "";
    this.find("textarea").placeholder = word(this.find(".pending").hidden ? "text" : "caption");
    this.find("textarea").setAttribute("aria-label", word("text"));
  }

  #draw(message) {
    const element = draw(message);
    const before = this.#drawn.get(message.id)?.element;
    if (before) before.replaceWith(element);
    else this.find(".messages").append(element);
    this.#drawn.set(message.id, { message, element });
  }

  #forget(id) {
    this.#drawn.get(id)?.element.remove();
    this.#drawn.delete(id);
  }

  /** Put the days between the messages and join the bubbles that belong together. */
  #arrange() {
    for (const day of this.element.querySelectorAll(".day")) day.remove();
    let above;
    for (const here of this.#drawn.values()) {
      const newDay = !above || show("key", above.message.date) !== show("key", here.message.date);
      if (newDay) here.element.before(make("p", "day", "", make("span", "", heading(here.message.date))));
      const joined = !newDay && above.message.sender === here.message.sender
        && here.message.date - above.message.date < GROUP;
      here.element.classList.toggle("joined", joined);
      above?.element.classList.toggle("goes-on", joined);
      here.element.classList.remove("goes-on");
      above = here;
    }
  }

  #listen() {
    const chat = this.find(".chat");
    let top = 0;
    chat.addEventListener("scroll", () => {
      // A picture that grows the chat from below is not a reader who scrolls up.
      if (chat.scrollHeight - chat.scrollTop - chat.clientHeight < NEAR) this.#following = true;
      else if (chat.scrollTop < top) this.#following = false;
      top = chat.scrollTop;
      if (this.#following) this.find(".jump").hidden = true;
    }, { passive: true });
    const sized = new ResizeObserver(() => this.#following && this.#toEnd());
    for (const part of [chat, this.find(".messages")]) sized.observe(part);
    this.find(".jump").addEventListener("click", () => this.#toEnd("smooth"));
    chat.addEventListener("click", (event) => this.#tap(event));
    chat.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target.matches("code, .spoiler")) event.target.click();
    });
    this.find(".start").addEventListener("click", () => this.act("say", { text: "/start" }));
    this.find(".unblock").addEventListener("click", () => this.act("block", { blocked: false }));
    this.find(".about [data-fault]").addEventListener("click", () => {
      this.act("block", { blocked: !this.person.blocked });
    });
  }

  #tap(event) {
    const code = event.target.closest("code");
    const link = event.target.closest("a");
    const button = event.target.closest(".inline");
    event.target.closest(".spoiler")?.classList.add("told");
    if (code) this.#copy(code.textContent);
    if (link && this.#startsUs(link.href)) event.preventDefault();
    if (button) this.#press(button);
  }

  #press(button) {
    const { url, copy, row, column } = button.dataset;
    if (copy) return this.#copy(copy);
    if (url) return this.#startsUs(url) || /^https?:/.test(url) && window.open(url, "_blank", "noopener");
    if (button.classList.contains("waiting")) return undefined;
    button.classList.add("waiting");
    button.setAttribute("aria-busy", "true");
    setTimeout(() => rest(button), PATIENCE);
    const message = Number(button.closest(".message").dataset.id);
    return this.act("press", { message, row: Number(row), column: Number(column) }).then((sent) => sent || rest(button));
  }

  /** A deep link to our own bot opens in this phone, as Telegram would do it. */
  #startsUs(address) {
    const link = new URL(address, location.href);
    const ours = link.hostname === "t.me" && link.pathname.slice(1).toLowerCase() === this.bot.username.toLowerCase();
    if (ours) this.act("say", { text: `/start ${link.searchParams.get("start") ?? ""}`.trim() });
    return ours;
  }

  async #copy(text) {
    await navigator.clipboard.writeText(text);
    this.toast(word("copied"));
  }

  #alert(text) {
    const close = make("button", "solid", word("ok"));
    const box = make("div", "alert", "", make("p", "", text), close);
    const shade = make("div", "shade", "", box);
    box.setAttribute("role", "alertdialog");
    box.setAttribute("aria-label", text);
    const end = () => shade.remove();
    close.addEventListener("click", end);
    shade.addEventListener("keydown", (event) => event.key === "Escape" && end());
    this.find(".shade")?.remove();
    this.element.append(shade);
    close.focus({ preventScroll: true });
  }

  #still() {
    clearTimeout(this.#quiet);
    this.find(".typing").hidden = true;
  }

  #toEnd(behavior = "instant") {
    const chat = this.find(".chat");
    chat.scrollTo({ top: chat.scrollHeight, behavior });
    this.find(".jump").hidden = true;
  }
}

/** The letter that stands for a name: the last character of a Han name reads best. */
export function initial(name) {
  const letters = [...name];
  return /\p{Script=Han}/u.test(name) ? letters.at(-1) : letters[0].toUpperCase();
}

function rest(button) {
  button.classList.remove("waiting");
  button.removeAttribute("aria-busy");
}

function tag(code) {
  return { "zh-hans": "zh-Hans", "zh-hant": "zh-Hant" }[code] ?? code;
}
