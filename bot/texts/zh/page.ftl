# 收银页：在聊天里配对，也在聊天里停用。

page-home = <b>收银页</b> · 断网照样记，联网再补交
    { $count ->
        [0] 还没有配对的设备。在收银台的设备上打开链接就行。
       *[other] 已配对：
    }
page-line = { $number } · { $whose }，{ $name } · 最近使用 { $seen }
page-nameless = 浏览器
page-link = <b>在收银台的设备上打开或扫码</b>，10 分钟内有效，只能用一次。
    <code>{ $link }</code>
page-off = 收银页没有开启。请维护机器人的人打开设置里的 web.on。
button-page-new = 配对一台设备
button-page-open = 在这里打开
button-page-end = 停用 { $number }
toast-page-ended = 已停用，不会再补交。
command-counter = 收银页：断网也能用
