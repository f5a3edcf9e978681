# /why: a movement, what made it, and what nearly did.

why-purchase = { why-day }, <b>{ $points }</b> for { $paid }
why-undone = { why-day }, <b>{ $points }</b>: the purchase of { $paid } was undone
why-refunded = { why-day }, <b>{ $points }</b>: { $paid } of a purchase was refunded
why-movement = { why-day }, <b>{ $points }</b> { $what }
why-day = { $day ->
    [today] Today
   *[other] { $day }
}
why-nothing = Nothing has moved yet. Your first purchase or sign-in will be explained here.
why-which = <b>History</b> · why which line?

why-base = { $points } base
why-times = { $points } for { $name } (×{ $times })
why-fixed = { $points } for { $name }
why-sign-in = { $points } for { $day ->
    [0] signing in
    [1] signing in
   *[other] day { $day } in a row
}
why-your-tier = your tier
why-a-reward = a reward
why-cap = { $cut } cut: { $which ->
    [month] the monthly limit of { $most } is reached
    [year] the yearly limit of { $most } is reached
   *[other] a limit of what one can earn is reached
}.
why-dimmed = { $name } counted ×{ $times } instead of ×{ $full }: the points budget is nearly used.

why-tier = { why-day }, <b>{ $tier }</b>
why-tier-reached = { $tier } begins at { $least }: you had earned { $earned } in 12 months.
why-tier-lost = { $tier } takes { $least }, and you had earned { $earned } in 12 months.

why-kind =
    .welcome = A welcome gift, once for each card.
    .surprise = Won by chance: { $percent } of purchases do, and { $weight } in { $of_weight } of those win { $points }.
    .draw = Drawn by chance: { $winners } of { $active } members that day, and { $weight } in { $of_weight } win { $points }.
    .birthday = The shop’s gift for your birthday.
    .anniversary = The shop’s gift for the day you joined.
    .referral-inviter = A friend you brought has bought, and kept it.
    .referral-friend = A friend brought you, and you have bought.
    .rain = You caught a share of the points rain.
    .in_kind = The price of { $reward }, a gift: its voucher took them at once.
    .redeem = Spent on { $reward }.
    .prize = Won in { $reward }. /proof has the draw.
    .give_back = { $reward } was given back: its points return and keep their end date.
    .expire = Their last day was over. The ones that end soonest are always spent first.
    .decay = Once a year a part of what lay unused is lost.
    .repay = You owed them for a purchase that was undone: what you earn next pays that first.
    .hold = Put aside for something that isn’t settled yet.
    .release = What they were put aside for didn’t come: they are back.
    .capture = Less was needed than was put aside: the rest is back.
    .reinstate = They had expired, and the shop gave them back.
    .returned = They had paid a part of a bill that was refunded: they are back and keep their end date.
    .make_good = The shop gave them to you, to make something good.
    .take_back = They were given by mistake, and the shop took them back.
    .visit = You sent the shop’s code of the day.
    .before = It’s from before explanations were kept.

why-at = at { $time }
why-on = { on-day }
why-gap = { $unit ->
    [days] { $count ->
        [one] a day
       *[other] { $count } days
    }
    [hours] { $count ->
        [one] an hour
       *[other] { $count } hours
    }
   *[minutes] { $count ->
        [one] a minute
       *[other] { $count } minutes
    }
}
why-miss-over = { $name } missed by { $gap }: it ended { $edge }.
why-miss-ahead = { $name } missed by { $gap }: it { $begun ->
    [yes] started
   *[no] starts
} { $edge }.
why-miss-spend =
    .purchase = { $amount } more would have brought { $name }.
    .month = { $amount } was still missing for { $name } that month.
    .challenge = { $amount } was still missing for { $name }.
why-miss =
    .orders = { $amount ->
        [one] One more purchase was missing for { $name }.
       *[other] { $amount } more purchases were missing for { $name }.
    }
    .shop = { $name } is for purchases at { $wanted }.
    .category = { $name } is for { $wanted }.
    .product = { $name } is for { $wanted }.
    .tier = { $name } is for { $wanted }.
    .segment = { $name } is for { $wanted }.
    .pilot = { $name } is for some members first; it may widen.
    .paused = { $name } was paused.
    .taken = { $monthly ->
        [yes] { $name } had paid that month already: it does so once a month.
       *[no] { $name } had paid already: it does so once.
    }
    .beaten = { $name } gave way to a better multiplier, ×{ $times }.
    .dimmed = { $name } rested: the points budget was used up.

why-not-title = <b>Why not?</b> The last 30 days
why-not-line = { why-day }: { $told }
why-not-none = Nothing was refused, and no purchase missed anything.

button-why = Why
button-why-not = Why not

words-why = why|why?
