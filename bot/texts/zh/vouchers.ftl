# 关于兑换券的消息：到手、快到期、已结束。

notice-voucher = <b>{ $reward }</b>是你的了
    { $code } · 最晚{ by-day }到柜台出示
notice-voucher-terms =
    .money-off = 一单立减 { $value }
    .money-off-from = 一单满 { $least } 减 { $value }
    .percent-off = 一单减 { $percent }
    .percent-off-most = 一单减 { $percent }，最多减 { $value }
    .gift-card = 内有 { $value }，可以分多次用完
    .privilege = 柜台在你的会员卡上能看到，到期自动结束。
    .event = { $at }
    .event-place = { $at } · { $place }
notice-voucher-used = <b>{ $reward }</b>的兑换券已使用。
notice-voucher-lapsed = 抱歉，<b>{ $reward }</b>没能按时交到你手里。{ $points ->
    [0] 换它的积分这期间已经到期，现有 { $balance }。
   *[other] { $points }已退回，现有 { $balance }。
}
notice-prize-lapsed = 抱歉，<b>{ $reward }</b>没能按时交到你手里。
notice-voucher-returned = <b>{ $reward }</b>没有按时使用，{ $points }已退回，现有 { $balance }。
notice-voucher-ended = <b>{ $reward }</b>已结束。
notice-voucher-expiring = <b>{ $reward }</b>给你留到{ by-day }。
notice-voucher-expiring-card = <b>{ $reward }</b>还剩 { $value }，到{ by-day }为止
notice-voucher-expiring-seat = <b>{ $reward }</b>{ $day ->
    [today] 就在今天
    [tomorrow] 就在明天
   *[other] 在 { $day }
}
notice-event-off = 抱歉，<b>{ $reward }</b>取消了。{ $points }已退回，现有 { $balance }。
notice-event-off-free = 抱歉，<b>{ $reward }</b>取消了。
notice-donation = 谢谢你为{ $reward }捐出 <b>{ $points }</b>，大家一共捐了 { $total }。
button-once-more = 再换一次
