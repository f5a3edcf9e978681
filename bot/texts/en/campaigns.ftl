# Campaigns, as the owner plans and watches them.

campaigns-title = <b>{ $count ->
    [one] { $count } campaign
   *[other] { $count } campaigns
}</b>, { $live } on now
campaigns-none = There are no campaigns yet. The first one takes a minute.
campaign-line = { $mark } { $told } · { $points } so far
campaign-line-new = { $mark } { $told }
campaign-mark =
    .live = ●
    .scheduled = ◷
    .paused = ‖
    .ended = ○
campaign-state =
    .live = ● on now
    .scheduled = ◷ to come
    .paused = ‖ paused
    .ended = ○ over
campaign-so-far = { $state } · { $points ->
    [0] nothing given so far
   *[other] <b>{ $points }</b> given so far, worth { $worth }
}
campaign-pilot = A pilot: { $percent } % of members are in.
campaign-end = End <b>{ $name }</b>? From this minute on nobody earns by it. What it gave stays, and it doesn’t start again.
campaign-drop = Take out <b>{ $name }</b>? It hasn’t started, and members will no longer read of it.
campaign-dropped = It’s out. Nobody earned by it.

campaign-which = What kind of campaign?
campaign-ask =
    .percent = { $kind ->
        [surprise] How many of 100 purchases win?
        [first-order] How many times the points on a first purchase?
        [member-day] And how many times the points? ×1 leaves them as they are.
       *[multiplier] How many times the points?
    }
    .points = { $kind ->
        [bonus] How many points on each purchase?
        [amount] How many points for each part of what is paid?
        [streak] How many points on that day?
        [green] How many points each time?
        [activity] How many points each time?
        [referral] How many points for who brings a friend?
        [birthday] How many points on a birthday?
        [anniversary] How many points for each year with you?
        [comeback] How many points for coming back to buy?
       *[step] How many points for it?
    }
    .min_minor = From what amount does a purchase count?
    .discount_percent = How much is off on that day, in percent?
    .spend_minor = { $kind ->
        [challenge] How much has to be spent while it’s on?
       *[step] How much has to be spent within a month?
    }
    .orders = How many purchases does it take?
    .sleep_days = Whom do you miss? Those who bought nothing for so many days:
    .share = How many points does each one get?
    .pot = How many points are there in all? It’s over when they’re gone.
    .by = Who says that it was done?
    .limit = { $kind ->
        [green] How often a day does it pay, at most?
       *[activity] How often does it pay, at most? You say per what next.
    }
    .per = Per what?
    .unit = What is counted? Say it in both languages, like { campaign-example.words }
    .day = On which day of signing in without a gap?
    .reward = Which reward do they get?
    .friend_points = And how many for the friend?
    .per_minor = For how much paid, each time?
campaign-example =
    .words = cup / 杯
    .name = Double day / 双倍日
campaign-when = When is it on? Choose, or send its days, like { $example }.
    A single day may have its hours, like { $hours }.
campaign-weekdays = On which days? Mark them; or send first and last day, if it ends.
campaign-whom = For whom? A pilot starts with { $percent } % of members and can widen.
campaign-name-ask = What is it called? <b>{ $en }</b> / <b>{ $zh }</b>
    Take that, or send your own, like { campaign-example.name }.
campaign-name =
    .multiplier = Extra points
    .bonus = Bonus points
    .member-day = Member day
    .first-order = First purchase
    .step = Monthly goal
    .challenge = Challenge
    .orders = Regulars’ challenge
    .comeback = Welcome back
    .rain = Points rain
    .surprise = Lucky days
    .birthday = Birthday
    .anniversary = Anniversary
    .activity = Review
    .green = Green points
    .streak = Sign-in streak
    .in-kind = Monthly gift
    .referral = Bring a friend
    .amount = Better rate

campaign-preview = <b>This is what members read:</b>
campaign-read = { $language }: { $line }
campaign-for-nobody = ⚠ Nobody who could get this is in that group.
campaign-too-dear = With this, { $tier } would cost { $cost } of what is paid, points and discount together. The most is { $hard }, so it can’t start.
    Give less, or raise <code>budget.hard_percent</code> in settings.toml.
campaign-contradiction = This doesn’t go together with the rest, so it can’t start:
    { $reason }
campaign-change = What do you want to change?
campaign-figure =
    .percent = { $kind ->
        [surprise] Wins
       *[multiplier] Times
    }
    .points = Points
    .min_minor = From
    .discount_percent = Off
    .spend_minor = Spend
    .orders = Purchases
    .sleep_days = Days away
    .share = Each gets
    .pot = In all
    .by = Said by
    .limit = At most
    .per = Per
    .unit = For
    .day = Day
    .reward = Reward
    .friend_points = Friend’s points
    .per_minor = For each

owner-cost = Points cost <b>{ $cost }</b> of revenue in { $days } days, { $bright ->
    [100] cap { $soft }
    [0] over the cap of { $hard }: campaigns rest
   *[other] over { $soft }: campaigns run at { $bright }
}

trial-progress = { $bar } { $percent } % · { $done } of { $expected } purchases
trial-none = There are no purchases yet to try it on. Ask again once people have shopped.
trial-untold = Past purchases don’t tell what this would cost: what sets it off isn’t in them. A pilot would.
trial-nothing = Over { $purchases ->
    [one] { $purchases } purchase
   *[other] { $purchases } purchases
} it would have changed nothing: none of them fits.
trial-cost = <b>{ $points }</b> points over { $purchases ->
    [one] { $purchases } purchase
   *[other] { $purchases } purchases
}, worth <b>{ $worth }</b>{ $off ->
    [0] {""}
   *[other] , and { $off } of discounts
}{ $gifts ->
    [0] {""}
    [one] , and { $gifts } gift worth { $kind }
   *[other] , and { $gifts } gifts worth { $kind }
}
trial-budget = Points would cost { $draft } of revenue, now { $now }: { $soft } of the soft cap, { $hard } of the hard one
trial-owed = Still unspent today: { $points } points, { $worth }
trial-members = { $winners ->
    [one] { $winners } member gets
   *[other] { $winners } members get
} more, { $losers } less, { $unchanged } the same
trial-most = Most for card { $card }: { $draft } instead of { $now }, for { $purchases ->
    [one] { $purchases } purchase
   *[other] { $purchases } purchases
} of { $paid }
trial-moved = { $days ->
    [one] Tried on { $first }, the same day of the week.
   *[other] Tried from { $first } to { $last }, the same days of the week.
}
trial-always = Tried as if it had always run.
trial-months = Points a month
trial-now = Rules now
trial-draft = With { $name }
toast-trial = Trying it…

button-campaigns = Campaigns
button-campaign = { $mark } { $name }
button-campaign-new = New
button-campaign-kind =
    .multiplier = Times the points
    .bonus = Bonus points
    .member-day = Member day
    .first-order = First purchase
    .step = Monthly goal
    .challenge = Challenge
    .orders = So many visits
    .comeback = Comeback
    .rain = Points rain
    .surprise = Surprises
    .birthday = Birthday
    .anniversary = Anniversary
    .activity = Activity
    .green = Green act
    .streak = Sign-in streak
    .in-kind = Gift
    .referral = Referral
    .amount = Another rate
button-campaign-when =
    .always = From now on
    .today = Today
    .weekend = This weekend
    .week = Next 7 days
    .weekdays = Days of the week
button-campaign-day = { $chosen ->
    [yes] ✓ { $day }
   *[no] { $day }
}
button-campaign-days-done = On these days
button-campaign-tier = { $top ->
    [yes] { $tier }
   *[no] { $tier } and up
}
button-campaign-segment =
    .new = New members
    .active = Active
    .loyal = Most loyal
    .sleeping = Sleeping
button-campaign-pilot = Pilot of { $percent } %
button-campaign-take-name = Take this name
button-campaign-figure = { $what }: { $value }
button-campaign-change =
    .when = When
    .whom = For whom
    .name = Name
button-campaign-try = Try on past purchases
button-campaign-announce-start = Announce and start
button-campaign-start = Start quietly
button-campaign-end = End
button-campaign-end-now = End it now
button-campaign-drop = Take out
button-campaign-drop-now = Take it out
button-campaign-copy = Copy
button-campaign-announce = Announce
button-campaign-widen = Widen to { $percent } %
toast-campaign-start-told = It’s in. Members are told.
toast-campaign-start-quiet = It’s in.
toast-campaign-paused = Paused.
toast-campaign-resumed = Going on.
toast-campaign-ended = Done.
toast-campaign-widened = { $percent } % of members are in now.
toast-campaign-told = Members are told.
toast-campaign-known = Members were told of it before.

value = A basket of { $goods ->
    [one] { $goods } good
   *[other] { $goods } goods
} cost { $then } when points got their value, and { $now } now: <b>{ $change } { $way ->
        [up] more
       *[down] less
    }</b>.
value-now = { $points } are worth { $worth }.
value-proposed = To make up for half of it, <b>{ $points } would be worth { $worth }</b>. Members are told before it applies.
value-announced = From { $day } on, <b>{ $points } are worth { $worth }</b>. Members know.
value-steady = That’s no rise of more than 5 %, so the value can stay.

button-value = Value
button-value-announce = Announce for { $day }
button-value-withdraw = Withdraw
toast-value-announced = Announced.
toast-value-withdrawn = Withdrawn. The value stays.
