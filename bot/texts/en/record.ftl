# What staff did, as the owner reads it: one sentence for each act.

record-title = <b>On the record</b> · { $count ->
    [0] nothing yet
    [one] { $count } act
   *[other] { $count } acts
}{ $whose ->
    [one] {" · only "}{ $who }
   *[all] {""}
}{ $only ->
    [flagged] {" · only what is flagged"}
   *[any] {""}
}
record-line = { $when } · { $who } { $told }
record-line-flagged = ⚑ { $when } · <b>{ $who }</b> { $told }
record-seconded = { $told }; a second person agreed
record-why = { $why ->
    [often] { $told }: the fifth taken back that day, or more
    [soon] { $told }, minutes after selling to the same card
    [daily] { $told }: close to the day’s limit, three days running
   *[none] { $told }
}
record-card = card …{ $tail }
record-nobody = nobody’s card
record-act =
    .serving = began to serve
    .sale = sold for { $money } to { $card }: { $points }
    .undo = took { $points } of { $card } back
    .refund = refunded { $money } to { $card }: { $points } taken back
    .make_good = made good with { $points } for { $card }
    .voucher = used a voucher of { $card }: { $thing }
    .card = looked at { $card }
    .ask = asked for a second person: { $what ->
        [refund] a refund to { $card }
        [make_good] { $points } for { $card }
       *[sell] a sale to { $card }
    }
    .approve = agreed to { $what ->
        [refund] a refund to { $card }
        [make_good] { $points } for { $card }
       *[sell] a sale to { $card }
    }
    .decline = declined { $what ->
        [refund] a refund to { $card }
        [make_good] { $points } for { $card }
       *[sell] a sale to { $card }
    }
    .own_purchase = tried to serve their own card
    .own_approval = tried to agree to what they asked for
    .activity = credited { $thing } to { $card }: { $points }
    .birthday = set the birthday of { $card }
    .tag = { $what ->
        [take] took a tag off { $card }
       *[put] put a tag on { $card }
    }
    .extend = gave all points more time
    .reinstate = gave { $points } back that had ended, to { $card }
    .campaign = { $what ->
        [pause] paused
        [resume] resumed
        [widen] widened
        [end] ended
        [announce] announced
       *[put] changed
    } the campaign { $thing }
    .anchor = { $what ->
        [withdraw] withdrew the new value of points
       *[set] announced another value of points
    }
    .broadcast = { $what ->
        [pause] paused
        [resume] resumed
        [schedule] planned
        [reschedule] moved the start of
        [cancel] cancelled
       *[start] started
    } a broadcast
    .catalogue = changed the reward { $thing }
    .call_off = called off the event { $thing }
    .device_offered = asked for a counter page
    .device_paired = paired a counter page
    .device_revoked = revoked a counter page
    .entries_missing = handed in a counter page’s entries; missing before them: { $count }
    .other = did: { $act }
record-people = Whose acts?
record-exported = { $count ->
    [one] { $count } act
   *[other] { $count } acts
}, each chained to the one before. <code>bot.py audit</code> says whether any was changed.
record-exported-newest = The file has the newest { $count }. <code>bot.py record</code> tells the rest.

alert-flagged = <b>Worth a look</b>
alert-guessing = <b>Somebody is guessing codes</b>: { $what ->
    [member] a member
    [page] a counter page
   *[staff] one of the staff
}, { $who }
alert-guessing-until = Nothing is looked up for them until { $until }.

button-record = Record
button-record-all = All
button-record-flagged = Flagged only
button-record-people = By person
button-record-export = Export
button-person = { $name }
command-record = What the staff did, and what looks odd
