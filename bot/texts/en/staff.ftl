# What staff read at the counter: faster than pretty.

staff-home = <b>Counter</b> · { $name }
    /sale CODE AMOUNT credits a purchase, /voucher CODE hands out a reward, /find looks up a card or receipt.
sale-whose = Whose card? Send the code, or scan the QR.
sale-member = <b>{ $name }</b> · { $tier }{ $discount ->
    [0] {""}
   *[other] {" · "}{ $discount } % off
}
sale-how-much = How much? Send the amount, like { $example }.
sale-sum = { $paid } → <b>{ $points }</b> ({ $worth })
sale-sum-discount = { $price } − { $discount } % = { $paid } → <b>{ $points }</b> ({ $worth })
sale-capped = That’s the most that a member can earn: { $points } less.
sale-category = Category: { $category }
sale-done = <b>{ $points }</b> for { $name } · { $paid } to pay
sale-receipt = Receipt { $receipt } · undo until { $until }
sale-surprise = And a surprise: { $points }
sale-repaid = { $points } of them paid what was owed.
sale-owed = { $points } of them were spent already: what is earned next pays them first.
sale-undone = Undone: <b>{ $points }</b> taken back from { $name }.

voucher-which = Which voucher? Send its code, or scan the QR.
voucher-check = <b>{ $reward }</b> · { $name }
voucher-check-open = Open until { $day }.
voucher-check-used = Used { $moment }. Don’t hand it out again.
voucher-check-cancelled = Given back { $moment }. It’s worth nothing.
voucher-check-expired = It ran out { $moment }. It’s worth nothing.
voucher-handed-out = Hand over <b>{ $reward }</b> to { $name }. The voucher is used.

find-what = Send a card’s code or a receipt’s number.
find-member = <b>{ $name }</b> · { $tier } · { $points }
find-purchase = { $moment } · { $paid } → <b>{ $points }</b>
find-undone = Undone { $moment }.

button-confirm = Confirm
button-change = Change
button-undo = Undo
button-undo-points = Undo { $points }
button-next-sale = Next sale
button-next-voucher = Next voucher
button-sale = Sale
button-use-voucher = Use voucher
button-my-card = My own card
toast-credited = Credited.
toast-undone = Undone.
toast-used = Used.
