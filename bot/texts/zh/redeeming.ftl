# 兑换：货架、奖品，还有换到的兑换券。

rewards-title = <b>{ $points }</b> · 值 { $worth }
rewards-now = { $now ->
    [0] 现在能换的还没有{ $near ->
        [0] 。
       *[other] ，有 { $near } 样快够了。
    }
   *[other] 现在能换 { $now } 样{ $near ->
        [0] 。
       *[other] ，还有 { $near } 样快够了。
    }
}
rewards-none = 现在还没有可以兑换的东西，店里正在上架。

offer = <b>{ $reward }</b> · { $price }
offer-free = <b>{ $reward }</b> · 免费
offer-note = { $words }
offer-tier-saves = 这是{ $tier }价，原价 { $price }。
offer-tier-pays = { $tier }只要 { $price }。
offer-keep = 换完还剩 { $keeps } 积分。
offer-keep-and = 换完还剩 { $keeps } 积分。{ $terms }
offer-left = 还剩 { $left } 份。
offer-seats = 还剩 { $left } 个座位。
offer-limit = 每人{ $per ->
    [day] 每天
    [week] 每周
    [month] 每月
    [year] 每年
   *[other] {""}
}限 { $limit } { $unit ->
    [ticket] 张
    [turn] 次
   *[thing] 份
}{ $taken ->
    [0] 。
   *[other] （已用 { $taken }）。
}
offer-until = { $day }截止。
sentence-space = {""}
offer-short = 积分还不够：需要 { $price }，你有 { $balance }{ $owed ->
    [0] 。
   *[other] ，还欠 { $owed }，会先抵还。
}
offer-way = 每天签到，或者再消费 { $amount }（{ $tier }）。
offer-not-sold-out = 暂时换完了，过几天再来看看。
offer-not-tier = 这是给{ $tier }会员的，怎么升级看 /tier。
offer-not-limit = 你已经换了 { $limit } 份{ $per ->
    [day] ，明天可以再换。
    [week] ，下周可以再换。
    [month] ，下个月可以再换。
    [year] ，明年可以再换。
   *[other] ，每人就这么多。
}
offer-not-later = { $moment } 开始兑换。
offer-not-over = 已经结束，截止到 { $moment }。
offer-not-closed = { $moment } 已截止。

terms-goods = { $days } 天内到柜台领取。
terms-service = { $days } 天内到柜台使用。
terms-bill = { $worth }，{ $days } 天内有效。
terms-privilege = 有效 { $days } 天，店员在你的会员卡上看得到。
terms-event = { $moment } 前可以退。
worth-money-off = { $least ->
    [0] 抵 { $value }，一次用完
   *[other] 满 { $least } 抵 { $value }，一次用完
}
worth-percent-off = 一次结账优惠 { $percent }{ $limit ->
    [0] {""}
   *[other] ，最多 { $limit }
}
worth-gift-card = 面值 { $value }，可分多次用
event-time = { $moment }
event-place = { $moment } · { $place }
cause = { $gifts ->
    [0] 还没有人捐过。
   *[other] 大家已经一起捐了 { $points }，共 { $gifts } 笔。
}

redeemed = <b>{ $reward }</b>是你的了，还剩 { $keeps }。
redeemed-voucher = 兑换券在下面，有效期到{ by-day }。
given = <b>{ $points }</b>捐给了{ $reward }，你还剩 { $keeps }。

vouchers-title = <b>我的兑换券</b>
vouchers-none = 还没有兑换券。换到的东西会显示在这里。
voucher-open = <b>{ $reward }</b>
    { $code } · 最晚{ by-day }到柜台出示
voucher-left = 面值 { $value }，还剩 { $left }
voucher-on-card = 店员在你的会员卡上看得到。
voucher-used = <b>{ $reward }</b> · { $day }已使用
voucher-cancelled = <b>{ $reward }</b> · { $day }已退回
voucher-expired = <b>{ $reward }</b> · 到{ by-day }没有使用，积分已退回
voucher-ended = <b>{ $reward }</b> · { $day }已结束
voucher-give-back = 退回<b>{ $reward }</b>？{ $points ->
    [0] 换它的积分已经到期，不会再回到你的账上。
   *[other] { $points }会回到你的账上，到期日不变。{ $ended ->
        [0] {""}
       *[other] 另有 { $ended }已经到期。
    }
}
voucher-given-back = { $points }已退回，你现在有 { $balance }。
voucher-label = { $state ->
    [issued] ● { $reward }
   *[other] ○ { $reward }
}

button-rewards = 兑换
button-offer = { $reward } · { $price }
button-offer-free = { $reward } · 免费
button-offer-near = { $reward } · { $price } · 还差 { $missing }
button-offer-not = { $reward } · { $why ->
    [sold-out] 换完了
    [tier] { $tier }
    [limit] 次数已满
    [later] { $day }起
   *[other] 已结束
}
button-redeem-for = 用 { $price } 积分兑换
button-give = 捐 { $price } 积分
button-vouchers = 我的兑换券
button-show-qr = 出示二维码
button-give-back = 退回
button-give-back-now = 退回，拿回 { $points }
toast-redeemed = 是你的了。
toast-given = 谢谢你。
