# 每日签到：今天、这一轮的进度、后面有什么，以及补签。

sign-in-day = { $cycle ->
    [1] 连续 { $streak } 天
   *[other] 第 { $day } 天，共 { $cycle } 天
}
sign-in-done = <b>{ $points }</b> · { sign-in-day }
sign-in-repaired = <b>{ $points }</b> · 补签成功，{ sign-in-day }
sign-in-before = 今天已经签到 · { sign-in-day }
sign-in-bonus = 其中 { $points }是连续签到 { $days } 天的奖励
sign-in-capped = 已到积分上限，少记 { $points }
sign-in-repaid = 其中 { $points }抵还了欠分。
sign-in-week = { $week }   明天 { $tomorrow }，{ $weekday } { $milestone }
sign-in-week-near = { $week }   明天 { $tomorrow }
sign-in-week-ends = { $week }   明天重新开始，{ $tomorrow }
sign-in-same = 明天再得 { $tomorrow }
sign-in-ahead = 再签 { $days } 天，连续 { $streak } 天加 { $points }
sign-in-missed = 昨天漏签了。补签后，今天是连续第 { $day } 天。

toast-signed-in = { $points }
button-sign-in = 签到
button-repair = 补签
words-signin = 签到|打卡
