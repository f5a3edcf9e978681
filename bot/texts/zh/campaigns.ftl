# 店主策划和查看活动。

campaigns-title = <b>{ $count } 个活动</b>，{ $live } 个进行中
campaigns-none = 还没有活动。新建一个只要一分钟。
campaign-line = { $mark } { $told } · 已送 { $points }
campaign-line-new = { $mark } { $told }
campaign-mark =
    .live = ●
    .scheduled = ◷
    .paused = ‖
    .ended = ○
campaign-state =
    .live = ● 进行中
    .scheduled = ◷ 未开始
    .paused = ‖ 已暂停
    .ended = ○ 已结束
campaign-so-far = { $state } · { $points ->
    [0] 还没送出积分
   *[other] 已送 <b>{ $points }</b>，值 { $worth }
}
campaign-pilot = 试点：{ $percent }% 的会员参加。
campaign-end = 结束<b>{ $name }</b>？从这一分钟起不再送积分，送出的不收回，也不能重新开始。
campaign-drop = 撤下<b>{ $name }</b>？它还没开始，撤下后会员不再看到。
campaign-dropped = 已撤下，没有人因它得过积分。

campaign-which = 想做哪种活动？
campaign-ask =
    .percent = { $kind ->
        [surprise] 每 100 笔消费，几笔有惊喜？
        [first-order] 首次购物积分几倍？
        [member-day] 当天积分几倍？×1 就是不加倍。
       *[multiplier] 积分几倍？
    }
    .points = { $kind ->
        [bonus] 每笔消费送多少积分？
        [amount] 每满一份金额，得多少积分？
        [streak] 到那一天送多少积分？
        [green] 每次送多少积分？
        [activity] 每次送多少积分？
        [referral] 带朋友来的人得多少积分？
        [birthday] 生日当天送多少积分？
        [anniversary] 每满一年送多少积分？
        [comeback] 回来购物送多少积分？
       *[step] 达到后送多少积分？
    }
    .min_minor = 一笔消费满多少才算？
    .discount_percent = 当天优惠百分之几？
    .spend_minor = { $kind ->
        [challenge] 活动期间要消费满多少？
       *[step] 一个月内要消费满多少？
    }
    .orders = 要购物满几次？
    .sleep_days = 想请谁回来？这么多天没来购物的会员：
    .share = 每人得多少积分？
    .pot = 一共多少积分？送完为止。
    .by = 由谁确认做到了？
    .limit = { $kind ->
        [green] 每天最多送几次？
       *[activity] 最多送几次？按什么周期，下一步选。
    }
    .per = 按什么周期？
    .unit = 按什么来数？写两种语言，比如 { campaign-example.words }
    .day = 连续签到到第几天？
    .reward = 送哪个奖品？
    .friend_points = 朋友得多少积分？
    .per_minor = 每付多少算一份？
campaign-example =
    .words = cup / 杯
    .name = Double day / 双倍日
campaign-when = 什么时候进行？选一个，或者发起止日期，比如 { $example }。
    只有一天时可以带时段，比如 { $hours }。
campaign-weekdays = 每周哪几天？点选；有截止日期的话，直接发起止日期。
campaign-whom = 给谁？试点先对 { $percent }% 的会员开放，之后可以扩大。
campaign-name-ask = 叫什么名字？<b>{ $zh }</b> / <b>{ $en }</b>
    就用这个，或者发你想的，比如 { campaign-example.name }。
campaign-name =
    .multiplier = 多倍积分
    .bonus = 加送积分
    .member-day = 会员日
    .first-order = 首单礼
    .step = 月度目标
    .challenge = 消费挑战
    .orders = 常客挑战
    .comeback = 欢迎回来
    .rain = 积分雨
    .surprise = 幸运日
    .birthday = 生日礼
    .anniversary = 入会纪念
    .activity = 写评价
    .green = 绿色积分
    .streak = 连续签到礼
    .in-kind = 月度好礼
    .referral = 带朋友来
    .amount = 更高积分

campaign-preview = <b>会员看到的是这样：</b>
campaign-read = { $language }：{ $line }
campaign-for-nobody = ⚠ 这个范围里没有人能得到。
campaign-too-dear = 这样一来，{ $tier }的积分加优惠要占实付金额的 { $cost }，超过了 { $hard } 的上限，还不能开始。
    可以少送一点，或者在 settings.toml 里调高 <code>budget.hard_percent</code>。
campaign-contradiction = 这和现有规则有冲突，还不能开始。原因和控制台上的一样，是英文：
    { $reason }
campaign-change = 要改哪一项？
campaign-figure =
    .percent = { $kind ->
        [surprise] 中奖率
       *[multiplier] 倍数
    }
    .points = 积分
    .min_minor = 起点
    .discount_percent = 优惠
    .spend_minor = 消费满
    .orders = 次数
    .sleep_days = 没来天数
    .share = 每人
    .pot = 总共
    .by = 确认人
    .limit = 最多次数
    .per = 周期
    .unit = 单位
    .day = 第几天
    .reward = 奖品
    .friend_points = 朋友得
    .per_minor = 每付

owner-cost = 近 { $days } 天积分成本占营业额 <b>{ $cost }</b>，{ $bright ->
    [100] 警戒线 { $soft }
    [0] 超过上限 { $hard }，活动先停下
   *[other] 超过 { $soft }，活动按 { $bright } 发放
}

trial-progress = { $bar } { $percent }% · { $done } / { $expected } 笔消费
trial-none = 还没有消费可以试算。有人买过东西以后再来。
trial-untold = 过去的消费算不出它的花费：消费记录里没有它的条件。可以先试点。
trial-nothing = { $purchases } 笔消费试算下来没有变化：没有一笔符合条件。
trial-cost = { $purchases } 笔消费，<b>{ $points }</b> 积分，值 <b>{ $worth }</b>{ $off ->
    [0] {""}
   *[other] ，另有优惠 { $off }
}{ $gifts ->
    [0] {""}
   *[other] ，另送 { $gifts } 份奖品，值 { $kind }
}
trial-budget = 积分成本占营业额 { $draft }，现在是 { $now }；用掉警戒线的 { $soft }、上限的 { $hard }
trial-owed = 到今天还没用的：{ $points } 积分，{ $worth }
trial-members = { $winners } 位会员变多，{ $losers } 位变少，{ $unchanged } 位不变
trial-most = 得最多的会员卡 { $card }：从 { $now } 到 { $draft }，{ $purchases } 笔消费共 { $paid }
trial-moved = { $days ->
    [1] 试算日：{ $first }，星期不变。
   *[other] 试算区间：{ $first }–{ $last }，星期不变。
}
trial-always = 按一直进行来试算。
trial-months = 每月积分
trial-now = 现有规则
trial-draft = 加上「{ $name }」
toast-trial = 正在试算…

button-campaigns = 活动
button-campaign = { $mark } { $name }
button-campaign-new = 新活动
button-campaign-kind =
    .multiplier = 积分加倍
    .bonus = 加送积分
    .member-day = 会员日
    .first-order = 首次购物
    .step = 月度目标
    .challenge = 消费挑战
    .orders = 次数挑战
    .comeback = 唤回会员
    .rain = 积分雨
    .surprise = 惊喜
    .birthday = 生日
    .anniversary = 入会纪念日
    .activity = 做任务
    .green = 环保行为
    .streak = 连续签到
    .in-kind = 送奖品
    .referral = 带朋友
    .amount = 另定积分率
button-campaign-when =
    .always = 从现在起
    .today = 今天
    .weekend = 这个周末
    .week = 未来 7 天
    .weekdays = 每周几天
button-campaign-day = { $chosen ->
    [yes] ✓ { $day }
   *[no] { $day }
}
button-campaign-days-done = 就这几天
button-campaign-tier = { $top ->
    [yes] { $tier }
   *[no] { $tier }及以上
}
button-campaign-segment =
    .new = 新会员
    .active = 近期常来
    .loyal = 老顾客
    .sleeping = 许久没来
button-campaign-pilot = 试点 { $percent }%
button-campaign-take-name = 就用这个
button-campaign-figure = { $what }：{ $value }
button-campaign-change =
    .when = 时间
    .whom = 对象
    .name = 名字
button-campaign-try = 用过去的消费试算
button-campaign-announce-start = 通知并开始
button-campaign-start = 直接开始
button-campaign-end = 结束
button-campaign-end-now = 现在结束
button-campaign-drop = 撤下
button-campaign-drop-now = 现在撤下
button-campaign-copy = 复制
button-campaign-announce = 通知会员
button-campaign-widen = 扩大到 { $percent }%
toast-campaign-start-told = 已生效，会员会收到通知。
toast-campaign-start-quiet = 已生效。
toast-campaign-paused = 已暂停。
toast-campaign-resumed = 继续进行。
toast-campaign-ended = 好了。
toast-campaign-widened = 现在 { $percent }% 的会员参加。
toast-campaign-told = 会员会收到通知。
toast-campaign-known = 之前已经通知过会员。

value = 定下积分价值时，{ $goods } 样商品一共 { $then }，现在 { $now }，<b>{ $way ->
        [up] 涨了 { $change }
       *[down] 跌了 { $change }
    }</b>。
value-now = { $points }值 { $worth }。
value-proposed = 补上一半涨幅，<b>{ $points }应值 { $worth }</b>。生效前会先通知会员。
value-announced = { $day }起，<b>{ $points }值 { $worth }</b>，会员已知道。
value-steady = 涨幅没有超过 5%，积分价值不用变。

button-value = 积分价值
button-value-announce = 通知会员，{ $day }生效
button-value-withdraw = 撤回
toast-value-announced = 已通知。
toast-value-withdrawn = 已撤回，积分价值不变。
