# The daily sign-in: today, the week as a strip, what is ahead, and a streak mended.

sign-in-day = { $cycle ->
    [1] { $streak ->
        [one] 1 day in a row
       *[other] { $streak } days in a row
    }
   *[other] day { $day } of { $cycle }
}
sign-in-done = <b>{ $points }</b> · { sign-in-day }
sign-in-repaired = <b>{ $points }</b> · repaired, { sign-in-day }
sign-in-before = Signed in today already · { sign-in-day }
sign-in-bonus = { $points } of them for { $days } days in a row
sign-in-capped = The limit on what you can earn is reached: { $points } less.
sign-in-repaid = { $points } of them paid what you owed.
sign-in-week = { $week }   tomorrow { $tomorrow }, { $weekday } { $milestone }
sign-in-week-near = { $week }   tomorrow { $tomorrow }
sign-in-week-ends = { $week }   tomorrow it starts again with { $tomorrow }
sign-in-same = tomorrow { $tomorrow } again
sign-in-ahead = { $points } more for { $streak } days in a row, in { $days } days
sign-in-missed = You missed yesterday. Repair it, and today is day { $day } in a row.

toast-signed-in = { $points }
button-sign-in = Sign in
button-repair = Repair
words-signin = sign in|signin|check in|checkin
