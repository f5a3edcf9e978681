# 群发：说什么、发给谁、什么时候发；进展如何，效果怎样。

broadcasts-title = <b>群发</b> · { $open ->
    [0] 没有进行中的
   *[other] { $open } 个进行中
}
broadcast-line = { $mark } <b>{ $title }</b> · { $state ->
    [scheduled] { $at }
    [running] { $percent }%
    [paused] { $percent }%，已暂停
    [cancelled] { $at }，已取消
   *[done] { $at }，送达 { $delivered } 人
}
broadcast-mark =
    .scheduled = ◷
    .running = ●
    .paused = ‖
    .cancelled = ○
    .done = ✓

broadcast-compose = 想告诉会员什么？直接发到这里：文字、图片、视频、文件、语音、贴纸、地点、联系人或投票都行。
    写上 { $places }，每位会员看到的是自己的。
broadcast-draft = 发给{ $audience }：<b>{ $people } 人</b>{ $muted ->
    [0] {""}
   *[other] ，其中 { $muted } 人不收店铺消息
}
    { $starts ->
        [now] 马上发
       *[other] { $starts } 发
    } · { $buttons ->
        [0] 没有按钮
       *[other] { $buttons } 个按钮
    }{ $holdout ->
        [0] {""}
       *[other] {" "}· 留 { $holdout }% 不发
    }{ $paid ->
        [yes] {" "}· 付星星
       *[no] {""}
    }
    要改内容，重新发一遍就行。
broadcast-unknown-place = ⚠ 不认识 { $places }，会原样发出。
broadcast-nobody = 发不出去：这些会员都没有接收店铺消息。会员在 /settings 里可以打开。
broadcast-sample = 里面的数字只是示例：你自己没有会员卡。
broadcast-own-poll = 每位会员各有一份投票，互相看不到选了什么。
broadcast-kind =
    .text = 文字
    .photo = 图片
    .video = 视频
    .animation = 动图
    .audio = 音频
    .voice = 语音
    .video_note = 视频消息
    .document = 文件
    .sticker = 贴纸
    .venue = 地点
    .location = 地点
    .contact = 联系人
    .poll = 投票
    .dice = 骰子

broadcast-audience-title = 发给{ $audience }：<b>{ $people } 人</b>{ $muted ->
    [0] {""}
   *[other] ，其中 { $muted } 人不收店铺消息
}
broadcast-ask =
    .tiers = 哪些等级？
    .segment = 哪类顾客？
    .languages = 用哪种语言的会员？
    .visited = 上次什么时候来的？
    .balance = 有多少积分？选一个，或者发一个范围，比如 { $example }。
    .tag = 哪个标签？
broadcast-no-tags = 还没有标签。在会员的卡上可以加。
broadcast-audience =
    .all = 全部会员
    .some = { $conditions }的会员
    .or = 或
    .tiers = { $names }
    .languages = 用{ $names }
    .segment = { $name }
    .within = { $days } 天内来过
    .not_within = { $days } 天没来
    .from = 至少有 { $least } 分
    .up = 最多有 { $most } 分
    .between = 有 { $least } 到 { $most } 分
    .tag = 带标签“{ $tag }”
broadcast-segment =
    .best = 买得最多
    .regular = 常来
    .slipping = 来得少了
    .away = 很久没来
    .new = 刚加入
    .never = 还没买过

broadcast-buttons = { $count ->
    [0] 还没有按钮。
   *[other] 消息下面有 <b>{ $count } 个按钮</b>。
}最多 { $most } 个，一行写一个，比如
    <code>{ $example }</code>
    也可以让它打开机器人的页面。{ $count ->
        [0] {""}
       *[other] 点 ✕ 去掉。
    }
broadcast-example-label = 菜单
broadcast-screens = 点了打开什么？
broadcast-unfit =
    .link = 每行写一个名称和一个网址，比如
        <code>{ $example }</code>
    .address = 这个网址不能放在按钮上：要用 https://、tg:// 或 t.me 开头的，比如
        <code>{ $example }</code>
    .label = 按钮名称最多 { $most } 个字。
    .many = 最多放 { $most } 个按钮。
    .balance = 要一个数字或者积分范围，比如 { $example }。
broadcast-when = 什么时候发？选一个，或者发日期和时间，比如 { $example }。
broadcast-holdout = 抽签留出多少人不发？之后对比他们买了多少，就知道这条消息带来了什么。

broadcast-confirm = 发给{ $audience }：<b>{ $people } 人</b>{ $muted ->
    [0] {""}
   *[other] ，其中 { $muted } 人不收店铺消息，不会发给他们
}
    { $starts ->
        [now] 马上发
       *[other] { $starts } 发
    }，每秒 { $rate } 条，大约要 { $eta }{ $holdout ->
        [0] 。
       *[other] 。抽签留 { $holdout }% 不发。
    }
broadcast-rests = { $since } 到 { $until } 休息，也会避开会员自己的免打扰时段。
broadcast-quiet = 在那之前是免打扰时段；会员自己的免打扰时段也会避开。
broadcast-canary = 先发给 { $percent }% 的人，不顺利就自动暂停。
broadcast-price = 最近收到消息的 { $told } 人里，{ $muted } 人不再收，{ $blocked } 人屏蔽了机器人。
broadcast-stars = 最多花 <b>{ $stars } 颗星星</b>：十条一颗。

broadcast-title = <b>{ $title }</b> · 发给{ $audience }，{ $people } 人
broadcast-progress = { $bar } { $percent }% · { $counts } · 每秒 { $rate } 条 · 还要 { $eta }
broadcast-resting = { $bar } { $percent }% · { $counts } · { $at } 继续
broadcast-scheduled = { $at } 发出。
broadcast-paused = { $bar } { $percent }% · { $counts } · 已暂停
broadcast-paused-by =
    .canary = 自动暂停了：最先发的那些人里，太多没收到。先看看这条消息，再继续。
    .restore = 账本是从备份恢复的：备份之后已经收到的人，会再收到一次。
broadcast-done = 已完成 { $settled } / { $people }：{ $counts }
broadcast-cancelled = 已取消，处理 { $settled } / { $people }：{ $counts }，{ $left } 未发
broadcast-count =
    .delivered = 送达 { $count }
    .blocked = 屏蔽 { $count }
    .failed = 失败 { $count }
    .muted = 不收 { $count }
    .capped = 本周已满 { $count }
    .held_out = 留出 { $count }
    .unknown = 不确定 { $count }
    .waiting = 等待 { $count }
    .gone = 已不在范围 { $count }
broadcast-told =
    .delivered = 送达 <b>{ $count }</b>
    .blocked = 屏蔽了机器人 <b>{ $count }</b>
    .failed = 失败 <b>{ $count }</b>：Telegram 没收下
    .muted = 不收店铺消息 <b>{ $count }</b>
    .capped = 这周收得够多了 <b>{ $count }</b>
    .held_out = 抽签留出 <b>{ $count }</b>
    .unknown = 不确定 <b>{ $count }</b>：发了，但 Telegram 没说到没到
    .gone = 中途离开了发送范围 <b>{ $count }</b>
    .left = 未发 <b>{ $count }</b>
broadcast-sum = 合计 <b>{ $people } 人</b>
broadcast-clicked = 点击：{ $clicks }
broadcast-clicks = { $label } <b>{ $people }</b>（{ $percent }）
broadcast-clicks-uncounted = { $label }（没有统计）
broadcast-cost = 代价：{ $lost }。
broadcast-lost =
    .muted = { $count } 人不再收店铺消息
    .blocked = { $count } 人屏蔽了机器人
broadcast-effect = 7 天内购物：<b>{ $told }</b>，留出的人 { $held } · { $proven ->
    [yes] 有效果
   *[no] 还不能证明有效果
}（{ $least } 到 { $most }）
broadcast-effect-later = 带来了什么，发完 7 天后能看到。
broadcast-cancel-ask = 彻底停掉“<b>{ $title }</b>”？已经收到的不变，其他人不会再收到。

alert-canary = ⚠ <b>{ $title }</b>自动暂停了：最先发的 { $written } 人里，{ $bad } 人没收到。
    先看看这条消息，再继续。

duration-seconds = { $count } 秒
duration-minutes = { $count } 分钟
duration-hours = { $count } 小时

button-broadcast = 群发
button-broadcast-new = 新建
button-broadcast-open = { $mark } { $title }
button-broadcast-running = { $mark } { $title } · { $percent }%
button-broadcast-audience = 发给谁
button-broadcast-links = 按钮
button-broadcast-when = 时间
button-broadcast-holdout = 对照组
button-broadcast-paid = { $chosen ->
    [yes] ✓ 付星星
   *[no] 付星星
}
button-broadcast-go = 下一步
button-broadcast-choice = { $chosen ->
    [yes] ✓ { $label }
   *[no] { $label }
}
button-broadcast-part =
    .tiers = 等级
    .segment = 类型
    .languages = 语言
    .visited = 上次来
    .balance = 积分
    .tag = 标签
button-broadcast-any = 不限
button-broadcast-segment =
    .best = 最好的
    .regular = 常客
    .slipping = 来得少了
    .away = 很久没来
    .new = 新会员
    .never = 没买过
button-broadcast-visited =
    .within = { $days } 天内来过
    .not_within = { $days } 天没来
button-broadcast-add-screen = 打开页面
button-broadcast-remove = ✕ { $label }
button-broadcast-screen =
    .points = 我的积分
    .rewards = 兑换
    .signin = 签到
    .card = 会员卡
    .earn = 赚积分
    .challenges = 挑战
    .tier = 我的等级
    .invite = 带朋友来
    .rules = 规则
button-broadcast-now = 马上
button-broadcast-tomorrow = 明天 { $time }
button-broadcast-friday = 周五 { $time }
button-send = 发给 { $people } 人
button-broadcast-plan = 定时发给 { $people } 人
button-broadcast-details = 明细
button-broadcast-move = 改时间
button-broadcast-send-now = 马上发
button-broadcast-look = 查看
button-cancel-broadcast = 取消
button-broadcast-stop = 彻底停掉
toast-broadcast-tried = 样子就是这样，发出去以后点才有用。
toast-sending = 开始发送。
toast-broadcast-planned = 已定时。
toast-broadcast-cancelled = 已取消。
