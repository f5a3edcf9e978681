# 规则，每条一行：名称、对象、时间、范围、给什么。

rule-line = { $name }：{ $told }
rule-gives =
    .amount = { $whole ->
        [yes] 每满 { $amount } 得 { $points }
       *[no] 每付 { $amount } 得 { $points }
    }
    .bonus = 送 { $points }
    .multiplier = 积分 ×{ $times }
    .member-day = { $more ->
        [yes] 优惠 { $off }，积分 ×{ $times }
       *[no] 优惠 { $off }
    }
    .first-order = 首次购物积分 ×{ $times }，仅一次
    .step = 当月消费满 { $spend }，送 { $points }，每月一次
    .in-kind = 当月消费满 { $spend }，送{ $reward }，每月一次
    .challenge = { $orders ->
        [0] 消费满 { $spend }，送 { $points }
       *[other] 购物满 { $orders } 次，送 { $points }
    }
    .comeback = { $days } 天没来，收到消息后 { $within } 天内再来购物，送 { $points }
    .surprise = { $percent } 的购物有惊喜，最多 { $points }
    .activity = 送 { $points }，{ $limit ->
        [1] { $per ->
            [day] 每天一次
            [week] 每周一次
            [month] 每月一次
            [year] 每年一次
           *[ever] 仅一次
        }
       *[other] { $per ->
            [day] 每天最多 { $limit } 次
            [week] 每周最多 { $limit } 次
            [month] 每月最多 { $limit } 次
            [year] 每年最多 { $limit } 次
           *[ever] 最多 { $limit } 次
        }
    }
    .green = 每{ $unit }送 { $points }，每天最多 { $limit } 次
    .streak = { $repeats ->
        [yes] 每连续签到 { $day } 天，另送 { $points }
       *[no] 连续签到第 { $day } 天，另送 { $points }
    }
    .birthday = 生日当天送 { $points }
    .anniversary = 每年入会纪念日送 { $points }
    .rain = 先到先得，每人 { $points }，共 { $people } 份
    .referral = 朋友首次购物{ $least ->
        [0] {""}
       *[other] 满 { $least }
    }，送你 { $points }{ $friend ->
        [0] {""}
       *[other] ，送朋友 { $friend }
    }，每月最多 { $limit } 位

rule-scope = { $scope }，{ $told }
rule-product = “{ $code }”
rule-scope-things = 买{ $things }
rule-scope-least = 单笔满 { $least }
rule-scope-things-least = 买{ $things }满 { $least }
rule-scope-shops = 限 { $shops } 店
rule-scope-both = { $at }，{ $told }

rule-when = { $when }，{ $told }
rule-when-apart = { $when }，{ $told }
rule-within = { $span }，{ $when }
rule-days-hours = { $days } { $hours }
rule-every-day = 每天
rule-until = { $day ->
    [today] 今天一天
   *[other] 到{ by-day }
}
rule-until-time = 到{ by-day }
rule-from = { $day }起
rule-from-time = { $day } 起
rule-span = { $starts }–{ $ends }
rule-hours = { $since }–{ $until }
rule-hours-from = { $since } 起
rule-hours-until = { $until } 前
rule-weekdays = 每{ $days }
rule-workdays = 周一至周五
rule-weekends = 周末
rule-month-days = 每月 { $days } 日
rule-nth = { $day }

rule-whom = { $whom }，{ $told }
rule-tiers = 限{ $tiers }
rule-tier-up = { $tiers }及以上
rule-segments = 限{ $segments }
rule-segment =
    .new = 新会员
    .active = 近期常来的会员
    .loyal = 老顾客
    .sleeping = 许久没来的会员
rule-pilot = { $told }（先对部分会员开放）

# /rules：积分怎么算，现在有哪些规则，预告了哪些。

rules-title = <b>{ $rate }</b>
rules-rate = 每付 { $amount } 得 { $points }
rules-stacking = 按最高的比例算出基础积分，乘最高的等级倍数，再乘最高的活动倍数，去掉零头，加上固定奖励，最后看上限：{ $caps }。
rules-stacking-uncapped = 按最高的比例算出基础积分，乘最高的等级倍数，再乘最高的活动倍数，去掉零头，加上固定奖励。
rules-caps = { $which ->
    [month] 每月最多 { $month }
    [year] 每年最多 { $year }
   *[both] 每月最多 { $month }，每年最多 { $year }
}
rules-no-caps = 赚积分不再有上限
rules-dimmed = 积分预算快用完了，活动倍数和惊喜现在按 { $percent } 计。
rules-none = 今天没有活动。
rules-ahead = <b>预告</b>
rules-ahead-none = 暂时没有新的安排。
rules-change = { $day }起：{ $told }
rules-anchor = { $points }值 { $worth }
rules-tiers = 等级：{ $tiers }
rules-tier = { $tier } { $threshold } 起（×{ $times }）
rules-sign-in = { $days ->
    [1] 每天签到得 { $each }
   *[other] 连续签到依次得 { $points } 积分，然后重新开始
}
rules-surprise = { $percent } 的购物有惊喜，最多 { $points }
rules-validity = 积分 { $months } 个月内有效{ $to_end_of ->
    [month] ，再顺延到当月月底
    [quarter] ，再顺延到当季季末
    [half-year] ，再顺延到 6 月底或 12 月底
   *[day] {""}
}
rules-decay = 积分满 { $months } 个月折减 { $lost }，之后每年再折减一次
rules-ends = { $name }结束

button-announced = 预告
button-in-force = 现行规则

words-rules = 规则|积分规则
