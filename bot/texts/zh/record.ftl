# 店员做过的事，老板看的：一件事一句话。

record-title = <b>操作记录</b> · { $count ->
    [0] 还没有
   *[other] { $count } 条
}{ $whose ->
    [one] {" · 只看 "}{ $who }
   *[all] {""}
}{ $only ->
    [flagged] {" · 只看有疑点的"}
   *[any] {""}
}
record-line = { $when } · { $who } { $told }
record-line-flagged = ⚑ { $when } · <b>{ $who }</b> { $told }
record-seconded = { $told }，有第二个人同意
record-why = { $why ->
    [often] { $told }：当天第五次以上撤回
    [soon] { $told }，几分钟前刚给同一张卡记过
    [daily] { $told }：连续三天接近当日上限
   *[none] { $told }
}
record-card = 尾号 { $tail } 的卡
record-nobody = 无卡
record-act =
    .serving = 开始当班
    .sale = 给{ $card }记了 { $money } 的消费：{ $points }
    .undo = 撤回了{ $card }的 { $points }
    .refund = 给{ $card }退了 { $money }，收回 { $points }
    .make_good = 给{ $card }补了 { $points }
    .voucher = 用了{ $card }的兑换券：{ $thing }
    .card = 查看了{ $card }
    .ask = 申请第二个人同意：{ $what ->
        [refund] 给{ $card }退款
        [make_good] 给{ $card }补 { $points }
       *[sell] 给{ $card }记消费
    }
    .approve = 同意了：{ $what ->
        [refund] 给{ $card }退款
        [make_good] 给{ $card }补 { $points }
       *[sell] 给{ $card }记消费
    }
    .decline = 拒绝了：{ $what ->
        [refund] 给{ $card }退款
        [make_good] 给{ $card }补 { $points }
       *[sell] 给{ $card }记消费
    }
    .own_purchase = 想自己办自己的卡
    .own_approval = 想同意自己提出的申请
    .activity = 给{ $card }记了 { $thing }：{ $points }
    .birthday = 设了{ $card }的生日
    .tag = { $what ->
        [take] 去掉了{ $card }的一个标签
       *[put] 给{ $card }加了一个标签
    }
    .extend = 延长了所有积分的有效期
    .reinstate = 把过期的 { $points } 还给{ $card }
    .campaign = { $what ->
        [pause] 暂停了
        [resume] 恢复了
        [widen] 扩大了
        [end] 结束了
        [announce] 公布了
       *[put] 修改了
    }活动 { $thing }
    .anchor = { $what ->
        [withdraw] 撤回了新的积分价值
       *[set] 公布了新的积分价值
    }
    .broadcast = { $what ->
        [pause] 暂停了
        [resume] 恢复了
        [schedule] 预定了
        [reschedule] 改期了
        [cancel] 取消了
       *[start] 开始了
    }一次群发
    .catalogue = 修改了奖品 { $thing }
    .call_off = 取消了活动 { $thing }
    .device_offered = 申请了收银页
    .device_paired = 连上了收银页
    .device_revoked = 停用了收银页
    .entries_missing = 交来了收银页的记录，前面缺 { $count } 条
    .other = 做了：{ $act }
record-people = 看谁的？
record-exported = 共 { $count } 条，每条都和上一条链在一起。<code>bot.py audit</code> 能查出有没有被改过。
record-exported-newest = 文件里是最近的 { $count } 条，其余用 <code>bot.py record</code> 查看。

alert-flagged = <b>值得看一下</b>
alert-guessing = <b>有人在猜码</b>：{ $what ->
    [member] 会员
    [page] 收银页
   *[staff] 店员
} { $who }
alert-guessing-until = { $until } 前不再为其查询。

button-record = 操作记录
button-record-all = 全部
button-record-flagged = 只看疑点
button-record-people = 按人看
button-record-export = 导出
button-person = { $name }
command-record = 店员做了什么，哪里有疑点
