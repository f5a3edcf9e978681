# Games: mystery boxes, wheels and raffles.

played-points = <b>{ $points }</b> from { $game }. You have { $balance }.
played-reward = <b>{ $prize }</b> from { $game }. Its voucher is below.
played-nothing = Nothing from { $game } this time. You have { $balance }.

raffle = { $winners ->
    [one] One winner gets
   *[other] { $winners } winners get
} { $prize }, drawn { $moment }.
raffle-tickets = You have { $mine } of { $all ->
    [one] { $all } ticket
   *[other] { $all } tickets
}.
raffle-drawn = Drawn { $moment }: { $numbers } won.
ticket-bought = Ticket <b>no. { $number }</b> is yours, you have { $mine } of { $all }. You keep { $keeps }.

button-open = Open for { $price }
button-open-free = Open
button-turn = Turn for { $price }
button-turn-free = Turn
button-again = Again
button-ticket = Ticket for { $price }
button-raffle = The raffle
toast-played = There it is.
toast-ticket = Ticket no. { $number }.
