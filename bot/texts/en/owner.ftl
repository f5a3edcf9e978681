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

broadcast-compose = What do you want to tell your members? Send a text, or a photo with a caption.
broadcast-only = I can send a text, or one photo with a caption.
broadcast-preview = That’s how it looks. Who gets it?
broadcast-audience = { $kind ->
    [tier] { $name }
    [language] those who read { $name }
   *[all] all
}
broadcast-confirm = To { $audience }, <b>{ $people ->
    [one] { $people } person
   *[other] { $people } people
}</b>
broadcast-muted = { $muted ->
    [one] { $muted } of them doesn’t want news and won’t get it.
   *[other] { $muted } of them don’t want news and won’t get it.
}
broadcast-eta = About { $eta } at { $rate } a second.
broadcast-title = <b>{ $title }</b> · to { $audience }, { $people ->
    [one] { $people } person
   *[other] { $people } people
}
broadcast-photo = Photo
broadcast-progress = { $bar } { $percent } % · { $counts } · { $rate }/s · { $eta } left
broadcast-paused = { $bar } { $percent } % · { $counts } · paused
broadcast-done = Sent to { $settled } of { $people }: { $counts }
broadcast-cancelled = Cancelled at { $settled } of { $people }: { $counts }, { $left } not sent
broadcast-count =
    .delivered = { $count } delivered
    .blocked = { $count } blocked
    .failed = { $count } failed
    .muted = { $count } muted
    .unknown = { $count } uncertain
duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h

button-everybody = All
button-send = Send to { $people }
button-pause = Pause
button-resume = Resume
button-cancel-broadcast = Cancel
button-broadcast = Broadcast
button-stats = Stats
button-refresh = Refresh
toast-sending = On its way.
toast-paused = Paused.
toast-resumed = Going on.
toast-broadcast-cancelled = Cancelled.
