# 店主看到的文字：钱和进度。

owner-home = <b>{ $shop }</b> · { $members } 位会员
    未用 { $outstanding }，值 { $worth }
stats = <b>{ $members } 位会员</b>
    发放 <b>{ $issued }</b>，兑换 <b>{ $redeemed }</b>，到期 <b>{ $expired }</b>
    未用 <b>{ $outstanding }</b> · { $worth }

broadcast-compose = 想告诉会员什么？发一段文字，或者一张带说明的图片。
broadcast-only = 我能发文字，或者一张带说明的图片。
broadcast-preview = 会员看到的就是这样。发给谁？
broadcast-audience = { $kind ->
    [tier] { $name }会员
    [language] 使用{ $name }的会员
   *[all] 全部会员
}
broadcast-confirm = 发给{ $audience }，<b>{ $people } 人</b>
broadcast-muted = 其中 { $muted } 人不收新消息，不会发给他们。
broadcast-eta = 大约 { $eta }，每秒 { $rate } 条。
broadcast-title = <b>{ $title }</b> · 发给{ $audience }，{ $people } 人
broadcast-photo = 图片
broadcast-progress = { $bar } { $percent }% · { $counts } · 每秒 { $rate } 条 · 还要 { $eta }
broadcast-paused = { $bar } { $percent }% · { $counts } · 已暂停
broadcast-done = 已发 { $settled } / { $people }：{ $counts }
broadcast-cancelled = 已取消，处理 { $settled } / { $people }：{ $counts }，{ $left } 未发
broadcast-count =
    .delivered = 送达 { $count }
    .blocked = 屏蔽 { $count }
    .failed = 失败 { $count }
    .muted = 不收 { $count }
    .unknown = 不确定 { $count }
duration-seconds = { $count } 秒
duration-minutes = { $count } 分钟
duration-hours = { $count } 小时

button-everybody = 全部
button-send = 发给 { $people } 人
button-pause = 暂停
button-resume = 继续
button-cancel-broadcast = 取消
button-broadcast = 群发
button-stats = 数据
button-refresh = 刷新
toast-sending = 开始发送。
toast-paused = 已暂停。
toast-resumed = 继续发送。
toast-broadcast-cancelled = 已取消。
