# Points for deeds and days: activities, birthdays, anniversaries, rain, friends, gifts.

earn-title = <b>Points without a purchase</b>
earn-none = There’s nothing else to earn right now. Sign in daily, or come by.
earn-member = { $rule } · <b>{ $points }</b>{ $left }
earn-staff = { $rule } · <b>{ $points }</b> at the counter{ $left }
earn-profile = { $rule } · <b>{ $points }</b>{ $lacks ->
    [language] {" "}once you tap your language in /settings
    [birthday] {" "}for your birthday in /settings
    [language-birthday] {" "}for your language and birthday in /settings
   *[nothing] {""}
}{ $left }
earn-green = { $rule } · <b>{ $points }</b> for each { $unit }, at the counter{ $left }
earn-rain = { $rule } · <b>{ $points }</b>, first come, first served
earn-left = { $left ->
    [0] {" · "}{ $per ->
        [day] done for today
        [week] done for this week
        [month] done for this month
        [year] done for this year
       *[ever] done
    }
   *[other] { $per ->
        [day] {" · "}{ $left } left today
        [week] {" · "}{ $left } left this week
        [month] {" · "}{ $left } left this month
        [year] {" · "}{ $left } left this year
       *[ever] {""}
    }
}
earn-done = <b>{ $points }</b> · { $rule } · you have { $balance }
earn-capped = { $capped } more would be above what one member can earn in a month or a year.
earn-repaid = { $points } of them paid what you owed.
caught = <b>{ $points }</b> from the rain · you have { $balance }

invite = <b>{ $points }</b> for each friend you bring{ $friend ->
    [0] {""}
   *[other] , { $friend } for them
}
invite-terms = Paid { $days ->
    [0] soon after
    [one] a day after
   *[other] { $days } days after
} their first purchase{ $least ->
    [0] {""}
   *[other] {" "}of { $least } or more
}, for up to { $limit ->
    [one] 1 friend
   *[other] { $limit } friends
} a month.
invite-link = Share your link: { $link }
invite-came = { $joined ->
    [one] 1 friend
   *[other] { $joined } friends
} joined by it, { $paid } paid for.
invite-none = Friends bring no points right now. /rules says when they do.

settings-birthday = Birthday: { $day }
birthday-asked = When is your birthday? Send it like 1990-05-17 or 05-17. It can be set once.
birthday-kept = <b>{ $day }</b> is kept. If it’s wrong, the counter can change it.
birthday-whose = When is { $name }’s birthday? Send it like 1990-05-17 or 05-17.
birthday-changed = { $name }’s birthday is <b>{ $day }</b> now.

act-units = <b>{ $rule }</b> · { $points } for each { $unit }. How many? Up to { $left }.
act-done = <b>{ $points }</b> for { $name } · { $rule }{ $units ->
    [one] {""}
   *[other] {" "}× { $units }
}
act-capped = { $points } more are above what one member can earn in a month or a year.

notice-activity = <b>{ $points }</b> · { $rule } · you have { $balance }
notice-activity-none = { $rule } is noted. It’s above what one member can earn in a month or a year, so you still have { $balance }.
notice-activity-capped = { $points } more would be above what one member can earn in a month or a year.
notice-birthday = Happy birthday! <b>{ $points }</b> from { $shop } · you have { $balance }
notice-anniversary = <b>{ $points }</b> for another year with us · you have { $balance }
notice-comeback = <b>{ $points }</b> on top of your next purchase, if it’s by { $day }. We’ve missed you.
notice-rain = <b>{ $rule }</b>: { $share } each for the first { $people ->
    [one] who taps
   *[other] { $people } who tap
}, until { $until }.
notice-referral = { $role ->
    [friend] <b>{ $points }</b> for coming by a friend’s link · you have { $balance }
   *[inviter] <b>{ $points }</b> for a friend you brought · you have { $balance }
}
notice-gift = <b>{ $reward }</b> is our gift, for what you bought this month
    { $code } · show it at the counter by { $day }
notice-gift-undone = <b>{ $reward }</b> isn’t a gift any more: the purchase that brought it was undone.

button-earn = Earn more
button-do = { $rule } { $points }
button-catch = Catch { $points }
button-birthday = Birthday
toast-earned = { $points }
toast-caught-before = You have your share already: { $points }.

words-earn = earn|earn points|activities
words-invite = invite|invite a friend|friend
