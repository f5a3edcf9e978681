# /challenges: goals with how far one is.

challenge = <b>{ $name }</b> · { $prize }
challenge-done = ✓ <b>{ $name }</b> · { $prize }, yours
challenge-points = +{ $points }
challenge-gift = { $reward } as a gift
challenge-spend = { $bar } { $reached } of { $target }, { $missing } more by { $day }
challenge-orders = { $bar } { $reached } of { $target } purchases, { $missing } more by { $day }
challenge-due = { $bar } reached: yours with your next purchase by { $day }
challenges-none = No challenge runs today. /rules shows what else pays.

button-challenges = Challenges
button-rules = Rules

words-challenges = challenges|challenge
