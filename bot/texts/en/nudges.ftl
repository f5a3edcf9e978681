# Nudges: a streak that ends tonight, a tier that is near.

notice-streak = <b>{ $cycle ->
    [1] { $streak } days in a row
   *[other] Day { $day } of { $cycle }
}</b>: sign in before midnight for { $points }, tomorrow { $tomorrow }.
notice-streak-otherwise = Otherwise it starts again with { $again }{ $repairs ->
    [0] {""}
    [one] , or you use this month’s repair
   *[other] , or you use one of { $repairs } repairs
}.
notice-goal = <b>{ $missing } more</b> for { $tier }: { $rights }.
