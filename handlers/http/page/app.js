/** The counter page: credits purchases also while there is no network, and hands them in later. */

import { handIn, keepHandingIn, pair, trouble } from "./entries.js";
import { drawForm, idle, openForm, takeCard } from "./form.js";
import { entries, page } from "./kept.js";
import { drawList } from "./list.js";
import { canScan, scan } from "./scan.js";
import { language, number, say, speak, switchLanguage } from "./words.js";

const AGAIN = 5000;
const $ = (selector) => document.querySelector(selector);
const day = () => new Date().toDateString();
const openedOn = day();
let refused = "", drawn = "";

async function draw() {
  speak();
  const mine = await page();
  $("main").hidden = !mine;
  $(".unpaired").hidden = Boolean(mine);
  $(".unpaired .why").textContent = refused || say("unpaired");
  if (!mine) return;
  // A page stays open for weeks: each day begins with the newest version of it.
  if (day() !== openedOn && !trouble && idle()) location.reload();
  const all = await entries();
  // Nothing moves below a thumb unless there is news.
  const news = JSON.stringify([mine.rules, all, trouble, language()]);
  if (news === drawn) return;
  drawn = news;
  $(".shop").textContent = [mine.rules.shop[language()], mine.who].filter(Boolean).join(" · ");
  drawForm(mine);
  drawList(all, mine);
  drawNetwork(all.filter((entry) => entry.state === "kept").length);
}

function drawNetwork(pending) {
  const offline = trouble === "offline";
  $(".network").dataset.state = trouble ? "off" : pending ? "busy" : "on";
  const words = [trouble ? say(offline ? "offline" : "stopped") : "", pending ? say("pending", { count: number(pending) }) : ""];
  $(".network").textContent = words.filter(Boolean).join(" · ") || say("online");
  $(".trouble").hidden = !trouble || offline;
  $(".trouble").textContent = offline ? "" : trouble;
}

async function pairByLink() {
  const code = /^#pair=([0-9A-Za-z-]+)$/.exec(location.hash)?.[1];
  if (!code) return;
  try {
    while (!(await pair(code))) {
      refused = say("pairingOffline");
      await draw();
      await new Promise((done) => setTimeout(done, AGAIN));
    }
    refused = "";
  } catch (error) {
    refused = error.message;
  }
  history.replaceState(null, "", location.pathname);
  await draw();
}

async function readCard() {
  try {
    const found = await scan($(".camera"));
    if (found) takeCard(found);
  } catch {
    $(".trouble").hidden = false;
    $(".trouble").textContent = say("noCamera");
  }
}

async function open() {
  speak();
  if (!window.isSecureContext) {
    $(".unpaired").hidden = false;
    $(".unpaired .why").textContent = say("insecure");
    return;
  }
  openForm();
  $(".language").addEventListener("click", () => { switchLanguage(); draw(); handIn(); });
  $(".scan").hidden = !canScan();
  $(".scan").addEventListener("click", readCard);
  addEventListener("kept", draw);
  addEventListener("hashchange", pairByLink);
  navigator.serviceWorker?.register("worker.js");
  await draw();
  await pairByLink();
  keepHandingIn();
}

open();
