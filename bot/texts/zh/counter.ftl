# 店员在柜台看到的文字：快比好看重要。

counter-home = <b>柜台</b> · { $name }
    扫会员卡或兑换券，或者输入：/sale 会员码 金额、/voucher 券码、/refund 小票号。
desk-home = <b>服务台</b> · { $name }
    /find 查会员卡、小票或兑换券，/makegood 会员码 补积分。
staff-invited = 好友邀请你入会。点一下就有你自己的卡，对方也算邀请成功。

card-seen = <b>{ $name }</b> · { $tier } · { $points }
card-rights = 享有：{ $rights }
card-privilege = { $reward }（到{ by-day }）
card-seats = 今天的席位：{ $seats }
card-left = { $reward }，余 { $left }
acts-title = { $name } 做了什么？

sale-whose = 谁的卡？发会员码，或者扫二维码。
sale-member = <b>{ $name }</b> · { $tier }{ $discount ->
    [0] {""}
   *[other] {" · "}优惠 { $discount }%
}{ $category ->
    [none] {""}
   *[other] {" · "}{ $category }
}
sale-how-much = 多少钱？发金额，比如 { $example }。
sale-what = { $price } 买了什么？
sale-sum = { $paid } → <b>{ $points }</b>（{ $worth }）
sale-sum-discount = { $price } − { $discount }% = { $paid } → <b>{ $points }</b>（{ $worth }）
sale-price = { $price }{ $discount ->
    [0] {""}
   *[other] {" "}− { $discount }% = { $due }
}
sale-voucher = − { $off } · { $reward }
sale-points = − { $off } · { $points }
sale-to-pay = 应付 { $paid } → <b>{ $points }</b>（{ $worth }）
sale-second = 超过 { $most }，要店长同意。
sale-capped = 已到积分上限，少记 { $points }。
sale-voucher-taken = 这一笔用<b>{ $reward }</b>。
sale-done = { $name } <b>{ $points }</b> · 应付 { $paid }
sale-receipt = 小票 { $receipt } · { $until } 前可撤销
sale-surprise = 还有惊喜：{ $points }
sale-repaid = 其中 { $points }抵还欠分。
sale-undone = 已撤销：从 { $name } 收回 <b>{ $points }</b>。
sale-undone-only = 已撤销 { $name } 的这一笔，没有要收回的积分。
sale-reopened = 兑换券又可以用了。
sale-released = 预留的 { $points }已还给会员。

paying-how-many = { $name } 有 { $balance } 积分，用多少？{ $least } 到 { $most }，这一笔最多抵 { $worth }。
paying-asked = 已在聊天里问 { $name }：<b>{ $points }</b>（{ $worth }）
    对方点“同意”后继续。
paying-answered = { $agreed ->
    [agreed] <b>{ $name } 同意了。</b>已为这一笔预留 { $points }。
   *[released] <b>{ $name } 没有同意。</b>{ $points }不动。
}

voucher-which = 哪张兑换券？发券码，或者扫二维码。
voucher-check = <b>{ $reward }</b> · { $name }
voucher-check-open = { $kind ->
    [privilege] 对方享有到{ by-day }，不用发东西。
    [event] { $day }的席位。
   *[other] 可以使用，到{ by-day }为止。
}
voucher-check-used = { $moment } 已使用，不要再发。
voucher-check-cancelled = { $moment } 已退回，不能用了。
voucher-check-expired = { $moment } 已过期，不能用了。
voucher-handed-out = { $kind ->
    [event] <b>{ $reward }</b>：请 { $name } 入场，席位已使用。
    [service] 为 { $name } 提供<b>{ $reward }</b>，兑换券已使用。
   *[other] 把<b>{ $reward }</b>交给 { $name }，兑换券已使用。
}

find-what = 发会员码、券码或小票号。
purchases-title = <b>{ $name }</b> · 消费
purchases-none = { $name } 还没有消费。
purchase-whose = <b>{ $name }</b> · 小票 { $receipt }
find-purchase = { $moment } · { $paid } → <b>{ $points }</b>
purchase-voucher = 兑换券抵 { $off }
purchase-points = 积分抵 { $off }
purchase-refunded = 已退 { $back }，还剩 { $left }。
find-undone = { $moment } 已全部退回。

refund-which = 哪一笔？发小票号。
refund-how-much = 退多少？发金额，比如 { $example }。
refund-sum = { $paid } 里退 <b>{ $money }</b> 给 { $name }。
refund-done = 退给 { $name } <b>{ $money }</b>，请把钱交给对方。
refund-takes = 收回 { $points }。
refund-owed = 其中 { $points }已经用掉，之后赚到的会先抵还。
refund-returned = 付掉的 { $points }还给对方。

make-good-how-many = 补给 { $name } 多少积分？
make-good-left = 今天还能补 { $left }，再多要店长同意。
make-good-why = <b>{ $points }</b>（{ $worth }）。为什么补？会员会看到。
make-good-sum = 补给 { $name } <b>{ $points }</b>（{ $worth }）
    { $reason }
make-good-second = 今天只能再补 { $left }，要店长同意。
make-good-leaves = 今天还剩 { $left }。
make-good-done = 已补给 { $name } <b>{ $points }</b> · { $until } 前可撤销

visit-code = 今天的到店码：<b>{ $code }</b>
    在柜台出示这个码或这张图：到店一次得 { $points }，每天一次。
today-done = <b>今天</b> · { $name }
today-sales = { $sales ->
    [0] 还没有消费
   *[other] 消费 { $sales } 笔 · { $paid }
}
today-refunds = 退款 { $refunds } 笔 · { $back }
today-undone = 撤销 { $undone } 笔
today-vouchers = 兑换 { $vouchers } 张
today-good = 已补 { $given }{ $left ->
    [-1] {""}
   *[other] ，还剩 { $left }
}

button-confirm = 确认
button-change = 修改
button-undo = 撤销
button-undo-points = 撤销 { $points }
button-next-sale = 下一笔
button-next-voucher = 下一张
button-sale = 记积分
button-use-voucher = 使用兑换券
button-my-card = 我自己的卡
button-bill-voucher = 用{ $reward }
button-category = { $name }
button-no-category = 其他
button-pay-points = 用积分付
button-without-points = 不用积分
button-most-points = { $points } · { $worth }
button-go-on = 继续
button-ask-second = 请店长同意
button-more-acts = 更多
button-purchases = 消费
button-purchase = { $state ->
    [undone] 已退回 · { $moment } · { $paid }
   *[kept] { $moment } · { $paid }
}
button-card-of = 会员卡
button-find = 查找
button-refund = 退款
button-whole = 全退 { $left }
button-refund-now = 退 { $money }
button-make-good = 补积分
button-make-good-now = 补 { $points }
button-visit-code = 到店码
button-today = 今天
button-counter = 柜台
button-pages = 离线页
toast-credited = 已记积分。
toast-undone = 已撤销。
toast-used = 已使用。
toast-refunded = 已退款。
toast-not-agreed-yet = 还没有回答。
toast-no-points = 这一笔不用积分。
toast-released = { $points }已还给会员。

command-sale = 记一笔消费：会员码 金额
command-voucher = 查验并使用兑换券：券码
command-refund = 退款：小票号
command-code = 今天的到店码
command-today = 今天做了什么
command-find = 查会员卡、小票或兑换券
command-makegood = 补积分：会员码
