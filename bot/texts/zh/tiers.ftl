# 等级：页面，以及升级、快要保不住、降级时的消息。

tier-head = <b>{ $tier }</b> · { $rights }
tier-rights = { $rights }
tier-discount = 优惠 { $percent }%
tier-multiplier = 积分 ×{ $times }
tier-no-rights = 每次消费都有积分
tier-bar = { $bar } 近 12 个月 { $earned } / { $goal }
tier-next = 再得 { $missing }就升{ $tier }
tier-next-by = 最晚{ by-day }再得 { $missing }，就升{ $tier }
tier-there = { $tier }有：{ $rights }
tier-top = { $tiers ->
    [1] 近 12 个月得了 { $earned } 积分
   *[other] 已经是最高等级，近 12 个月得了 { $earned } 积分
}
tier-keep = 保住{ $tier }：最晚{ by-day }再得 { $missing }
tier-at-risk = <b>{ $tier }快保不住了</b>：最晚{ by-day }再得 { $missing }就能留住

notice-tier-reached = 你升到<b>{ $tier }</b>了：{ $rights }。
notice-tier-at-risk = <b>{ $tier }快保不住了</b>：最晚{ by-day }再得 { $missing }就能留住。
notice-tier-fell = 从今天起你是<b>{ $tier }</b>：{ $rights }。
    12 个月内再得 { $missing }，{ $lost }就回来了。

command-tier = 会员等级、权益和下一级
button-tier = 我的等级
words-tier = 等级|会员等级|我的等级
