/** The playground's clock as the page shows it. Times come as UTC microseconds. */

import { locale, word } from "./words.js";

const KINDS = {
  time: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  date: { weekday: "short", day: "numeric", month: "short", year: "numeric" },
  day: { weekday: "long", day: "numeric", month: "long" },
  key: { year: "numeric", month: "2-digit", day: "2-digit" },
};
const DAY = 86_400_000_000;
const formats = new Map(); // making an Intl format costs more than using it a hundred times

let zone; // the programme's, where the state names it; the browser's otherwise
let ahead = 0; // microseconds between the browser's clock and the playground's

/** Take over the playground's time. */
export function setClock(now, zoneName = zone) {
  ahead = now - Date.now() * 1000;
  zone = zoneName;
}

/** The playground's time now. */
export const now = () => Date.now() * 1000 + ahead;

/** A moment as text: "time", "date", "day" or the sortable "key" of its local day. */
export function show(kind, moment) {
  const name = `${kind} ${locale()} ${zone}`;
  if (!formats.has(name)) {
    const place = kind === "key" ? "en-CA" : locale();
    formats.set(name, new Intl.DateTimeFormat(place, { ...KINDS[kind], timeZone: zone }));
  }
  return formats.get(name).format(moment / 1000);
}

/** A day's heading: today, yesterday, or its date. */
export function heading(moment) {
  const key = show("key", moment);
  if (key === show("key", now())) return word("today");
  if (key === show("key", now() - DAY)) return word("yesterday");
  return show("day", moment);
}
