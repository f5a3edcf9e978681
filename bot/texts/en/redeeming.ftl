# Redeeming: the shelf, a reward, and the vouchers it becomes.

rewards-title = <b>{ $points }</b> · worth { $worth }
rewards-now = { $now ->
    [0] Nothing is in reach yet.
    [one] One is in reach.
   *[other] { $now } are in reach.
}{ $near ->
    [0] {""}
    [one] {" "}One more is near.
   *[other] {" "}{ $near } more are near.
}
rewards-none = There’s nothing to redeem yet. The shop is filling the shelf.

offer = <b>{ $reward }</b> · { $price }
offer-free = <b>{ $reward }</b> · free
offer-note = { $words }
offer-tier-saves = That’s { $tier }’s price; without it { $price }.
offer-tier-pays = { $tier } pays { $price }.
offer-keep = You keep { $keeps }.
offer-keep-and = You keep { $keeps }. { $terms }
offer-left = { $left } left.
offer-seats = { $left ->
    [one] One seat left.
   *[other] { $left } seats left.
}
offer-limit = { $limit ->
    [one] One{ $unit ->
        [ticket] {" ticket"}
        [turn] {" turn"}
       *[thing] {""}
    }
   *[other] { $limit }{ $unit ->
        [ticket] {" tickets"}
        [turn] {" turns"}
       *[thing] {""}
    }
} for each member{ $per ->
    [day] {" a day"}
    [week] {" a week"}
    [month] {" a month"}
    [year] {" a year"}
   *[other] {""}
}{ $taken ->
    [0] .
   *[other] {"; you’ve had "}{ $taken }.
}
offer-until = Until { $day }.
sentence-space = {" "}
offer-short = Not enough yet: it costs { $price }, you have { $balance }{ $owed ->
    [0] .
   *[other] {" and owe "}{ $owed }, which is paid first.
}
offer-way = Sign in daily, or shop for { $amount } at { $tier }.
offer-not-sold-out = Sold out for now. Look again soon.
offer-not-tier = It’s for { $tier }. /tier shows the way there.
offer-not-limit = You’ve had { $limit ->
    [one] yours
   *[other] your { $limit }
}{ $per ->
    [day] {". Tomorrow there’s another."}
    [week] {". Next week there’s more."}
    [month] {". Next month there’s more."}
    [year] {". Next year there’s more."}
   *[other] {": that’s all there is for each member."}
}
offer-not-later = You can have it from { $moment } on.
offer-not-over = It’s over: it could be had until { $moment }.
offer-not-closed = It closed { $moment ->
    [today] { $moment }
    [tomorrow] { $moment }
   *[other] on { $moment }
}.

terms-goods = Collect within { $days ->
    [one] { $days } day
   *[other] { $days } days
} at the counter.
terms-service = Ask for it at the counter within { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
terms-bill = { $worth }, good for { $days ->
    [one] { $days } day
   *[other] { $days } days
}.
terms-privilege = It’s yours for { $days ->
    [one] { $days } day
   *[other] { $days } days
}; the counter sees it on your card.
terms-event = It can be given back until { $moment }.
worth-money-off = { $value } off one bill{ $least ->
    [0] {""}
   *[other] {" of "}{ $least } or more
}
worth-percent-off = { $percent } off one bill{ $limit ->
    [0] {""}
   *[other] {", at most "}{ $limit }
}
worth-gift-card = { $value } to spend, in as many bills as you like
event-time = { $moment }
event-place = { $moment } · { $place }
cause = { $gifts ->
    [0] Nobody has given yet.
    [one] So far { $points } in one gift.
   *[other] So far { $points } in { $gifts } gifts, from everybody together.
}

redeemed = <b>{ $reward }</b> is yours. You keep { $keeps }.
redeemed-voucher = The voucher is below, good until { $day }.
given = <b>{ $points }</b> for { $reward }. You keep { $keeps }.

vouchers-title = <b>Your vouchers</b>
vouchers-none = No vouchers yet. What you redeem stands here.
voucher-open = <b>{ $reward }</b>
    { $code } · show it at the counter by { $day }
voucher-left = { $left } of { $value } left
voucher-on-card = The counter sees it on your card.
voucher-used = <b>{ $reward }</b> · used { on-day }
voucher-cancelled = <b>{ $reward }</b> · given back { on-day }
voucher-expired = <b>{ $reward }</b> · not used by { $day }, points returned
voucher-ended = <b>{ $reward }</b> · ended { on-day }
voucher-give-back = Give <b>{ $reward }</b> back? { $points ->
    [0] Nothing returns to you: what it cost has reached its own end.
   *[other] { $points } return to you and keep their end date.{ $ended ->
        [0] {""}
       *[other] {" "}{ $ended } have reached theirs.
    }
}
voucher-given-back = { $points } are back. You have { $balance }.
voucher-label = { $state ->
    [issued] ● { $reward }
   *[other] ○ { $reward }
}

button-rewards = Rewards
button-offer = { $reward } · { $price }
button-offer-free = { $reward } · free
button-offer-near = { $reward } · { $price } · { $missing } more
button-offer-not = { $reward } · { $why ->
    [sold-out] sold out
    [tier] { $tier }
    [limit] had it
    [later] from { $day }
   *[other] over
}
button-redeem-for = Redeem for { $price }
button-give = Give { $price }
button-vouchers = My vouchers
button-show-qr = Show QR
button-give-back = Give back
button-give-back-now = Give back for { $points }
toast-redeemed = It’s yours.
toast-given = Thank you.
