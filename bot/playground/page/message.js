/** One message as an element. Its html is the server's own; everything else is text. */

import { show } from "./clock.js";
import { word } from "./words.js";

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
  if (message.kind === "sticker") root.append(icon("coin"));
  else if (message.photo) root.append(photo(message.photo));
  else if (message.kind === "voice") root.append(make("p", "attached", word("voice"), icon("mic")));
  else if (message.kind === "document") root.append(make("p", "attached", word("document"), icon("file")));
  const text = make("div", "text");
  text.innerHTML = message.html;
  for (const code of text.querySelectorAll("code")) offer(code, word("copy", { text: code.textContent }));
  for (const spoiler of text.querySelectorAll(".spoiler")) offer(spoiler, "");
  if (!message.html) root.classList.add("bare");
  text.append(meta(message));
  root.append(text);
  return root;
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
