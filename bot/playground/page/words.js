/** What the page itself says, in English and Chinese. */

const WORDS = {
  en: {
    clock: "The playground's clock", advance: "Move the clock forward",
    hour: "+1 hour", day: "+1 day", week: "+1 week",
    faults: "Faults", flood: "Flood {seconds} s", outage: "Outage", weather: "Bad weather",
    weatherIs: "5 % floods, 2 % server errors, 1 % lost answers, 3 % of people block",
    startOver: "Start over", askTitle: "Start over?", keep: "Keep this world",
    askText: "Every message, point and photo is forgotten, and the clock goes back to today.",
    language: "中文", tools: "Clock and faults", people: "People",
    offline: "The playground isn't answering. Trying again…", unreachable: "The playground isn't answering",
    member: "Member", cashier: "Cashier", owner: "Owner", blocked: "has blocked the bot",
    about: "Telegram id {id} · {language}", more: "About {name}", block: "Block the bot",
    unblock: "Unblock", start: "Start", welcome: "Tap Start to begin.",
    chat: "Chat of {name}", text: "Message", caption: "Caption", send: "Send", menu: "Commands",
    attach: "Attach", sticker: "Sticker", drop: "Remove", photo: "Photo", close: "Close",
    pick: "Photo or file", location: "Location", contact: "Contact", silent: "sent without a sound",
    video: "Video", animation: "GIF", audio: "Music", video_note: "Video message", poll: "Poll", quiz: "Quiz",
    fresh: "New", today: "Today", yesterday: "Yesterday", edited: "edited",
    copy: "Copy {text}", copied: "Copied", typing: "typing…", unread: "{name}, new messages",
    voice: "Voice message", document: "File", ok: "OK", loading: "Waiting for the answer",
  },
  zh: {
    clock: "试玩场的时钟", advance: "把时钟往前拨",
    hour: "+1 小时", day: "+1 天", week: "+1 周",
    faults: "故障", flood: "限流 {seconds} 秒", outage: "断网", weather: "坏天气",
    weatherIs: "5% 限流，2% 服务器出错，1% 回应丢失，3% 的人拉黑",
    startOver: "重新开始", askTitle: "重新开始？", keep: "保留现状",
    askText: "所有消息、积分和图片都会清空，时钟回到今天。",
    language: "English", tools: "时钟与故障", people: "人物",
    offline: "试玩场没有响应，正在重连…", unreachable: "试玩场没有响应",
    member: "会员", cashier: "收银员", owner: "店主", blocked: "已拉黑机器人",
    about: "Telegram ID {id} · {language}", more: "关于 {name}", block: "拉黑机器人",
    unblock: "解除拉黑", start: "开始", welcome: "点“开始”，打个招呼。",
    chat: "{name} 的聊天", text: "消息", caption: "说明", send: "发送", menu: "命令",
    attach: "附件", sticker: "贴纸", drop: "移除", photo: "图片", close: "关闭",
    pick: "图片或文件", location: "位置", contact: "名片", silent: "静音发送",
    video: "视频", animation: "动图", audio: "音乐", video_note: "视频留言", poll: "投票", quiz: "测验",
    fresh: "新消息", today: "今天", yesterday: "昨天", edited: "已编辑",
    copy: "复制 {text}", copied: "已复制", typing: "正在输入…", unread: "{name}，有新消息",
    voice: "语音消息", document: "文件", ok: "好", loading: "等待回应",
  },
};

let spoken = localStorage.getItem("language")
  ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");

/** The page's language: "en" or "zh". */
export const language = () => spoken;

/** The browser's own locale where it speaks the page's language, else a plain one. */
export function locale() {
  return navigator.language.startsWith(spoken) ? navigator.language : { en: "en-GB", zh: "zh-CN" }[spoken];
}

/** Change the page's language and remember it. */
export function setLanguage(name) {
  spoken = name;
  localStorage.setItem("language", name);
}

/** One of the page's words, its {places} filled. */
export function word(key, places = {}) {
  return WORDS[spoken][key].replace(/\{(\w+)\}/g, (_, name) => places[name]);
}

/** Fill in every marked element under root. */
export function speak(root) {
  for (const element of root.querySelectorAll("[data-word]")) element.textContent = word(element.dataset.word);
  for (const element of root.querySelectorAll("[data-title]")) element.title = word(element.dataset.title);
  for (const element of root.querySelectorAll("[data-label]")) {
    const label = word(element.dataset.label, element.dataset);
    element.setAttribute("aria-label", label);
    if (element.matches("button")) element.title = label;
  }
}
