# /why：一笔积分怎么来的，差一点能得到什么。

why-purchase = { why-day }，<b>{ $points }</b>，消费 { $paid }
why-undone = { why-day }，<b>{ $points }</b>：{ $paid } 的消费已撤销
why-refunded = { why-day } <b>{ $points }</b>：一笔消费退款 { $paid }
why-movement = { why-day }，<b>{ $points }</b> { $what }
why-day = { $day }
why-nothing = 还没有记录。第一次购物或签到后，这里会说明积分怎么来的。
why-which = <b>积分明细</b> · 想问哪一笔？

why-base = 基础 { $points }
why-times = { $name }（×{ $times }）{ $points }
why-fixed = { $name } { $points }
why-sign-in = { $day ->
    [0] 签到 { $points }
    [1] 签到 { $points }
   *[other] 连续第 { $day } 天签到 { $points }
}
why-your-tier = 你的等级
why-a-reward = 奖品
why-cap = 少记 { $cut }：{ $which ->
    [month] 已到每月上限 { $most }
    [year] 已到每年上限 { $most }
   *[other] 已到积分上限
}。
why-dimmed = { $name }按 ×{ $times } 计算，不是 ×{ $full }：积分预算快用完了。

why-tier = { why-day }，<b>{ $tier }</b>
why-tier-reached = { $tier }从 { $least } 起：近 12 个月得了 { $earned } 积分。
why-tier-lost = { $tier }需要 { $least }：近 12 个月得了 { $earned } 积分。

why-kind =
    .welcome = 入会礼，每张卡一次。
    .surprise = 随机抽中：{ $percent } 的购物会中，其中 { $of_weight } 次里有 { $weight } 次是 { $points }。
    .draw = 随机抽中：当天 { $active } 位会员里抽 { $winners } 位，{ $of_weight } 次里有 { $weight } 次是 { $points }。
    .birthday = 店里送你的生日礼。
    .anniversary = 入会纪念日的礼物。
    .referral-inviter = 你邀请的朋友买了东西，没有退。
    .referral-friend = 朋友邀请你来，你也买了东西。
    .rain = 你在积分雨里抢到一份。
    .in_kind = 这是{ $reward }的价格，送给你的，已经换成兑换券。
    .redeem = 用来换{ $reward }。
    .prize = 在{ $reward }里抽中的，/proof 可以验证。
    .give_back = { $reward }已退回：积分回来了，到期日不变。
    .expire = 最后一天过了。每次都先用最早到期的积分。
    .decay = 没用的积分每年折减一部分。
    .repay = 之前撤销的消费欠了积分，赚到的先抵还。
    .hold = 有件事还没办完，先预留着。
    .release = 预留的事没有发生，积分回来了。
    .capture = 用得比预留的少，剩下的回来了。
    .reinstate = 这些积分到期了，店里又还给你。
    .returned = 抵扣过一笔后来退款的账单：积分回来了，到期日不变。
    .make_good = 店里补偿给你的。
    .take_back = 给错了，店里收回。
    .visit = 你发来了店里当天的到店码。
    .before = 这笔很早，那时还没有保存说明。

why-at = { $time }{" "}
why-on = { $day }{" "}
why-gap = { $unit ->
    [days] { $count } 天
    [hours] { $count } 小时
   *[minutes] { $count } 分钟
}
why-miss-over = { $name }差了 { $gap }：{ $edge }结束。
why-miss-ahead = { $name }差了 { $gap }：{ $edge }{ $begun ->
    [yes] 才开始
   *[no] 开始
}。
why-miss-spend =
    .purchase = 再多付 { $amount } 就有{ $name }。
    .month = 当月离{ $name }还差 { $amount }。
    .challenge = 离{ $name }还差 { $amount }。
why-miss =
    .orders = 离{ $name }还差 { $amount } 次消费。
    .shop = { $name }限 { $wanted } 店。
    .category = { $name }限买{ $wanted }。
    .product = { $name }限买 { $wanted }。
    .tier = { $name }限{ $wanted }。
    .segment = { $name }限{ $wanted }。
    .pilot = { $name }先对部分会员开放，之后可能扩大。
    .paused = { $name }当时暂停了。
    .taken = { $monthly ->
        [yes] { $name }当月已经送过，每月一次。
       *[no] { $name }已经送过，只送一次。
    }
    .beaten = 有更高的倍数 ×{ $times }，{ $name }没有用上。
    .dimmed = 积分预算用完了，{ $name }暂停翻倍。

why-not-title = <b>为什么没有？</b>最近 30 天
why-not-line = { why-day }：{ $told }
why-not-none = 没有被拒绝过，也没有错过什么。

button-why = 为什么
button-why-not = 为什么没有

words-why = 为什么|为啥
