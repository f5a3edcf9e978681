# 店主和店长管理奖品。

catalogue-title = <b>{ $count } 个奖品</b>，{ $open } 个可兑换
catalogue-empty = 还没有奖品。上第一个只要一分钟。
catalogue-mark =
    .open = ●
    .later = ◷
    .sold-out = ∅
    .hidden = ◌
    .over = ○
    .called-off = ✕
catalogue-state =
    .open = ● 可兑换
    .later = ◷ 未开始
    .sold-out = ∅ 已兑完
    .hidden = ◌ 已下架
    .over = ○ 已结束
    .called-off = ✕ 已取消
catalogue-shelf = { $state } · { $left ->
    [none] 不限量
   *[other] 剩 <b>{ $left }</b>
} · { $redeemed ->
    [0] 还没人兑换
   *[other] 已兑换 { $redeemed } 次
}
catalogue-in-stock = 上架 <b>{ $stock }</b> 份。
catalogue-terms = { $terms }
catalogue-limit = { $per ->
    [day] 每人每天 { $limit } 份
    [week] 每人每周 { $limit } 份
    [month] 每人每月 { $limit } 份
    [year] 每人每年 { $limit } 份
   *[other] 每人 { $limit } 份
}
catalogue-draw = { $at } 开奖，{ $winners } 人中奖：{ $prize }
catalogue-unset = –
catalogue-always = 一直
catalogue-pictured = ✓
catalogue-blank = –
catalogue-prizes = { $count } 个奖

catalogue-which = 想上哪种奖品？
catalogue-kind =
    .goods = <b>商品</b>：当面交给会员的东西
    .service = <b>服务</b>：为会员做一件事
    .money-off = <b>代金券</b>：一笔账单减多少
    .percent-off = <b>折扣券</b>：一笔账单打几折
    .gift-card = <b>礼品卡</b>：有余额，可分几次用
    .privilege = <b>特权</b>：几天内有效，店员在会员卡上看得到
    .event = <b>活动名额</b>：某一天的一个座位
    .donation = <b>捐赠</b>：把积分捐给公益
    .mystery-box = <b>盲盒</b>：每个都有东西
    .wheel = <b>转盘</b>：转到奖，或者没有奖
    .raffle = <b>抽奖</b>：买奖券，到日子开奖
catalogue-ask =
    .name = { $kind ->
        [donation] 捐给谁？
       *[other] 叫什么名字？
    }
    .points = { $kind ->
        [wheel] 转一次要多少积分？0 就是免费，每天一次。
        [raffle] 一张奖券多少积分？
        [donation] 每次捐多少积分？
       *[other] 要多少积分？
    }
    .stock = { $kind ->
        [event] 一共多少个座位？
       *[other] 一共有多少份？
    }
    .note = 想让会员知道什么？
    .picture = 它长什么样？
    .value_minor = { $kind ->
        [gift-card] 卡里有多少钱？
       *[money-off] 减多少钱？
    }
    .from_minor = 账单满多少可用？
    .percent = 优惠百分之几？
    .most_minor = 最多减多少？
    .days = 有效几天？
    .at = 什么时候？
    .place = 在哪里？
    .closes_hours = 开始前几小时内不能退？
    .outcomes = 能抽到什么？每个奖都有权重。
    .draws_at = 什么时候开奖？
    .winners = 几个人中奖？
    .prize = 每人中什么？积分，或者一个奖品：
    .limit = 每个会员最多几份？按什么周期另外选。
    .per = 按什么周期？
    .tiers = 给谁？
    .tier_points = 哪些等级更便宜？
    .window = 从哪天到哪天可以兑换？
    .collect_days = 兑换券有效几天？
    .low_stock = 剩多少份时提醒你？
    .worth_minor = 成本多少钱？
catalogue-what =
    .name = 名字
    .points = 价格
    .stock = { $kind ->
        [event] 座位
       *[other] 库存
    }
    .note = 说明
    .picture = 图片
    .value_minor = 面值
    .from_minor = 满
    .percent = 优惠
    .most_minor = 最多减
    .days = 天数
    .at = 时间
    .place = 地点
    .closes_hours = 截止（小时）
    .outcomes = 奖项
    .draws_at = 开奖
    .winners = 中奖人数
    .prize = 奖品
    .limit = 限量
    .per = 周期
    .tiers = 对象
    .tier_points = 等级价
    .window = 兑换期
    .collect_days = 券有效天数
    .low_stock = 提醒
    .worth_minor = 成本
catalogue-send =
    .words = 中英文各写一个，比如 { $example }。只写一个就两边通用。
    .note = 发一行字，或者两种语言各一行，比如：
        { $example }
    .picture = 发一张照片。
    .moment = 发日期和时间，比如 { $example }。
    .window = 选一个，或者发起止日期，比如 { $example }。
    .outcomes = 就用这些，或者发你的，每个奖一行，0 就是没有奖：
        { $example }
    .prize = 选一个，或者发积分数，比如 { $example }。
    .prices = 每个等级一行，比如：
        { $example }
catalogue-example =
    .name = Enamel mug / 搪瓷杯
    .place = Upstairs / 二楼
    .note = 白色蓝边
catalogue-preview = <b>会员看到的是这样：</b>
catalogue-contradiction = 这和现有设置有冲突，还不能上架。原因和控制台上的一样，是英文：
    { $reason }
catalogue-change = 要改哪一项？
catalogue-stock = <b>{ $name }</b>要补多少？发一个数字就行，−3 是减 3 份。
catalogue-stock-wrong = 请发一个整数，比如 12 或 −3。
catalogue-drop = 彻底删除<b>{ $name }</b>？现在没有会员持有。只想暂时不给兑换，下架就好。
catalogue-call-off = { $seats ->
    [0] 取消<b>{ $name }</b>？取消后不能恢复。现在没有人订名额。
   *[other] 取消<b>{ $name }</b>？取消后不能恢复。{ $seats } 个名额会退回，连同 { $points }，并通知每位会员。
}
catalogue-gone = 已经删除。

alert-low-stock = { $left ->
    [0] <b>{ $reward }</b>兑完了。
   *[other] <b>{ $reward }</b>只剩 { $left } 份。
}

button-catalogue = 奖品
button-catalogue-reward = { $mark } { $name } · { $price }{ $left ->
    [none] {""}
   *[other] {" · 剩 "}{ $left }
}
button-catalogue-new = 上新
button-catalogue-kind =
    .goods = 商品
    .service = 服务
    .money-off = 代金券
    .percent-off = 折扣券
    .gift-card = 礼品卡
    .privilege = 特权
    .event = 活动名额
    .donation = 捐赠
    .mystery-box = 盲盒
    .wheel = 转盘
    .raffle = 抽奖
button-catalogue-answer = { $what }：{ $value }
button-catalogue-skip = 跳过
button-catalogue-none = 不设
button-catalogue-always = 一直
button-catalogue-suggested = 就用这些
button-catalogue-put = 上架
button-catalogue-save = 保存
button-catalogue-undo = 改回原样
button-catalogue-edit = 修改
button-catalogue-restock = 补货
button-catalogue-hide = 下架
button-catalogue-show = 重新上架
button-catalogue-copy = 复制
button-catalogue-drop = 删除
button-catalogue-drop-now = 确定删除
button-catalogue-call-off = 取消活动
button-catalogue-call-off-now = 确定取消
button-catalogue-more = +{ $by }
button-catalogue-endless = 不限量
toast-catalogue-saved = 已上架。
toast-catalogue-undone = 已改回原样。
toast-catalogue-hide = 已下架。
toast-catalogue-show = 已重新上架。
toast-catalogue-stocked = 库存已更新。
toast-catalogue-dropped = 已删除。
toast-catalogue-called-off = 活动已取消。
