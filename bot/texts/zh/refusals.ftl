# 说不的时候：发生了什么，为什么，怎么办。

refusal-not-a-member = 你还没有会员卡，点一下就有。
refusal-not-allowed = 这个你不能用。你能用的都在 /help。
refusal-unknown-code = 查不到这个码。会员码和小票号像 K7QF-2M9X，请再核对一次。
refusal-visit-unknown = 这不是今天的码。今天的码是 6 位数字，贴在柜台，请再看一次。
refusal-amount-refused = { $rule ->
    [decimals] 小数太多了：最多 { $decimals } 位，比如 { $example }。
    [positive] 金额要大于零，比如 { $example }。
    [most] 一笔太多了：最多 { $most }。
   *[digits] 金额只能用数字 0–9 和一个小数点，比如 { $example }。
}
refusal-not-enough-points = 积分还不够：需要 { $price }，你有 { $available }。每天签到，或者来店里消费。
refusal-reward-gone = 这个奖品已经下架。/rewards 里是现在有的。
refusal-sold-out = 刚刚换完了，你的积分没有动。/rewards 里是还有的。
refusal-voucher-unknown = 没有这张兑换券。券码有 16 个字母和数字，请再核对一次。
refusal-voucher-closed = { $state ->
    [used] 这张兑换券 { $at } 已使用。
    [cancelled] 这张兑换券 { $at } 已退回。
   *[expired] 这张兑换券 { $at } 已过期。
}
refusal-own-purchase = 自己的卡不能自己办，请同事来办。
refusal-category-unknown = { $known ->
    [none] 没有“{ $category }”这个类别：店里没有设类别，不写就好。
   *[other] 没有“{ $category }”这个类别。可以写：{ $known }。
}
refusal-screen-old = 这个页面旧了：之后已经修改或取消过，什么都没有发生。
refusal-receipt-taken = 这张小票今天已经记过了，用 /find 可以查到。
refusal-purchase-unknown = 没有这笔消费。
refusal-undo-too-late = 消费只能在 { $minutes } 分钟内撤销，现在已经过了。
refusal-undone-already = 这笔之前已经撤销过，没有变化。
refusal-hold-unknown = 没有这笔预留。
refusal-hold-closed = { $state ->
    [captured] 这笔预留 { $at } 已使用。
    [released] 这笔预留 { $at } 已退回。
   *[expired] 这笔预留 { $at } 已过期。
}
refusal-too-much = 超过上限，最多 { $most }。
refusal-tier-unknown = 已经没有这个等级了，请重新选择。
refusal-tag-unknown = 已经没有人带“{ $tag }”这个标签，换一个吧。
refusal-tag-refused = 标签是一个词，最多 { $letters } 个汉字、字母、数字、- 或 _，比如：爱喝茶。
refusal-tags-full = { $where ->
    [member] 这张卡已经有 { $most } 个标签，先去掉一个。
   *[all] 全店已经有 { $most } 个标签，从里面选一个吧。
}
refusal-days-refused = 请发整数天数，1 到 { $most }。
refusal-balance-span-refused = 没有积分会落在这个范围里。小的数放前面，比如 100-500。
refusal-rule-unknown = 已经没有这个活动，现有的都在 /campaigns。
refusal-rule-refused = 这样设置有矛盾，什么都没有改。原因和控制台上的一样，是英文：{ $reason }
refusal-basket-empty = 还没有参考价格：先在 settings.toml 的 programme.basket 里列几样商品。
refusal-audience-empty = 没有人会收到，请换一个范围。
refusal-line-unknown = 你的明细里没有这一笔。
refusal-not-sealed-yet = 还没有封存：每天的记录在当天夜里封存。{ $at } 以后再来。
refusal-broadcast-unknown = 没有这次群发。
refusal-broadcast-over = 这次群发已经结束。
refusal-link-unknown = 这个链接打不开。请回到消息里再点一次按钮。
refusal-uncopyable = { $why ->
    [album] 相册不能群发：图片会一张一张分开到。发一张带说明的图片吧。
    [quiz] 测验不能群发：答案只有出题人知道。发普通投票吧。
    [poll_media] 带图片的投票不能群发。发只有文字的投票吧。
    [live] 实时位置不能群发：它跟着一个人走。发一个固定的地点吧。
    [live_photo] 实况照片不能群发。当作照片或视频发吧。
    [paid] 要付星星或付钱的内容不能群发。发一段带链接的文字吧。
    [game] 游戏不能群发。发一段带链接的文字吧。
    [story] 动态不能群发。发其中的图片或视频吧。
    [checklist] 清单不能群发。写成文字发吧。
    [giveaway] 抽奖活动不能群发。发一段文字介绍吧。
    [rich] 自带版式的消息不能群发。写成文字发吧。
   *[other] 这个不能群发给会员。可以发文字、图片、视频、文件、语音、贴纸、地点、联系人、投票或骰子。
}
refusal-content-refused = Telegram 不收这条消息，谁也收不到：“{ $reason }”。换一条消息，或者换按钮。
refusal-text-too-long = 太长了：遇到最长的名字有 { $letters } 个字，Telegram 最多收 { $limit } 个。改短一点再发。
refusal-nothing-to-repair = 现在没有可以补签的。只能在漏签的第二天补，每月次数有限。
refusal-activity-over = 这个现在不能得积分。/earn 里是现在可以做的。
refusal-limit-reached = { $per ->
    [day] 每天最多 { $limit } 次，今天已经够了，明天再来。
    [week] 每周最多 { $limit } 次，这周已经够了，下周再来。
    [month] 每月最多 { $limit } 次，这个月已经够了，下个月再来。
    [year] 每年最多 { $limit } 次，今年已经够了，明年再来。
   *[ever] 一共最多 { $limit } 次，已经做完了。/earn 里还有别的。
}
refusal-rain-over = { $shares ->
    [0] 这场积分雨已经结束。/earn 里还有别的。
   *[other] { $shares } 份都被接走了。/earn 里还有别的。
}
refusal-birthday-refused = { $rule ->
    [day] 没有这一天。像 1990-05-17 或 05-17 这样发。
    [future] 这一天还没有到。像 1990-05-17 这样发，或者不写年份：05-17。
    [age] 这是 120 多年以前了。像 1990-05-17 这样发，或者不写年份：05-17。
   *[format] 请发月和日，比如 1990-05-17 或 05-17。
}
refusal-quiet-refused = 请发从几点到几点，比如 22-8 或 22:30-7:45。
refusal-birthday-known = 生日已经填过了。写错了可以到柜台改。
refusal-busy = 现在人很多，过一会儿再试。
refusal-key-reused = 这件事之前已经用别的方式做过，没有变化。
refusal-card-stale = 这个码已经换了，请对方出示新的。
refusal-too-many-guesses = 错误的码太多了，{ $until } 之前不再查询。
refusal-second-person-needed = 超出了一个人的权限，需要店长同意。
refusal-own-approval = 这是你自己提出的，要由别人来同意。
refusal-approval-unknown = 没有这条申请。/approvals 查看待处理的申请。
refusal-approval-closed = { $state ->
    [approved] 已经有人同意，事情办好了。
    [declined] 已经有人拒绝，什么也没做。
   *[expired] 没人及时处理，申请已失效，柜台可以重新提出。
}
refusal-asker-gone = 提出申请的人已不是原来的职务，请拒绝。
refusal-pairing-over = 这个链接用过了，或已超过 10 分钟。在聊天里发 /counter 拿新的。
refusal-device-unknown = 这个页面已不再配对。在聊天里发 /counter 重新配对；记下的内容都还在。
refusal-entry-too-old = 补交晚了 { $days } 天以上，不能再记积分。可以请店长补偿。
refusal-entry-ahead = 这台设备的时钟快了。调准时钟，再更正这一笔。
refusal-maybe-doubled = 另一台收银给这张卡记过同样的金额（{ $at }）。是同一笔吗？
refusal-unreadable = 内容读不出来。刷新页面再试。
refusal-nothing-here = 这个地址没有内容。
refusal-body-too-large = 一次发得太多了。
refusal-reward-held = 会员手里还有 { $held } 份没用，所以不能删除。可以先下架，就不会再有人兑换。
refusal-seats-booked = 已经订出 { $held } 个名额，时间和地点不能再改。可以取消这场活动，或者另建一场。
refusal-refund-too-late = 购买后 { $days } 天内可以退款，现在已经过期。
refusal-other-shop = 这笔是在另一家店买的，请到那家店退款。
refusal-part-too-much = 积分最多支付账单的 { $percent }%，这一单最多用 { $points } 积分。
refusal-part-too-little = 至少用 { $points } 积分才能抵扣。
refusal-not-agreed = 会员还没答复，问题已发到对方的聊天里。
refusal-voucher-for-bill = 这张券是抵扣账单用的，请在收银时使用。
refusal-points-refused = 请输入 1 到 { $points } 之间的积分数。
refusal-reason-refused = 请写明原因，最多 { $letters } 个字，会员看得到。
refusal-reward-changed = 这件奖品刚才有变动。积分没有动，下面是现在的样子。
refusal-tier-needed = 这是更高等级会员的专享。发 /tier 看怎么升级。
refusal-reward-limit = { $per ->
    [day] 每天最多换 { $limit } 份，今天已经换完，明天再来。
    [week] 每周最多换 { $limit } 份，本周已经换完，下周再来。
    [month] 每月最多换 { $limit } 份，本月已经换完，下月再来。
    [year] 每年最多换 { $limit } 份，今年已经换完，明年再来。
   *[ever] 每人最多换 { $limit } 份，你已经换过了。
}
refusal-not-yet = { $at } 起才能换，你的积分没有动。
refusal-seats-closed = { $at } 之后，座位就不能再改了。
refusal-voucher-kept = { $why ->
    [privilege] 权益从拿到那天就开始计算，不能退回。
    [prize] 这是抽中的奖品，不能退回。
   *[used] 已经用掉了一部分，剩下的可以用到最后一天。
}
refusal-not-for-this-bill = 这张券用不到这一单上。
