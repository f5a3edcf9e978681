# 积分成本：越过或回到警戒线时告诉店主。

alert-budget = { $stage ->
    [dimmed] <b>积分成本占营业额的 { $cost }</b>，过了 { $soft } 的警戒线。
    [stopped] <b>积分成本占营业额的 { $cost }</b>，到了 { $hard } 的上限。
   *[restored] <b>活动和惊喜恢复正常了。</b>
}
alert-budget-effect = { $stage ->
    [dimmed] 活动倍数和惊喜现在按 { $bright } 发放，成本到 { $hard } 就停。基础积分照发。
    [stopped] 活动倍数和惊喜先停下，基础积分照发。
   *[restored] 积分成本现在占营业额的 { $cost }。
}
alert-budget-knob = { $knob ->
    [campaign] 花得最多的是{ $name }，占 { $cost }。暂停它，成本能降到 { $without }。
    [base] 花得最多的是基础积分，占 { $cost }。调低积分比例就能省下来。
    [tier] 花得最多的是等级倍数，占 { $cost }。调低倍数就能省下来。
    [surprise] 花得最多的是惊喜，占 { $cost }。减少每日预算就能省下来。
    [welcome] 花得最多的是入会礼，占 { $cost }。少送一些就能省下来。
   *[sign_in] 花得最多的是签到，占 { $cost }。签到少给一些就能省下来。
}
