/** The foot of a phone: writing, a photo with its caption, a sticker, the command menu. */

import { make } from "./message.js";
import { popup } from "./popup.js";

/** Bring the foot of this phone to life. */
export function compose(phone) {
  const field = phone.find("textarea");
  const picture = photo(phone);
  const send = async () => {
    const text = field.value.trim();
    const file = picture.taken();
    if (!text && !file) return;
    write(field, "");
    picture.drop();
    if (!await (file ? sendPhoto(phone, file, text) : phone.act("say", { text }))) write(field, text);
  };
  phone.find(".compose").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  field.addEventListener("input", () => grow(field));
  field.addEventListener("keydown", (event) => {
    // Enter also picks a Chinese candidate: that one must not send.
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  phone.find(".sticker").addEventListener("click", () => phone.act("sticker"));
  commands(phone);
}

function commands(phone) {
  const panel = phone.find(".commands");
  const close = popup(phone.find(".menu"), panel, () => {
    panel.replaceChildren(...phone.person.commands.map((command) => {
      const name = make("b", "", `/${command.command}`);
      const item = make("button", "popup-item menu-item", "", make("span", "", command.description), name);
      item.type = "button";
      item.addEventListener("click", () => {
        close();
        phone.find(".menu").focus({ focusVisible: false });
        phone.act("say", { text: `/${command.command}` });
      });
      return item;
    }));
  });
}

function photo(phone) {
  const input = phone.find("input[type=file]");
  const strip = phone.find(".pending");
  const image = strip.querySelector("img");
  const drop = () => {
    URL.revokeObjectURL(image.src);
    image.removeAttribute("src");
    input.value = "";
    strip.hidden = true;
    phone.refresh();
  };
  input.addEventListener("change", () => {
    if (!input.files.length) return;
    image.src = URL.createObjectURL(input.files[0]);
    phone.find(".pending-name").textContent = input.files[0].name;
    strip.hidden = false;
    phone.refresh();
    phone.find("textarea").focus();
  });
  phone.find(".drop").addEventListener("click", drop);
  return { drop, taken: () => input.files[0] };
}

function sendPhoto(phone, file, caption) {
  const form = new FormData();
  form.append("person", phone.person.id);
  form.append("caption", caption);
  form.append("file", file);
  return phone.act("photo", form);
}

function write(field, text) {
  field.value = text;
  grow(field);
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 132)}px`;
}
