# 设置：语言、通知、免打扰时间，以及要先同意才会发的店铺消息。

settings-title = <b>设置</b>
settings-language = 语言：{ $language }
settings-news = 店铺消息：{ $wanted ->
    [yes] 接收
   *[no] 不接收
}
settings-quiet = { $hours ->
    [none] 没有设免打扰
   *[other] 免打扰：{ $hours }
}

notices-title = <b>通知</b>
notices-how = 打 ✓ 的我会告诉你。积分或礼物被收回、退回时，总会通知你。

quiet-title = { $hours ->
    [none] <b>没有设免打扰</b>
   *[other] 免打扰 <b>{ $hours }</b>{ $own ->
        [yes] {""}
       *[no] ，和店里一样
    }
}
quiet-how = 店铺消息和提醒会等这段时间过去再发，其他通知照发，但不响铃；只有等你确认的付款会响。
quiet-none = 有事随时告诉你。
quiet-asked = 从几点到几点不打扰？像 22-8 或 22:30-7:45 这样发给我。

news-asked = 店里的新鲜事和优惠，要不要也告诉你？每周最多 { $most } 条，点一下就能停。
news-title = <b>店铺消息和优惠</b> · { $wanted ->
    [yes] 接收
   *[no] 不接收
}
news-how = { $most ->
    [0] 店里现在不发。
   *[other] 每周最多 { $most } 条，免打扰时间不发。
}
news-said = { $day }，你{ $place ->
    [start] 入会时
    [settings] 在 /settings{" "}
   *[button] 在消息下面
}{ $given ->
    [yes] 点了接收
   *[no] 点了不接收
}。
news-stopped = 不再发店铺消息了，积分到账还会通知你。
news-again = 店铺消息又打开了。

button-notices = 通知
button-notice = { $wanted ->
    [yes] ✓ { $name }
   *[no] ○ { $name }
}
button-quiet = 免打扰
button-quiet-shop = { $chosen ->
    [yes] {"✓ "}
   *[no] {""}
}{ $hours ->
    [none] 和店里一样
   *[other] 和店里一样：{ $hours }
}
button-quiet-hours = { $chosen ->
    [yes] {"✓ "}
   *[no] {""}
}{ $hours ->
    [none] 不设
   *[other] { $hours }
}
button-quiet-own = 自己定
button-news = 店铺消息
button-news-yes = 告诉我
button-news-no = 先不要
button-stop-news = 不再接收
button-start-news = 重新接收
button-language = { $chosen ->
    [yes] ✓ { $name }
   *[no] { $name }
}
toast-news = { $wanted ->
    [yes] 有新鲜事就告诉你。
   *[no] 好，不发店铺消息。
}

notice-name =
    .arrived = 积分到账
    .spent = 积分捐赠
    .voucher = 兑换券
    .expiry = 积分到期
    .tier = 会员等级
    .birthday = 生日
    .surprise = 惊喜
    .gift = 礼物
    .referral = 好友
    .streak = 连续签到
    .goal = 快升级了
    .news = 店铺消息
language-name =
    .en = English
    .zh = 中文
