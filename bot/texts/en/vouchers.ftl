# What is told of vouchers: they are yours, they end soon, they ended.

notice-voucher = <b>{ $reward }</b> is yours
    { $code } · show it at the counter by { $day }
notice-voucher-terms =
    .money-off = { $value } off one bill
    .money-off-from = { $value } off one bill of { $least } or more
    .percent-off = { $percent } off one bill
    .percent-off-most = { $percent } off one bill, { $value } at most
    .gift-card = { $value } to spend, in as many bills as it lasts
    .privilege = The counter sees it on your card. It ends by itself.
    .event = { $at }
    .event-place = { $at } · { $place }
notice-voucher-used = Your voucher for <b>{ $reward }</b> is used. Enjoy it.
notice-voucher-lapsed = Sorry: <b>{ $reward }</b> never reached you in time. { $points ->
    [0] What it cost has reached its own end meanwhile; you have { $balance }.
   *[other] { $points } are back, you have { $balance }.
}
notice-prize-lapsed = Sorry: <b>{ $reward }</b> never reached you in time.
notice-voucher-returned = <b>{ $reward }</b> wasn’t used in time. { $points } are back, you have { $balance }.
notice-voucher-ended = <b>{ $reward }</b> has ended.
notice-voucher-expiring = <b>{ $reward }</b> waits for you until { $day }.
notice-voucher-expiring-card = <b>{ $reward }</b>: { $value } are left, to spend until { $day }
notice-voucher-expiring-seat = <b>{ $reward }</b> is { $day ->
    [today] today
    [tomorrow] tomorrow
   *[other] on { $day }
}
notice-event-off = Sorry: <b>{ $reward }</b> is called off. { $points } are back, you have { $balance }.
notice-event-off-free = Sorry: <b>{ $reward }</b> is called off.
notice-donation = Thank you for <b>{ $points }</b> for { $reward }. Together it’s { $total } so far.
button-once-more = Redeem it again
