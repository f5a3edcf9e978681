# Rules, each in one line: its name, what it gives, on what, when, for whom.

rule-line = { $name }: { $told }
rule-gives =
    .amount = { $whole ->
        [yes] { $points } for each full { $amount }
       *[no] { $points } for every { $amount }
    }
    .bonus = +{ $points }
    .multiplier = ×{ $times }
    .member-day = { $more ->
        [yes] { $off } off and ×{ $times }
       *[no] { $off } off
    }
    .first-order = ×{ $times } once, on your first purchase
    .step = +{ $points } once a month, when you spend { $spend } in it
    .in-kind = { $reward } as a gift once a month, when you spend { $spend } in it
    .challenge = { $orders ->
        [0] +{ $points } for { $spend } spent
       *[other] +{ $points } for { $orders } purchases
    }
    .comeback = +{ $points } when you buy again after { $days } days away, within { $within } days of our note
    .surprise = { $percent } of purchases win up to { $points }
    .activity = +{ $points }, { $limit ->
        [one] { $per ->
            [ever] once
           *[other] once a { $per }
        }
       *[other] { $per ->
            [ever] { $limit } times at most
           *[other] up to { $limit } times a { $per }
        }
    }
    .green = +{ $points } for each { $unit }, up to { $limit } a day
    .streak = { $repeats ->
        [yes] +{ $points } each time you sign in { $day } days in a row
       *[no] +{ $points } once you sign in { $day } days in a row
    }
    .birthday = +{ $points } on your birthday
    .anniversary = +{ $points } each year on the day you joined
    .rain = { $points } each for the first { $people } who come
    .referral = +{ $points } for a friend’s first purchase{ $least ->
        [0] {""}
       *[other] {" "}from { $least } up
    }{ $friend ->
        [0] {""}
       *[other] , +{ $friend } for the friend
    }, up to { $limit ->
        [one] 1 friend
       *[other] { $limit } friends
    } a month

rule-scope = { $told } { $scope }
rule-product = { $code }
rule-scope-things = on { $things }
rule-scope-least = on purchases from { $least } up
rule-scope-things-least = on { $things } from { $least } up
rule-scope-shops = at { $shops }
rule-scope-both = { $told } { $at }

rule-when = { $told } { $when }
rule-when-apart = { $told }, { $when }
rule-within = { $when }, { $span }
rule-days-hours = { $days }, { $hours }
rule-every-day = every day
rule-until = until { $day ->
    [today] the end of today
   *[other] { $day }
}
rule-until-time = until { $day }
rule-from = from { $day }
rule-from-time = from { $day }
rule-span = from { $starts } to { $ends }
rule-hours = { $since }–{ $until }
rule-hours-from = from { $since }
rule-hours-until = before { $until }
rule-weekdays = every { $days }
rule-workdays = on weekdays
rule-weekends = at weekends
rule-month-days = on the { $days } of the month
rule-nth = { $day ->
    [1] 1st
    [2] 2nd
    [3] 3rd
    [21] 21st
    [22] 22nd
    [23] 23rd
    [31] 31st
   *[other] { $day }th
}

rule-whom = { $told }, { $whom }
rule-tiers = for { $tiers }
rule-tier-up = for { $tiers } and up
rule-segments = for { $segments }
rule-segment =
    .new = new members
    .active = those who bought lately
    .loyal = our most faithful
    .sleeping = those we missed
rule-pilot = { $told }, for some members first

# /rules: how earning adds up, what is in force, what is announced.

rules-title = <b>{ $rate }</b>
rules-rate = { $points } for every { $amount }
rules-stacking = The best rate gives the base, times the best tier multiplier, times the best campaign multiplier, rounded down; then fixed bonuses, then the caps: { $caps }.
rules-stacking-uncapped = The best rate gives the base, times the best tier multiplier, times the best campaign multiplier, rounded down; then fixed bonuses.
rules-caps = { $which ->
    [month] { $month } a month at most
    [year] { $year } a year at most
   *[both] at most { $month } a month, { $year } a year
}
rules-no-caps = No limit to what you can earn
rules-dimmed = Campaigns and surprises shine at { $percent } for now: the points budget is nearly used.
rules-none = No campaign runs today.
rules-ahead = <b>Announced</b>
rules-ahead-none = Nothing new is planned.
rules-change = From { $day }: { $told }
rules-anchor = { $points } are worth { $worth }
rules-tiers = Tiers: { $tiers }
rules-tier = { $tier } from { $threshold } (×{ $times })
rules-sign-in = { $days ->
    [1] Signing in gives { $each } a day
   *[other] Signing in daily gives { $points } points, and then again
}
rules-surprise = { $percent } of purchases win up to { $points }
rules-validity = Points are valid for { $months ->
    [one] 1 month
   *[other] { $months } months
}{ $to_end_of ->
    [day] {""}
   *[other] {""}, and on to the end of that { $to_end_of }
}
rules-decay = After { $months ->
    [one] 1 month
   *[other] { $months } months
} points lose { $lost }, and again each year after
rules-ends = { $name } is over

button-announced = Announced
button-in-force = In force

words-rules = rules|rule
