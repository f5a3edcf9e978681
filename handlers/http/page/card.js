/** What was scanned or typed as a card: a link, a turning code, or the eight letters. */

const LINK = /(?:start=|^)u-([0-9A-Za-z-]+)/;
const OTHER = /:\/\/|start=|^[a-z]-/;
const TURNING = 20;
const LETTERS_MOST = 64;

/** The card's code in what a scanner read or somebody typed; empty for a link to anything else. */
export function cardIn(text) {
  const found = LINK.exec(text.trim());
  if (!found && OTHER.test(text.trim())) return "";
  return (found ? found[1] : text).replace(/[^0-9A-Za-z]/g, "").slice(0, LETTERS_MOST).toUpperCase();
}

/** Whether it is a picture that turns: then it counts from the moment it was read. */
export function turns(card) {
  return card.length > TURNING;
}

/** A card as it is shown: its first eight letters, in two groups. */
export function shown(card) {
  const code = turns(card) ? card.slice(0, 8) : card;
  return code.length === 8 ? `${code.slice(0, 4)}-${code.slice(4)}` : code;
}
