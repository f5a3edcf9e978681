# What the member is told of a bill: how it was paid, and what of it came back.

notice-bill-voucher = Your voucher took { $off } off.
notice-bill-card = { $left ->
    [0] Your gift card paid { $off }, and is empty now.
   *[other] Your gift card paid { $off }; { $left } are left on it.
}
notice-bill-points = Your points paid { $off }.
notice-refund = { $paid } of a purchase was refunded: { $points } · you have { $balance }
notice-refund-none = { $paid } of a purchase was refunded · you have { $balance }
notice-bill-returned = The { $points } that paid a part are back.
notice-bill-reopened = The voucher that took { $off } off is open again.
notice-payment-asked = Pay { $worth } with <b>{ $points }</b>? The counter asks, and waits for you.
notice-made-good = <b>{ $points }</b> from the shop · you have { $balance }
    “{ $reason }”
notice-make-good-undone = { $points } that the shop gave by mistake went back · you have { $balance }

button-pay-agree = Agree
button-pay-decline = No
