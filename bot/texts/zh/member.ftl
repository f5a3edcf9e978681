# 会员看到的文字。

home-balance = <b>{ $points }</b> · 值 { $worth }
home-tier = { $tier } · 近 12 个月 { $earned } / { $goal }，再得 { $missing } 积分升{ $next }
home-tier-top = { $tier } · 近 12 个月 { $earned } 积分
home-expiring = { $points }（{ $worth }）{ on-day }到期
home-held = 预留 { $points }
home-owed = 还欠 { $points }，之后赚到的会先抵还
home-in-reach = 现在可以兑换：{ $reward }，{ $price }
home-next-reward = 再攒 { $missing }就能换{ $reward }

welcome = { $name }，这是{ $shop }送你的见面礼。
welcome-plain = { $name }，欢迎来到{ $shop }。
welcome-how = 付款时出示会员卡，每天签到，喜欢什么就兑换什么。

history-title = <b>积分明细</b>
history-empty = 还没有记录。第一次购物或签到后会显示在这里。
history-line = { $when } · <b>{ $points }</b> { $kind } · { $balance }
history-numbered = { $number }. { $line }
history-kind =
    .welcome = 入会礼
    .sign_in = 签到
    .purchase = 购物
    .surprise = 惊喜
    .prize = 奖品
    .activity = 活动
    .birthday = 生日礼
    .anniversary = 周年礼
    .referral = 好友邀请
    .rain = 积分雨
    .in_kind = 礼物
    .redeem = 兑换
    .give_back = 退回兑换券
    .expire = 到期
    .undo = 购物撤销
    .refund = 退款
    .returned = 抵扣退回
    .make_good = 店里补偿
    .take_back = 店里收回
    .visit = 到店
    .repay = 抵还欠分
    .hold = 预留
    .release = 预留退回
    .capture = 没用完，退回
    .decay = 年度折减
    .reinstate = 店里恢复

proof = { $day }封存了 <b>{ $records } 条记录</b>
    { $root }
    每天夜里，当天的记录会得到这样一个指纹，它也包含之前的每一天。之后谁改动你的任何一笔，都会被看出来。
proof-channel = 也发布在 { $channel }。
proof-how = 在 /history 点证明，就能收到某一笔的证明。verify.py 在你自己的电脑上验证，不用经过店家。
proof-none = 还没有封存过。第一个夜里会封存已有的全部记录。
proof-which = <b>积分明细</b> · 要哪一笔？
proof-sent = 第 { $position } 条，共 { $records } 条，{ $day }封存
    用 { $command } 验证。
proof-script = 有 Python 就能运行：{ $command }


privacy = <b>{ $shop }保存你的哪些信息</b>
    你的 Telegram 编号和名字（加密保存）、语言、积分、购物和兑换券。
    只用来管理你的会员卡和给你发消息，不出售，也不给其他会员看。
    你出示会员卡时，店员会看到你的名字和等级。
    在 /settings 可以停收店铺消息。想查看或删除你的信息，告诉店家就行。

help = 我替你保管在{ $shop }的积分。
    每付 { $amount } 得 { $points }，{ $tier }以上得更多。{ $anchor }值 { $worth }。
    每天签到另有积分，兑换的东西在柜台等你。
    输入 / 查看所有命令。
help-flat = 我替你保管在{ $shop }的积分。
    每付 { $amount } 得 { $points }。{ $anchor }值 { $worth }。
    每天签到另有积分，兑换的东西在柜台等你。
    输入 / 查看所有命令。

cancelled = { $flow ->
    [sale] 这笔已取消，没有记积分。
    [voucher] 已取消，兑换券没有变化。
    [visit] 已取消，到店没有记下。
    [find] 已取消查找。
    [refund] 已取消，没有退款。
    [make-good] 已取消，没有补积分。
    [act] 已取消，没有记积分。
    [reinstate] 已取消，没有恢复积分。
    [extend] 已取消，有效期没有变化。
    [birthday] 已取消，生日没有填。
    [quiet] 已取消，免打扰时间没有变化。
    [staff-birthday] 已取消，生日没有变化。
    [campaign] 活动已放弃，没有开始。
    [catalogue] 已取消，奖品没有变化。
   *[broadcast] 群发已取消，什么都没有发出。
}
nothing-to-cancel = 现在没有要取消的事。
unknown = 这个我没看懂。你要的大概在这里：
unknown-thing = 我只看得懂文字。你要的大概在这里：
sorry = 我们这边出了点问题，你的东西都在。过一分钟再试试。


button-join = 领会员卡
button-redeem = 兑换
button-history = 明细
button-proof = 证明
button-number = { $number }
button-verify = verify.py
button-card = 会员卡
button-settings = 设置
button-previous = ◀
button-page = { $page }/{ $pages }
button-next = ▶
button-help = 帮助

toast-saved = 已保存。
toast-old-button = 这个菜单旧了，发 /points 打开新的。

words-points = 积分|我的积分|余额|查积分
words-rewards = 兑换|奖品|礼品|换礼品
words-history = 明细|积分明细|记录
words-proof = 证明|验证
words-card = 会员卡|卡|二维码
words-settings = 设置
words-help = 帮助|怎么用
words-cancel = 取消
words-start = 你好|开始
words-privacy = 隐私
