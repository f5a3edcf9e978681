# 店员在柜台看到的文字：快比好看重要。

staff-home = <b>柜台</b> · { $name }
    /sale 会员码 金额 记积分，/voucher 券码 发奖品，/find 查会员卡或小票。
sale-whose = 谁的卡？发会员码，或者扫二维码。
sale-member = <b>{ $name }</b> · { $tier }{ $discount ->
    [0] {""}
   *[other] {" · "}优惠 { $discount }%
}
sale-how-much = 多少钱？发金额，比如 { $example }。
sale-sum = { $paid } → <b>{ $points }</b>（{ $worth }）
sale-sum-discount = { $price } − { $discount }% = { $paid } → <b>{ $points }</b>（{ $worth }）
sale-capped = 已到积分上限，少记 { $points }。
sale-category = 类别：{ $category }
sale-done = { $name } <b>{ $points }</b> · 应付 { $paid }
sale-receipt = 小票 { $receipt } · { $until } 前可撤销
sale-surprise = 还有惊喜：{ $points }
sale-repaid = 其中 { $points }抵还欠分。
sale-owed = 其中 { $points }已经用掉，之后赚到的会先抵还。
sale-undone = 已撤销：从 { $name } 收回 <b>{ $points }</b>。

voucher-which = 哪张兑换券？发券码，或者扫二维码。
voucher-check = <b>{ $reward }</b> · { $name }
voucher-check-open = 可以使用，到{ by-day }为止。
voucher-check-used = { $moment } 已使用，不要再发。
voucher-check-cancelled = { $moment } 已退回，不能用了。
voucher-check-expired = { $moment } 已过期，不能用了。
voucher-handed-out = 把<b>{ $reward }</b>交给 { $name }，兑换券已使用。

find-what = 发会员码或小票号。
find-member = <b>{ $name }</b> · { $tier } · { $points }
find-purchase = { $moment } · { $paid } → <b>{ $points }</b>
find-undone = { $moment } 已撤销。

button-confirm = 确认
button-change = 修改
button-undo = 撤销
button-undo-points = 撤销 { $points }
button-next-sale = 下一笔
button-next-voucher = 下一张
button-sale = 记积分
button-use-voucher = 使用
button-my-card = 我自己的卡
toast-credited = 已记积分。
toast-undone = 已撤销。
toast-used = 已使用。
