# The membership card, its turning picture, and a visit.

card = <b>{ $name }</b> · { $tier }{ $discount ->
    [0] {""}
   *[other] {" · "}{ $discount } % off
}
    { $code } · show it when you pay
card-turns = The picture turns by itself; a screenshot of it won’t work.
card-over = The picture has stopped turning and can’t be scanned now.
card-new-asked = A new code makes the old one useless, printed copies too.
card-for-staff = That’s somebody’s card. The counter scans it when they pay; it shows you nothing about them.
voucher-for-staff = That’s somebody’s voucher. The counter scans it and hands the reward out.

button-card-again = Show again
button-new-code = New code
button-new-code-now = Make a new code
toast-new-code = Here’s your new code.

visit-which = What’s the code? It hangs at the counter, new every day.
visit-points = <b>{ $points }</b> for your visit. You have { $balance }.
visit-noted = Good to see you. You have { $balance }.

pay-agreed = { $points } pay a part of your bill as soon as the counter confirms it.
pay-declined = { $points } are yours again. The bill is paid without them.
toast-agreed = Agreed.
toast-not-agreed = The points are yours again.

command-visit = You’re in the shop: today’s code
words-visit = visit
