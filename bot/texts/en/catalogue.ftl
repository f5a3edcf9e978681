# The catalogue, as owner and managers keep it.

catalogue-title = <b>{ $count ->
    [one] { $count } reward
   *[other] { $count } rewards
}</b>, { $open } on offer
catalogue-empty = The shelf is empty. The first reward takes a minute.
catalogue-mark =
    .open = ●
    .later = ◷
    .sold-out = ∅
    .hidden = ◌
    .over = ○
    .called-off = ✕
catalogue-state =
    .open = ● on offer
    .later = ◷ to come
    .sold-out = ∅ sold out
    .hidden = ◌ hidden
    .over = ○ over
    .called-off = ✕ called off
catalogue-shelf = { $state } · { $left ->
    [none] unlimited
   *[other] <b>{ $left }</b> left
} · { $redeemed ->
    [0] not redeemed yet
    [one] redeemed once
   *[other] redeemed { $redeemed } times
}
catalogue-in-stock = <b>{ $stock }</b> go on the shelf.
catalogue-terms = { $terms }
catalogue-limit = { $limit } each{ $per ->
    [day] {" a day"}
    [week] {" a week"}
    [month] {" a month"}
    [year] {" a year"}
   *[other] {""}
}
catalogue-draw = drawn { $at }, { $winners ->
    [one] { $winners } winner
   *[other] { $winners } winners
}: { $prize }
catalogue-unset = –
catalogue-always = always
catalogue-pictured = ✓
catalogue-blank = –
catalogue-prizes = { $count ->
    [one] { $count } prize
   *[other] { $count } prizes
}

catalogue-which = What kind of reward?
catalogue-kind =
    .goods = <b>Goods</b>: a thing you hand over
    .service = <b>Service</b>: something done for them
    .money-off = <b>Money off</b>: so much off one bill
    .percent-off = <b>Percent off</b>: a part of one bill
    .gift-card = <b>Gift card</b>: a balance for as many bills as it lasts
    .privilege = <b>Privilege</b>: a right for some days, seen on the card
    .event = <b>Event</b>: a seat on a day
    .donation = <b>Donation</b>: points for a good cause
    .mystery-box = <b>Mystery box</b>: each holds something
    .wheel = <b>Wheel</b>: turned for a prize, or for none
    .raffle = <b>Raffle</b>: tickets, and a draw on a day
catalogue-ask =
    .name = { $kind ->
        [donation] What is the cause called?
       *[other] What is it called?
    }
    .points = { $kind ->
        [wheel] How many points does a turn cost? 0 is free, once a day.
        [raffle] How many points does a ticket cost?
        [donation] How many points does one give at a time?
       *[other] How many points does it cost?
    }
    .stock = { $kind ->
        [event] How many seats are there?
       *[other] How many are there?
    }
    .note = What should members know about it?
    .picture = What does it look like?
    .value_minor = { $kind ->
        [gift-card] How much is on the card?
       *[money-off] How much is off?
    }
    .from_minor = From what amount does a bill count?
    .percent = How much is off the bill, in percent?
    .most_minor = At most how much?
    .days = For how many days?
    .at = When is it?
    .place = Where is it?
    .closes_hours = Until how many hours before can a seat be given back?
    .outcomes = What can be won? Each prize has its weight.
    .draws_at = When is it drawn?
    .winners = How many win?
    .prize = What does each of them win? Points, or a reward:
    .limit = How many may each member have? Per what is asked apart.
    .per = Per what?
    .tiers = For whom is it?
    .tier_points = Does it cost some tiers less?
    .window = From when to when is it on offer?
    .collect_days = For how many days is its voucher good?
    .low_stock = When how few are left do you want to know?
    .worth_minor = What does it cost in money?
catalogue-what =
    .name = Name
    .points = Price
    .stock = { $kind ->
        [event] Seats
       *[other] Stock
    }
    .note = Note
    .picture = Picture
    .value_minor = Value
    .from_minor = From
    .percent = Off
    .most_minor = At most
    .days = Days
    .at = When
    .place = Where
    .closes_hours = Back until, hours
    .outcomes = Prizes
    .draws_at = Draw
    .winners = Winners
    .prize = Prize
    .limit = Limit
    .per = Per
    .tiers = For
    .tier_points = Tier prices
    .window = On offer
    .collect_days = Voucher, days
    .low_stock = Alarm at
    .worth_minor = Worth
catalogue-send =
    .words = Send it in English and Chinese, like { $example }. One alone serves for both.
    .note = Send a line, or two lines in two languages, like:
        { $example }
    .picture = Send a photo.
    .moment = Send day and time, like { $example }.
    .window = Choose, or send the first and the last day, like { $example }.
    .outcomes = Take these, or send yours, a line for each; 0 is no prize:
        { $example }
    .prize = Choose, or send points, like { $example }.
    .prices = Send a line for each tier, like:
        { $example }
catalogue-example =
    .name = Enamel mug / 搪瓷杯
    .place = Upstairs / 二楼
    .note = White with a blue rim
catalogue-preview = <b>This is what members see:</b>
catalogue-contradiction = This doesn’t go together with the rest, so it can’t go on the shelf:
    { $reason }
catalogue-change = What do you want to change?
catalogue-stock = How many of <b>{ $name }</b> come to the shelf? Send any number; −3 takes three away.
catalogue-stock-wrong = I need a whole number, like 12 or −3.
catalogue-drop = Remove <b>{ $name }</b> for good? Nobody holds one. To take it out of sight for a while, hide it.
catalogue-call-off = { $seats ->
    [0] Call <b>{ $name }</b> off for good? Nobody holds a seat.
    [one] Call <b>{ $name }</b> off for good? One seat goes back, with { $points }; its holder is told.
   *[other] Call <b>{ $name }</b> off for good? { $seats } seats go back, with { $points }; their holders are told.
}
catalogue-gone = It’s out of the catalogue.

alert-low-stock = { $left ->
    [0] <b>{ $reward }</b> is sold out.
    [one] One <b>{ $reward }</b> left.
   *[other] { $left } <b>{ $reward }</b> left.
}

button-catalogue = Rewards
button-catalogue-reward = { $mark } { $name } · { $price }{ $left ->
    [none] {""}
   *[other] {" · "}{ $left } left
}
button-catalogue-new = New
button-catalogue-kind =
    .goods = Goods
    .service = Service
    .money-off = Money off
    .percent-off = Percent off
    .gift-card = Gift card
    .privilege = Privilege
    .event = Event
    .donation = Donation
    .mystery-box = Mystery box
    .wheel = Wheel
    .raffle = Raffle
button-catalogue-answer = { $what }: { $value }
button-catalogue-skip = Skip
button-catalogue-none = None
button-catalogue-always = Always
button-catalogue-suggested = Take these
button-catalogue-put = Put on the shelf
button-catalogue-save = Save
button-catalogue-undo = Back to before
button-catalogue-edit = Edit
button-catalogue-restock = Restock
button-catalogue-hide = Hide
button-catalogue-show = Show
button-catalogue-copy = Copy
button-catalogue-drop = Remove
button-catalogue-drop-now = Remove it
button-catalogue-call-off = Call off
button-catalogue-call-off-now = Call it off
button-catalogue-more = +{ $by }
button-catalogue-endless = Unlimited
toast-catalogue-saved = On the shelf.
toast-catalogue-undone = It is as it was.
toast-catalogue-hide = Hidden.
toast-catalogue-show = Shown again.
toast-catalogue-stocked = The shelf is filled.
toast-catalogue-dropped = Removed.
toast-catalogue-called-off = Called off.
