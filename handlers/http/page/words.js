/** What the page itself says, in English and Chinese. */

const WORDS = {
  en: {
    title: "Counter", language: "中文", card: "Card", cardHint: "Scan, or type the code", scan: "Scan",
    amount: "Amount", confirm: "Confirm", correct: "Correct", drop: "Drop", another: "Another one",
    estimate: "about +{points}, before tier and campaigns", erase: "Erase", close: "Close",
    online: "Online", offline: "Offline", stopped: "Stopped", pending: "{count} to hand in",
    kept: "Kept here", waiting: "Manager asked", conflict: "Not credited", same: "Same one", done: "+{points}", dropped: "Dropped",
    correcting: "Correcting {amount} of {time}", cancel: "Cancel", today: "Today", none: "Nothing yet today.",
    unpairedTitle: "Pair this page", unpaired: "Send /counter to the bot and open its link on this device.",
    pairingOffline: "The server can’t be reached. This goes on by itself when it can.",
    insecure: "This page needs an address that begins with https://. Whoever runs the bot can set it up: docs/running.md.",
    noCamera: "The camera can’t be used. Type the code instead.", category: "Category", notKept: "This couldn’t be kept here. Try again.",
    notCard: "This isn’t a member’s card.", count: "{count} credited · {sum}",
  },
  zh: {
    title: "收银", language: "English", card: "会员卡", cardHint: "扫码，或输入会员码", scan: "扫码",
    amount: "金额", confirm: "确认", correct: "更正", drop: "不记了", another: "是另一笔",
    estimate: "约 +{points}，等级和活动另算", erase: "删除", close: "关闭",
    online: "在线", offline: "断网", stopped: "已停", pending: "{count} 笔待提交",
    kept: "存在这里", waiting: "等店长同意", conflict: "没有记上", same: "是同一笔", done: "+{points}", dropped: "不记了",
    correcting: "更正 {time} 的 {amount}", cancel: "取消", today: "今天", none: "今天还没有记录。",
    unpairedTitle: "先配对", unpaired: "给机器人发 /counter，在这台设备上打开它给的链接。",
    pairingOffline: "连不上服务器，连上后会自动继续。",
    insecure: "这个页面要用 https:// 开头的地址打开。请维护机器人的人设置：docs/running.md。",
    noCamera: "用不了摄像头，请输入会员码。", category: "类别", notKept: "没有存下来，请再试。",
    notCard: "这不是会员卡。", count: "已记 {count} 笔 · {sum}",
  },
};

let spoken = localStorage.getItem("language") ?? (navigator.language.startsWith("zh") ? "zh" : "en");

/** The language the page speaks. */
export function language() {
  return spoken;
}

/** A word or sentence, filled. */
export function say(key, facts = {}) {
  return WORDS[spoken][key].replace(/\{(\w+)\}/g, (_, name) => facts[name]);
}

/** Speaks the other language from now on. */
export function switchLanguage() {
  spoken = spoken === "en" ? "zh" : "en";
  localStorage.setItem("language", spoken);
}

/** Puts the words where the page says which belong. */
export function speak() {
  document.documentElement.lang = spoken === "zh" ? "zh-Hans" : "en";
  document.title = say("title");
  for (const node of document.querySelectorAll("[data-say]")) node.textContent = say(node.dataset.say);
  for (const node of document.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", say(node.dataset.label));
    if ("placeholder" in node) node.placeholder = say(node.dataset.label);
  }
}

/** Money as the language writes it; `text` is an amount as it was typed. */
export function money(text, rules) {
  const shape = { style: "currency", currency: rules.currency, currencyDisplay: "narrowSymbol",
    minimumFractionDigits: rules.digits, maximumFractionDigits: rules.digits };
  return new Intl.NumberFormat(spoken, shape).format(Number(text || 0));
}

/** A whole number as the language groups it. */
export function number(count) {
  return new Intl.NumberFormat(spoken).format(count);
}
