# 店主看到的文字：钱和进度。

owner-home = <b>{ $shop }</b> · { $members } 位会员
    未用 { $outstanding }，值 { $worth }
stats = <b>{ $members } 位会员</b>
    发放 <b>{ $issued }</b>，兑换 <b>{ $redeemed }</b>，到期 <b>{ $expired }</b>
    未用 <b>{ $outstanding }</b> · { $worth }

button-everybody = 全部
button-pause = 暂停
button-resume = 继续
button-stats = 数据
button-refresh = 刷新
toast-paused = 已暂停。
toast-resumed = 继续发送。

reinstate-whose = 恢复谁的积分？发会员码。
reinstate-which = <b>{ $name }</b> 失去过这些，恢复哪一笔？
reinstate-none = <b>{ $name }</b> 没有可以恢复的过期积分。
reinstate-why = <b>{ $points }</b>，{ $day } 过期。为什么恢复？写下原因，最多 { $most } 个字，会加密记在账上。
reinstate-reason = 请用文字写原因，最多 { $most } 个字。
reinstate-summary = 给 { $name } 恢复 <b>{ $points }</b>（{ $worth }），有效期到{ by-day }
    「{ $reason }」
reinstate-done = 已给 { $name } 恢复 <b>{ $points }</b>，有效期到{ by-day }
    现有 { $balance }。

extend-which = 延长哪些积分？选这些天内到期的，或者发最后一天，比如 { $example }。
extend-until = { $day }之前（含当天）到期的积分，延长多久？选一个，或者发新的最后一天，比如 { $example }。
extend-preview = <b>{ $members } 位会员</b>，<b>{ $points }</b>，值 { $worth }
    到{ by-day }为止到期的，有效期延长，新的最后一天：{ $until }。会员会收到通知。
extend-none = 到{ by-day }为止没有会员的积分到期。
extend-day = { $rule ->
    [past] 这一天已经过了。发今天或以后的日期，比如 { $example }。
    [order] 这不比原来的晚。发 { $example } 或更晚的日期。
    [far] 这是十年以后了。发近一点的日期，比如 { $example }。
   *[format] 请发年、月、日，比如 { $example }。
}
extend-progress = { $bar } { $percent }% · { $done } / { $members }
extend-done = 已为 <b>{ $members } 位会员</b>延长：{ $points }，有效期到{ by-day }

button-extend = 延长有效期
button-extend-now = 为 { $members } 人延长
button-reinstate = 恢复积分
button-reinstate-now = 恢复 { $points }
button-expiry = { $points } · { $day }
button-next-card = 另一张卡
button-more-expired = 其他过期积分
button-days = { $chosen ->
    [yes] ✓ { $days } 天
   *[no] { $days } 天
}
button-days-more = +{ $days } 天
toast-reinstated = 已恢复。
toast-extending = 开始延长。
