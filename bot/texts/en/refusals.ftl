# What is said when the answer is no: what happened, why, and what would help.

refusal-not-a-member = You have no card yet. One tap makes one.
refusal-not-allowed = That isn’t yours to do. Everything for you is under /help.
refusal-unknown-code = Nobody has this code. Codes look like K7QF-2M9X; ask for the card again.
refusal-amount-refused = { $rule ->
    [decimals] That has too many decimals: { $decimals } at most, like { $example }.
    [positive] The amount must be more than zero, like { $example }.
    [most] That’s too much for one purchase: { $most } at most.
   *[digits] The amount takes the digits 0–9 and one dot only, like { $example }.
}
refusal-not-enough-points = Not enough yet: it costs { $price }, you have { $available }. Sign in daily, or come by.
refusal-reward-gone = This reward is no longer on the shelf. /rewards shows what is.
refusal-sold-out = It’s just sold out, and your points are untouched. /rewards shows what’s left.
refusal-price-changed = The price changed from { $shown } to { $price }. Nothing was taken: look again.
refusal-voucher-unknown = There’s no voucher with this code. It has 16 letters and digits; check them again.
refusal-voucher-closed = { $state ->
    [used] This voucher was used { $at }.
    [cancelled] This voucher was given back { $at }.
   *[expired] This voucher ran out { $at }.
}
refusal-own-purchase = You can’t credit your own card. A colleague can.
refusal-screen-old = This screen is old: it was changed or cancelled since. Nothing happened.
refusal-receipt-taken = This receipt is credited already today. /find shows it.
refusal-purchase-unknown = There’s no such purchase.
refusal-undo-too-late = A purchase can be undone for { $minutes } minutes, and they’re over.
refusal-undone-already = That was undone before. Nothing changed.
refusal-hold-unknown = Nothing is put aside under this number.
refusal-hold-closed = { $state ->
    [captured] What was put aside was used { $at }.
    [released] What was put aside was given back { $at }.
   *[expired] What was put aside ran out { $at }.
}
refusal-too-much = That’s more than there is: { $most } at most.
refusal-tier-unknown = The programme has no such tier any more. Choose again.
refusal-audience-empty = Nobody would get it. Choose another audience.
refusal-line-unknown = Your history has no such line.
refusal-not-sealed-yet = It isn’t sealed yet: each day is sealed the night after. Ask again after { $at }.
refusal-broadcast-unknown = There’s no such broadcast.
refusal-broadcast-over = This broadcast has ended already.
refusal-busy = It’s very busy right now. Try again in a moment.
refusal-key-reused = This was done before, in another way. Nothing changed.
