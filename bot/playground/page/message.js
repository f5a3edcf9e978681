/** One message as an element. Its html is the server's own; everything else is text. */

import { show } from "./clock.js";
import { word } from "./words.js";

/** The icon of each kind that is shown as a chip. */
const CHIPS = { video: "play", animation: "play", video_note: "play", audio: "note", voice: "mic", document: "file" };

/** An element with a class and, perhaps, text and children. */
export function make(tag, name, text, ...children) {
  const element = document.createElement(tag);
  element.className = name;
  if (text) element.textContent = text;
  element.append(...children);
  return element;
}

/** One of the page's drawn icons. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.append(use);
  return svg;
}

/** The whole message: bubble and, under it, the inline keyboard. */
export function draw(message) {
  const root = make("article", `message from-${message.sender} kind-${message.kind}`);
  root.dataset.id = message.id;
  root.append(bubble(message));
  if (message.keyboard?.length) root.append(keyboard(message.keyboard));
  return root;
}

function bubble(message) {
  const root = make("div", "bubble");
  const body = content(message);
  if (body) root.append(body);
  const text = make("div", "text");
  text.innerHTML = message.html;
  for (const code of text.querySelectorAll("code")) offer(code, word("copy", { text: code.textContent }));
  for (const spoiler of text.querySelectorAll(".spoiler")) offer(spoiler, "");
  if (!message.html) root.classList.add("bare");
  text.append(meta(message));
  root.append(text);
  return root;
}

/** What a message holds beside its text; nothing for a text alone. */
function content(message) {
  const { kind, details } = message;
  if (kind === "sticker") return icon("coin");
  if (message.photo) return photo(message.photo);
  if (CHIPS[kind]) return chip(CHIPS[kind], message.name || word(kind));
  if (kind === "dice") return make("p", "dice", details.emoji, make("b", "", String(details.value)));
  if (kind === "contact") return chip("person", details.first_name, details.phone_number);
  if (kind === "location") return chip("pin", word("location"), point(details));
  if (kind === "venue") return chip("pin", details.title, details.address);
  return kind === "poll" ? poll(details) : null;
}

function chip(picture, title, line = "") {
  const words = make("span", "chip-words", "", make("b", "", title));
  if (line) words.append(make("small", "", line));
  return make("p", "chip", "", icon(picture), words);
}

const point = ({ latitude, longitude }) => `${latitude.toFixed(4)}, ${longitude.toFixed(4)}`;

function poll({ question, options, type }) {
  const list = make("ul", "options", "", ...options.map((option) => make("li", "", option.text)));
  const title = make("b", "", question);
  return make("div", "poll", "", title, make("small", "", word(type === "quiz" ? "quiz" : "poll")), list);
}

function offer(element, label) {
  element.tabIndex = 0;
  element.setAttribute("role", "button");
  if (label) element.title = label;
}

function photo(address) {
  const image = make("img", "");
  image.src = address;
  image.alt = word("photo");
  const button = make("button", "photo", "", image);
  button.type = "button";
  return button;
}

function meta(message) {
  const root = make("span", "meta");
  if (message.silent) {
    const bell = make("span", "silent", "", icon("mute"));
    bell.title = word("silent");
    root.append(bell);
  }
  if (message.edited) root.append(make("span", "edited", word("edited")), " ");
  root.append(make("time", "", show("time", message.date)));
  return root;
}

function keyboard(rows) {
  const root = make("div", "keyboard");
  rows.forEach((row, y) => {
    const line = make("div", "keys");
    row.forEach((button, x) => line.append(key(button, y, x)));
    line.classList.toggle("tight", row.length > 4);
    root.append(line);
  });
  return root;
}

function key(button, row, column) {
  const element = make("button", "inline", "", make("span", "", button.text));
  element.type = "button";
  Object.assign(element.dataset, { row, column });
  if (button.url) element.dataset.url = button.url;
  if (button.copy) element.dataset.copy = button.copy;
  if (button.url || button.copy) element.append(icon(button.url ? "out" : "copy"));
  return element;
}
