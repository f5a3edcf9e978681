# 谁都能验证的抽奖：/fair、证明，还有开奖消息。

command-fair = 抽奖为什么公平
words-fair = 公平|概率|中奖率

fair = <b>每次抽奖都能验证</b>
    每天开始之前公布种子的指纹，过了这一天再公布种子。抽到什么，谁也改不了。
fair-seed =
    .today = 今天的指纹 { $code }
    .tomorrow = 明天的指纹 { $code }
    .yesterday = 昨天的种子 { $code }
fair-how = 点“我的抽奖”，能收到每一次的证明；verify.py 在你自己的电脑上重抽一遍。
fair-off = 这里不抽奖。

odds-surprise = <b>惊喜</b> · 平常一笔消费能抽中
odds-game = <b>{ $name }</b>
odds-sold-out = <b>{ $name }</b> · 暂时没有了
odds-raffle = <b>{ $name }</b>
    每张奖券机会相同，抽出 { $winners } 张，每人最多中一次。
odds-line = { $odds } · { $part }/{ $whole } · { $outcome }
odds-none = 现在没有抽奖。

draws-title = <b>我的抽奖</b> · 要哪一次？
draws-none = 还没有为你抽过奖。怎么抽，看 /fair。
draw-line = { $number }. { $when } · { $game } · { $outcome }
draw-game = { $name }
    .surprise = 惊喜
    .daily = 每日抽奖
    .daily-prize = 每日奖品
draw-outcome =
    .points = { $points }
    .reward = { $reward }
    .ticket = { $number } 号
    .active = { $active } 人里抽中
    .nothing = 没有抽中
draw-sent = <b>{ $game }</b> · { $outcome }
draw-check = 运行 { $command }，就能重抽一遍。
draw-untold = 种子在 { $moment } 以后公布，到时再来。这一天没过完，谁都不能知道。

notice-raffle-won = { $game }开奖，<b>{ $number } 号</b>抽中了。
notice-raffle-points = 得到 <b>{ $points }</b>，现有 { $balance }。
notice-raffle-over = { $game }已开奖：中奖号码 { $numbers }。这次没有你的。

# 和每天夜里的封存一起发布到店里的频道。
seal-seed = { $day }抽奖种子的指纹：{ $code }

button-fair = 怎么抽的
button-draws = 我的抽奖
button-odds = 中奖率
