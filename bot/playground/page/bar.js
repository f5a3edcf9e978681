/** The bar on top: the clock and its three steps, the faults, a fresh start, the language. */

import { now, show } from "./clock.js";
import { language, setLanguage, speak, word } from "./words.js";

const find = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];

/** Bring the bar to life; answers what the events of the server change in it. */
export function bar({ post, retell }) {
  let flooded = { length: 0, until: 0 }; // the length last asked for; loop milliseconds
  let day;

  const tick = () => {
    find(".now-day").textContent = show("date", now());
    find(".now-time").textContent = show("time", now());
    find(".now-time").dateTime = new Date(now() / 1000).toISOString();
    const left = Math.max(0, Math.ceil((flooded.until - performance.now()) / 1000));
    for (const button of all("[data-fault=flood]")) {
      const seconds = Number(button.dataset.seconds);
      const on = left > 0 && seconds === flooded.length;
      button.textContent = word("flood", { seconds: on ? left : seconds });
      button.setAttribute("aria-pressed", String(on));
    }
    const today = show("key", now());
    if (day && day !== today) retell();
    day = today;
  };

  const faults = ({ flood_seconds: seconds, outage, weather }) => {
    flooded = { length: seconds > 10 ? 30 : 10, until: performance.now() + seconds * 1000 };
    find("[data-fault=outage]").setAttribute("aria-pressed", String(outage));
    find("[data-fault=weather]").setAttribute("aria-pressed", String(weather));
    tick();
  };

  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const on = (selector, act) => all(selector).forEach((button) => button.addEventListener("click", () => act(button)));
  const ask = find(".ask");
  on("[data-advance]", (button) => post("advance", { hours: Number(button.dataset.advance) }));
  on("[data-fault=flood]", (button) => {
    post("faults", { flood_seconds: pressed(button) ? 0 : Number(button.dataset.seconds) });
  });
  on("[data-fault=outage]", (button) => post("faults", { outage: !pressed(button) }));
  on("[data-fault=weather]", (button) => post("faults", { weather: !pressed(button) }));
  on("[data-action=start-over]", () => ask.showModal());
  on("[data-action=keep]", () => ask.close());
  on("[data-action=confirm-start-over]", () => {
    ask.close();
    post("start-over", {});
  });
  on("[data-action=tools]", (button) => {
    const open = find(".bar").classList.toggle("open");
    button.setAttribute("aria-expanded", String(open));
  });
  on("[data-action=language]", () => {
    setLanguage(language() === "en" ? "zh" : "en");
    retell();
    name();
    tick();
  });

  const name = () => {
    document.documentElement.lang = language();
    find("[data-action=language]").textContent = word("language");
  };
  enlarge();
  speak(document);
  name();
  tick();
  setInterval(tick, 1000);
  return { tick, faults, online: (is) => { find(".offline").hidden = is; } };
}

/** A tap on a photo shows it large; another tap puts it back. */
function enlarge() {
  const box = find(".lightbox");
  document.addEventListener("click", (event) => {
    const photo = event.target.closest(".photo img");
    if (!photo) return;
    find(".enlarged img").src = photo.src;
    box.showModal();
  });
  box.addEventListener("click", () => box.close());
}
