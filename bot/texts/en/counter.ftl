# What staff read at the counter: faster than pretty.

counter-home = <b>Counter</b> · { $name }
    Scan a card or a voucher, or type: /sale CODE AMOUNT, /voucher CODE, /refund RECEIPT.
desk-home = <b>Desk</b> · { $name }
    /find CODE looks up a card, a receipt or a voucher. /makegood CODE gives points for what went wrong.
staff-invited = A friend invites you as a member. Your own card is one tap away, and theirs counts it.

card-seen = <b>{ $name }</b> · { $tier } · { $points }
card-rights = Has: { $rights }
card-privilege = { $reward }, until { $day }
card-seats = Seat today: { $seats }
card-left = { $reward }, { $left } left
acts-title = What did { $name } do?

sale-whose = Whose card? Send the code, or scan the QR.
sale-member = <b>{ $name }</b> · { $tier }{ $discount ->
    [0] {""}
   *[other] {" · "}{ $discount } % off
}{ $category ->
    [none] {""}
   *[other] {" · "}{ $category }
}
sale-how-much = How much? Send the amount, like { $example }.
sale-what = { $price } for what?
sale-sum = { $paid } → <b>{ $points }</b> ({ $worth })
sale-sum-discount = { $price } − { $discount } % = { $paid } → <b>{ $points }</b> ({ $worth })
sale-price = { $price }{ $discount ->
    [0] {""}
   *[other] {" "}− { $discount } % = { $due }
}
sale-voucher = − { $off } · { $reward }
sale-points = − { $off } · { $points }
sale-to-pay = { $paid } to pay → <b>{ $points }</b> ({ $worth })
sale-second = Above { $most }: a manager has to agree.
sale-capped = That’s the most that a member can earn: { $points } less.
sale-voucher-taken = <b>{ $reward }</b> goes on the bill.
sale-done = <b>{ $points }</b> for { $name } · { $paid } to pay
sale-receipt = Receipt { $receipt } · undo until { $until }
sale-surprise = And a surprise: { $points }
sale-repaid = { $points } of them paid what was owed.
sale-undone = Undone: <b>{ $points }</b> taken back from { $name }.
sale-undone-only = Undone: { $name }’s purchase. It had earned nothing.
sale-reopened = The voucher is open again.
sale-released = { $points } that were put aside are back with the member.

paying-how-many = How many of { $name }’s { $balance } points pay? { $least } to { $most }: at most { $worth } of this bill.
paying-asked = { $name } was asked in the chat: <b>{ $points }</b> ({ $worth })
    It goes on once they tap Agree.
paying-answered = { $agreed ->
    [agreed] <b>{ $name } agreed.</b> { $points } are put aside for the bill.
   *[released] <b>{ $name } said no.</b> { $points } stay theirs.
}

voucher-which = Which voucher? Send its code, or scan the QR.
voucher-check = <b>{ $reward }</b> · { $name }
voucher-check-open = { $kind ->
    [privilege] Theirs until { $day }. There’s nothing to hand out.
    [event] A seat for { $day }.
   *[other] Open until { $day }.
}
voucher-check-used = Used { $moment }. Don’t hand it out again.
voucher-check-cancelled = Given back { $moment }. It’s worth nothing.
voucher-check-expired = It ran out { $moment }. It’s worth nothing.
voucher-handed-out = { $kind ->
    [event] <b>{ $reward }</b>: let { $name } in. The seat is taken.
    [service] <b>{ $reward }</b> for { $name }. The voucher is used.
   *[other] Hand over <b>{ $reward }</b> to { $name }. The voucher is used.
}

find-what = Send the code of a card or a voucher, or a receipt’s number.
purchases-title = <b>{ $name }</b> · purchases
purchases-none = { $name } hasn’t bought anything yet.
purchase-whose = <b>{ $name }</b> · receipt { $receipt }
find-purchase = { $moment } · { $paid } → <b>{ $points }</b>
purchase-voucher = − { $off } by voucher
purchase-points = − { $off } by points
purchase-refunded = { $back } went back, { $left } are left.
find-undone = All of it went back { $moment }.

refund-which = Which purchase? Send the receipt’s number.
refund-how-much = How much goes back? Send the amount, like { $example }.
refund-sum = <b>{ $money }</b> of { $paid } go back to { $name }.
refund-done = <b>{ $money }</b> back to { $name }. Hand it over.
refund-takes = { $points } are taken back.
refund-owed = { $points } of them were spent already: what is earned next pays them first.
refund-returned = { $points } that paid are theirs again.

make-good-how-many = How many points for { $name }?
make-good-left = { $left } are left to give today; above that a manager agrees.
make-good-why = <b>{ $points }</b> ({ $worth }). What for? The member reads it.
make-good-sum = <b>{ $points }</b> ({ $worth }) for { $name }
    { $reason }
make-good-second = Above the { $left } left to give today: a manager has to agree.
make-good-leaves = Leaves { $left } for today.
make-good-done = <b>{ $points }</b> for { $name } · undo until { $until }

visit-code = Today’s code: <b>{ $code }</b>
    Show it or the picture at the counter: { $points } for a visit, once a day.
today-done = <b>Today</b> · { $name }
today-sales = { $sales ->
    [0] No sale yet
    [one] 1 sale · { $paid }
   *[other] { $sales } sales · { $paid }
}
today-refunds = { $refunds ->
    [one] 1 refund · { $back }
   *[other] { $refunds } refunds · { $back }
}
today-undone = { $undone } undone
today-vouchers = { $vouchers ->
    [one] 1 voucher handed out
   *[other] { $vouchers } vouchers handed out
}
today-good = Made good: { $given }{ $left ->
    [-1] {""}
   *[other] , { $left } left
}

button-confirm = Confirm
button-change = Change
button-undo = Undo
button-undo-points = Undo { $points }
button-next-sale = Next sale
button-next-voucher = Next voucher
button-sale = Sale
button-use-voucher = Use voucher
button-my-card = My own card
button-bill-voucher = Use { $reward }
button-category = { $name }
button-no-category = Something else
button-pay-points = Pay with points
button-without-points = Without points
button-most-points = { $points } · { $worth }
button-go-on = Go on
button-ask-second = Ask a manager
button-more-acts = More
button-purchases = Purchases
button-purchase = { $state ->
    [undone] Gone back · { $moment } · { $paid }
   *[kept] { $moment } · { $paid }
}
button-card-of = Card
button-find = Find
button-refund = Refund
button-whole = The whole { $left }
button-refund-now = Give back { $money }
button-make-good = Make good
button-make-good-now = Give { $points }
button-visit-code = Code of the day
button-today = Today
button-counter = Counter
button-pages = Offline page
toast-credited = Credited.
toast-undone = Undone.
toast-used = Used.
toast-refunded = Given back.
toast-not-agreed-yet = No answer yet.
toast-no-points = No points for this bill.
toast-released = { $points } are back with the member.

command-sale = Credit a purchase: CODE AMOUNT
command-voucher = Check and use a voucher: CODE
command-refund = Give money back: RECEIPT
command-code = Today’s code for a visit
command-today = What you did today
command-find = Look up a card, receipt or voucher
command-makegood = Points for what went wrong: CODE
