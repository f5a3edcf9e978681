/** The foot of a phone: writing, files with their caption, what else can be sent, the command menu. */

import { make } from "./message.js";
import { popup } from "./popup.js";

/** Bring the foot of this phone to life. */
export function compose(phone) {
  const field = phone.find("textarea");
  const picked = files(phone);
  const send = async () => {
    const text = field.value.trim();
    const taken = picked.taken();
    if (!text && !taken.length) return;
    write(field, "");
    picked.drop();
    if (!await (taken.length ? sendFiles(phone, taken, text) : phone.act("say", { text }))) write(field, text);
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
  attachments(phone);
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

function attachments(phone) {
  const panel = phone.find(".attachments");
  const close = popup(phone.find(".attach"), panel);
  for (const item of panel.querySelectorAll("[data-send]")) {
    item.addEventListener("click", () => {
      close();
      if (item.dataset.send === "file") panel.querySelector("input").click();
      else phone.act(item.dataset.send);
    });
  }
}

function files(phone) {
  const input = phone.find("input[type=file]");
  const strip = phone.find(".pending");
  const image = strip.querySelector("img");
  let taken = [];
  const drop = () => {
    URL.revokeObjectURL(image.src);
    image.removeAttribute("src");
    input.value = "";
    taken = [];
    strip.hidden = true;
    phone.refresh();
  };
  input.addEventListener("change", () => {
    if (!input.files.length) return;
    taken = [...input.files];
    const picture = taken[0].type.startsWith("image/");
    image.src = picture ? URL.createObjectURL(taken[0]) : "";
    strip.classList.toggle("no-picture", !picture);
    const more = taken.length > 1 ? ` +${taken.length - 1}` : "";
    phone.find(".pending-name").textContent = taken[0].name + more;
    strip.hidden = false;
    phone.refresh();
    phone.find("textarea").focus();
  });
  phone.find(".drop").addEventListener("click", drop);
  return { drop, taken: () => taken };
}

function sendFiles(phone, taken, caption) {
  const form = new FormData();
  form.append("person", phone.person.id);
  form.append("caption", caption);
  for (const file of taken) form.append("file", file);
  return phone.act("file", form);
}

function write(field, text) {
  field.value = text;
  grow(field);
}

function grow(field) {
  field.style.height = "auto";
  field.style.height = `${Math.min(field.scrollHeight, 132)}px`;
}
