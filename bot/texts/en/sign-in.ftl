# The daily sign-in: today, the week as a strip, what is ahead, and a streak mended.

sign-in-done = <b>{ $points }</b> · day { $day } of { $cycle }
sign-in-repaired = <b>{ $points }</b> · repaired, day { $day } of { $cycle }
sign-in-before = Signed in today already · day { $day } of { $cycle }
sign-in-bonus = { $points } of them for { $days } days in a row
sign-in-capped = The limit on what you can earn is reached: { $points } less.
sign-in-repaid = { $points } of them paid what you owed.
sign-in-week = { $week }   tomorrow { $tomorrow }, { $weekday } { $milestone }
sign-in-week-near = { $week }   tomorrow { $tomorrow }
sign-in-week-ends = { $week }   tomorrow it starts again with { $tomorrow }
sign-in-ahead = { $points } more for { $streak } days in a row, in { $days } days
sign-in-missed = You missed yesterday. Repair it, and today is day { $day } in a row.

toast-signed-in = { $points }
button-sign-in = Sign in
button-repair = Repair
words-signin = sign in|signin|check in|checkin
