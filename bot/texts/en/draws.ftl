# Draws that anybody can repeat: /fair, the proofs, and what raffles tell.

command-fair = Why every draw is fair
words-fair = fair|odds|chances

fair = <b>Every draw can be checked</b>
    Before a day begins I publish the fingerprint of its seed; after it, the seed. Nobody can change what is drawn.
fair-seed =
    .today = Today’s fingerprint { $code }
    .tomorrow = Tomorrow’s { $code }
    .yesterday = Yesterday’s seed { $code }
fair-how = “My draws” sends you the proof of each; verify.py draws it again on your computer.
fair-off = Nothing is drawn here.

odds-surprise = <b>Surprise</b> · a usual purchase wins
odds-game = <b>{ $name }</b>
odds-sold-out = <b>{ $name }</b> · sold out for now
odds-raffle = <b>{ $name }</b>
    Every ticket has the same chance; { $winners ->
    [one] one wins
   *[other] { $winners } win
}, each for another member.
odds-line = { $odds } · { $part } in { $whole } · { $outcome }
odds-none = There’s nothing to win at the moment.

draws-title = <b>Your draws</b> · which one?
draws-none = Nothing was drawn for you yet. /fair says how draws work.
draw-line = { $number }. { $when } · { $game } · { $outcome }
draw-game = { $name }
    .surprise = surprise
    .daily = draw of the day
    .daily-prize = prize of the day
draw-outcome =
    .points = { $points }
    .reward = { $reward }
    .ticket = no. { $number }
    .active = drawn out of { $active }
    .nothing = nothing
draw-sent = <b>{ $game }</b> · { $outcome }
draw-check = Run { $command } to draw it again.
draw-untold = Its seed is told after { $moment }. Ask again then: until the day is over, nobody may know it.

notice-raffle-won = <b>No. { $number }</b> was drawn in { $game }.
notice-raffle-points = <b>{ $points }</b> are yours. You have { $balance }.
notice-raffle-over = { $game } is drawn: { $numbers } won. Yours wasn’t among them this time.

# Posted to the shop's channel with the night's seal.
seal-seed = Fingerprint of the seed for the draws of { $day }: { $code }

button-fair = How it works
button-draws = My draws
button-odds = Odds
