# 不购物也能得的积分：活动、生日、周年、积分雨、好友、礼物。

earn-title = <b>不购物也能得积分</b>
earn-none = 现在没有别的可做。每天签到，或者来店里逛逛。
earn-member = { $rule } · <b>{ $points }</b>{ $left }
earn-staff = { $rule } · <b>{ $points }</b>，到柜台登记{ $left }
earn-profile = { $rule } · <b>{ $points }</b>{ $lacks ->
    [language] ，在 /settings 点一下你的语言
    [birthday] ，在 /settings 填好生日
    [language-birthday] ，在 /settings 选好语言、填好生日
   *[nothing] {""}
}{ $left }
earn-green = { $rule } · 每{ $unit } <b>{ $points }</b>，到柜台登记{ $left }
earn-rain = { $rule } · <b>{ $points }</b>，先到先得
earn-left = { $left ->
    [0] {" · "}{ $per ->
        [day] 今天已做完
        [week] 本周已做完
        [month] 本月已做完
        [year] 今年已做完
       *[ever] 已完成
    }
   *[other] { $per ->
        [day] {" · "}今天还可 { $left } 次
        [week] {" · "}本周还可 { $left } 次
        [month] {" · "}本月还可 { $left } 次
        [year] {" · "}今年还可 { $left } 次
       *[ever] {""}
    }
}
earn-done = <b>{ $points }</b> · { $rule } · 现有 { $balance }
earn-capped = 还有 { $capped }超过了每人每月或每年的上限。
earn-repaid = 其中 { $points }抵还了欠分。
caught = 接到 <b>{ $points }</b> · 现有 { $balance }

invite = 每带来一位好友得 <b>{ $points }</b>{ $friend ->
    [0] {""}
   *[other] ，好友得 { $friend }
}
invite-terms = 好友第一次消费{ $least ->
    [0] {""}
   *[other] 满 { $least }
}，{ $days ->
    [0] 随后
   *[other] { $days } 天后
}到账，每月最多 { $limit } 位。
invite-link = 把链接发给好友：{ $link }
invite-came = 已有 { $joined } 位好友加入，{ $paid } 位到账。
invite-none = 现在邀请好友没有积分。什么时候有，看 /rules。

settings-birthday = 生日：{ $day }
birthday-asked = 你的生日是哪天？像 1990-05-17 或 05-17 这样发给我。只能填一次。
birthday-kept = 记住了：<b>{ $day }</b>。写错了可以到柜台改。
birthday-whose = { $name } 的生日是哪天？像 1990-05-17 或 05-17 这样发。
birthday-changed = { $name } 的生日改为 <b>{ $day }</b>。

act-units = <b>{ $rule }</b> · 每{ $unit } { $points }。多少？最多 { $left }。
act-done = { $name } <b>{ $points }</b> · { $rule }{ $units ->
    [1] {""}
   *[other] {" "}× { $units }
}
act-capped = 还有 { $points }超过了每人每月或每年的上限。

notice-activity = <b>{ $points }</b> · { $rule } · 现有 { $balance }
notice-activity-none = { $rule }已登记，但超过了每人每月或每年的上限，积分没有增加，现有 { $balance }。
notice-activity-capped = 还有 { $points }超过了每人每月或每年的上限。
notice-birthday = 生日快乐！{ $shop }送你 <b>{ $points }</b> · 现有 { $balance }
notice-anniversary = 入会周年 <b>{ $points }</b> · 现有 { $balance }
notice-comeback = 下次消费多得 <b>{ $points }</b>，到{ by-day }为止。好久不见。
notice-rain = <b>{ $rule }</b>：前 { $people } 人，每人 { $share }，先到先得，{ $until } 结束。
notice-referral = { $role ->
    [friend] 好友邀请你入会，<b>{ $points }</b> · 现有 { $balance }
   *[inviter] 你带来一位好友，<b>{ $points }</b> · 现有 { $balance }
}
notice-gift = <b>{ $reward }</b>送给你，谢谢你这个月的光顾
    { $code } · 最晚{ by-day }到柜台出示
notice-gift-undone = 带来礼物的那笔消费已撤销，<b>{ $reward }</b>不再赠送。

button-earn = 再赚积分
button-do = { $rule } { $points }
button-catch = 接住 { $points }
button-birthday = 生日
toast-earned = { $points }
toast-caught-before = 你已经接到了：{ $points }。

words-earn = 赚积分|做任务|活动
words-invite = 邀请|邀请好友|推荐
