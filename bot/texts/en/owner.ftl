# What the owner reads: money and progress.

owner-home = <b>{ $shop }</b> · { $members ->
    [one] { $members } member
   *[other] { $members } members
}
    { $outstanding } outstanding, worth { $worth }
stats = <b>{ $members ->
    [one] { $members } member
   *[other] { $members } members
}</b>
    Issued <b>{ $issued }</b>, redeemed <b>{ $redeemed }</b>, expired <b>{ $expired }</b>
    Outstanding <b>{ $outstanding }</b> · { $worth }

button-everybody = All
button-pause = Pause
button-resume = Resume
button-stats = Stats
button-refresh = Refresh
toast-paused = Paused.
toast-resumed = Going on.

reinstate-whose = Whose points come back? Send the card’s code.
reinstate-which = <b>{ $name }</b> lost these. What comes back?
reinstate-none = <b>{ $name }</b> lost nothing that isn’t back already.
reinstate-why = <b>{ $points }</b>, expired { on-day }. Why give them back? Write the reason in up to { $most } letters: it’s kept sealed in the books.
reinstate-reason = I need the reason in words, up to { $most } letters.
reinstate-summary = <b>{ $points }</b> ({ $worth }) back to { $name }, valid until { $day }
    “{ $reason }”
reinstate-done = Given back to { $name }: <b>{ $points }</b>, valid until { $day }
    The balance is { $balance } now.

extend-which = Which points get more time? All that end within these days; or send the last day, like { $example }.
extend-until = What ends by { $day } gets more time. How much? Choose, or send the new last day, like { $example }.
extend-preview = <b>{ $members ->
    [one] { $members } member
   *[other] { $members } members
}</b>, <b>{ $points }</b> worth { $worth }
    What ends by { $day } stays valid until { $until }. Members are told.
extend-none = Nobody has points that end by { $day }.
extend-day = { $rule ->
    [past] That day is over. Send today or a later one, like { $example }.
    [order] That isn’t later than what they have. Send { $example } or later.
    [far] That’s more than ten years away. Send an earlier day, like { $example }.
   *[format] I need a day with year, month and day, like { $example }.
}
extend-progress = { $bar } { $percent } % · { $done } of { $members }
extend-done = Extended for <b>{ $members ->
    [one] { $members } member
   *[other] { $members } members
}</b>: { $points }, valid until { $day }

button-extend = Extend
button-extend-now = Extend for { $members }
button-reinstate = Reinstate
button-reinstate-now = Give back { $points }
button-expiry = { $points } · { $day }
button-next-card = Another card
button-more-expired = More of theirs
button-days = { $chosen ->
    [yes] ✓ { $days } days
   *[no] { $days } days
}
button-days-more = +{ $days } days
toast-reinstated = Given back.
toast-extending = On its way.
