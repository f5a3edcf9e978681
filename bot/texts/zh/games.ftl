# 游戏：盲盒、转盘和抽奖。

played-points = { $game }：<b>{ $points }</b>，你有 { $balance }。
played-reward = { $game }：<b>{ $prize }</b>是你的了，兑换券在下面。
played-nothing = { $game }：这次没有抽中，你有 { $balance }。

raffle = 奖品：{ $prize }，抽 { $winners } 人，{ $moment } 开奖。
raffle-tickets = { $all ->
    [0] 还没有人买。
   *[other] 已售 { $all } 张，你有 { $mine } 张。
}
raffle-drawn = { $moment } 已开奖，中奖号码：{ $numbers }。
ticket-bought = <b>{ $number } 号</b>奖券是你的了。已售 { $all } 张，你有 { $mine } 张，还剩 { $keeps }。

button-open = 用 { $price } 积分打开
button-open-free = 打开
button-turn = 用 { $price } 积分转一次
button-turn-free = 转一次
button-again = 再来一次
button-ticket = 用 { $price } 积分买一张
button-raffle = 看抽奖
toast-played = 结果出来了。
toast-ticket = { $number } 号奖券。
