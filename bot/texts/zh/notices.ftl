# 自己到来的消息。

notice-purchase = 消费 { $paid }，<b>{ $points }</b> · 现有 { $balance }
notice-purchase-none = 实付 { $paid }，谢谢你。现有 { $balance }。
notice-capped = 已到{ $which ->
    [month] 每月
   *[year] 每年
}上限 { $most }。
notice-undone = { $paid } 的消费已撤销：{ $points } · 现有 { $balance }
notice-repaid = 其中 { $points }抵还了欠分。
notice-owed = 其中 { $points }已经用掉，之后赚到的会先抵还。
notice-surprise = 惊喜 <b>{ $points }</b>！现有 { $balance }。
notice-expiring = <b>{ $points }</b>（{ $worth }）快到期了：
notice-expiring-line = { on-day } { $points }
notice-expiring-more = 之后还有 { $points }
notice-expired = { $points }已到期，现有 { $balance }。

# 每天夜里发布到店里的频道。
seal-posted = { $day }的账已封存，共 <b>{ $records } 条记录</b>
    { $root }
notice-extended = <b>{ $points }</b>的有效期延长了，现在到{ by-day }。
notice-reinstated = 过期的 <b>{ $points }</b>回来了，有效期到{ by-day }。现有 { $balance }。
