# 提醒：今晚要断的连续签到，快到的下一级。

notice-streak = <b>{ $cycle ->
    [1] 连续 { $streak } 天
   *[other] 第 { $day } 天，共 { $cycle } 天
}</b>：零点前签到得 { $points }，明天 { $tomorrow }。
notice-streak-otherwise = 今天不签就要从 { $again }重新开始{ $repairs ->
    [0] {""}
   *[other] ，好在还能补签 { $repairs } 次
}。
notice-goal = <b>再得 { $missing }</b>就升{ $tier }：{ $rights }。
