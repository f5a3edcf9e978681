# Games: mystery boxes, wheels and raffles.

played-points = { $game }: <b>{ $points }</b>. You have { $balance }.
played-reward = { $game }: <b>{ $prize }</b> is yours. Its voucher is below.
played-nothing = { $game }: nothing this time. You have { $balance }.

raffle = { $winners ->
    [one] One winner gets
   *[other] { $winners } winners get
} { $prize }, drawn { $moment }.
raffle-tickets = { $all ->
    [0] No ticket is sold yet.
    [one] One ticket is sold{ $mine ->
        [0] .
       *[other] {", and it’s yours."}
    }
   *[other] You have { $mine } of { $all } tickets.
}
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
