# /challenges：目标和进度。

challenge = <b>{ $name }</b> · { $prize }
challenge-done = ✓ <b>{ $name }</b> · { $prize }，已到手
challenge-points = 送 { $points }
challenge-gift = 送{ $reward }
challenge-spend = { $bar } { $reached } / { $target } · { $day }截止，还差 { $missing }
challenge-orders = { $bar } { $reached } / { $target } 次 · { $day }截止，还差 { $missing } 次
challenge-due = { $bar } 已达成，{ $day }前再买一次就到手
challenges-none = 今天没有挑战。/rules 里还有别的积分。

button-challenges = 挑战
button-rules = 规则

words-challenges = 挑战|任务
