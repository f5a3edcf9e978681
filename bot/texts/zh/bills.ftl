# 账单怎么付的，退了什么。

notice-bill-voucher = 兑换券抵扣 { $off }。
notice-bill-card = { $left ->
    [0] 礼品卡抵扣 { $off }，已经用完。
   *[other] 礼品卡抵扣 { $off }，卡里还剩 { $left }。
}
notice-bill-points = 积分抵扣 { $off }。
notice-refund = 退款 { $paid }：{ $points } · 现有 { $balance }
notice-refund-none = 退款 { $paid } · 现有 { $balance }
notice-bill-returned = 抵扣用掉的 { $points }回来了。
notice-bill-reopened = 抵扣过 { $off } 的兑换券又可以用了。
notice-payment-asked = 用 <b>{ $points }</b>抵扣 { $worth }？柜台在等你的回答。
notice-made-good = 店里送你 <b>{ $points }</b> · 现有 { $balance }
    「{ $reason }」
notice-make-good-undone = 店里误给的 { $points }已收回 · 现有 { $balance }

button-pay-agree = 同意
button-pay-decline = 不用
