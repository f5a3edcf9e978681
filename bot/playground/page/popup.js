/** A small panel that a button opens: keyboard, Escape and a click elsewhere close it again. */

/** Let the button open and close the panel; answers a function that closes it. */
export function popup(button, panel, fill = () => {}) {
  const open = (shown) => {
    if (shown) fill();
    panel.hidden = !shown;
    button.setAttribute("aria-expanded", String(shown));
  };
  const close = () => open(false);
  const items = () => [...panel.querySelectorAll("button")];
  button.addEventListener("click", () => {
    open(panel.hidden);
    items()[0]?.focus({ focusVisible: false });
  });
  panel.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = items();
    all.at((all.indexOf(document.activeElement) + step) % all.length)?.focus();
  });
  for (const place of [panel, button]) {
    place.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || panel.hidden) return;
      close();
      button.focus();
    });
  }
  document.addEventListener("pointerdown", (event) => {
    if (!panel.contains(event.target) && !button.contains(event.target)) close();
  });
  return close;
}
