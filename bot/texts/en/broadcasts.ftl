# Broadcasts: what it says, to whom, when; how it goes, and what came of it.

broadcasts-title = <b>Broadcasts</b> · { $open ->
    [0] none on the way
   *[other] { $open } on the way
}
broadcast-line = { $mark } <b>{ $title }</b> · { $state ->
    [scheduled] { $at }
    [running] { $percent } %
    [paused] { $percent } %, paused
    [cancelled] { $at }, cancelled
   *[done] { $at }, { $delivered } got it
}
broadcast-mark =
    .scheduled = ◷
    .running = ●
    .paused = ‖
    .cancelled = ○
    .done = ✓

broadcast-compose = What do you want to tell your members? Send it here: a text, picture, video, file, voice message, sticker, place, contact or poll.
    Each reads their own in { $places }.
broadcast-draft = To { $audience }: <b>{ $people ->
    [one] { $people } person
   *[other] { $people } people
}</b>{ $muted ->
    [0] {""}
    [one] , one wants no news
   *[other] , { $muted } want no news
}
    { $starts ->
        [now] Goes out at once
       *[other] Goes out { $starts }
    } · { $buttons ->
        [0] no buttons
        [one] { $buttons } button
       *[other] { $buttons } buttons
    }{ $holdout ->
        [0] {""}
       *[other] {" "}· { $holdout } % get nothing
    }{ $paid ->
        [yes] {" "}· for Stars
       *[no] {""}
    }
    To change what it says, send it anew.
broadcast-unknown-place = ⚠ I don’t know { $places }: it stays as you wrote it.
broadcast-nobody = It can’t go out: nobody here wants news. Members say yes to it in /settings.
broadcast-sample = The figures are a sample: you have no card of your own.
broadcast-own-poll = Each member votes in a poll of their own, and nobody sees what others chose.
broadcast-kind =
    .text = Text
    .photo = Photo
    .video = Video
    .animation = Animation
    .audio = Audio
    .voice = Voice message
    .video_note = Video message
    .document = File
    .sticker = Sticker
    .venue = Place
    .location = Place
    .contact = Contact
    .poll = Poll
    .dice = Die

broadcast-audience-title = To { $audience }: <b>{ $people ->
    [one] { $people } person
   *[other] { $people } people
}</b>{ $muted ->
    [0] {""}
    [one] , one wants no news
   *[other] , { $muted } want no news
}
broadcast-ask =
    .tiers = Which tiers?
    .segment = Which customers?
    .languages = Who reads what?
    .visited = When were they last here?
    .balance = How many points do they have? Choose, or send a range, like { $example }.
    .tag = Which tag?
broadcast-no-tags = There are no tags yet. A member gets them at their card.
broadcast-audience =
    .all = all
    .some = members { $conditions }
    .or = {" or "}
    .tiers = in { $names }
    .languages = reading { $names }
    .segment = { $name }
    .within = here within { $days } days
    .not_within = not here for { $days } days
    .from = with { $least } points or more
    .up = with { $most } points at most
    .between = with { $least } to { $most } points
    .tag = tagged { $tag }
broadcast-segment =
    .best = who buy most
    .regular = who are regulars
    .slipping = who come less
    .away = who stayed away
    .new = who are new
    .never = who never bought

broadcast-buttons = { $count ->
    [0] No buttons yet.
    [one] <b>{ $count } button</b> stands below it.
   *[other] <b>{ $count } buttons</b> stand below it.
} Send up to { $most }, a line for each, like
    <code>{ $example }</code>
    Or let one open a screen of the bot’s.{ $count ->
        [0] {""}
       *[other] {" "}✕ takes one away.
    }
broadcast-example-label = Menu
broadcast-screens = What does it open?
broadcast-unfit =
    .link = I need a label and an address on each line, like
        <code>{ $example }</code>
    .address = That address can’t stand on a button: it takes https://, tg:// or t.me, like
        <code>{ $example }</code>
    .label = A label has { $most } letters at most.
    .many = There’s room for { $most } buttons.
    .balance = I need a number or a range of points, like { $example }.
broadcast-when = When does it go out? Choose, or send a day and a time, like { $example }.
broadcast-holdout = How many get nothing, drawn by lot? Afterwards what they bought tells what the message brought.

broadcast-confirm = To { $audience }: <b>{ $people ->
    [one] { $people } person
   *[other] { $people } people
}</b>{ $muted ->
    [0] {""}
    [one] , but not the one who wants no news
   *[other] , but not the { $muted } who want no news
}
    Goes out { $starts ->
        [now] at once
       *[other] { $starts }
    } and takes about { $eta }, at { $rate } a second.{ $holdout ->
        [0] {""}
       *[other] {" "}{ $holdout } % get nothing.
    }
broadcast-rests = It rests from { $since } to { $until }, and in each member’s own quiet hours.
broadcast-quiet = Until then it’s quiet. It rests in each member’s own quiet hours, too.
broadcast-canary = { $percent } % get it first; if that goes wrong it pauses by itself.
broadcast-price = Of { $told } who got news lately, { $muted } stopped it and { $blocked } blocked the bot.
broadcast-stars = It costs up to <b>{ $stars ->
    [one] { $stars } Star
   *[other] { $stars } Stars
}</b>: one for ten messages.

broadcast-title = <b>{ $title }</b> · to { $audience }, { $people ->
    [one] { $people } person
   *[other] { $people } people
}
broadcast-progress = { $bar } { $percent } % · { $counts } · { $rate }/s · { $eta } left
broadcast-resting = { $bar } { $percent } % · { $counts } · rests until { $at }
broadcast-scheduled = Goes out { $at }.
broadcast-paused = { $bar } { $percent } % · { $counts } · paused
broadcast-paused-by =
    .canary = It paused by itself: too many of the first didn’t get it. Look at the message before you resume it.
    .restore = The books were restored from a copy: who got it since then would get it again.
broadcast-done = Done with { $settled } of { $people }: { $counts }
broadcast-cancelled = Cancelled at { $settled } of { $people }: { $counts }, { $left } not sent
broadcast-count =
    .delivered = { $count } delivered
    .blocked = { $count } blocked
    .failed = { $count } failed
    .muted = { $count } muted
    .capped = { $count } had enough
    .held_out = { $count } held out
    .unknown = { $count } uncertain
    .waiting = { $count } waiting
    .gone = { $count } gone
broadcast-told =
    .delivered = <b>{ $count }</b> delivered
    .blocked = <b>{ $count }</b> blocked the bot
    .failed = <b>{ $count }</b> failed: Telegram didn’t take it
    .muted = <b>{ $count }</b> { $count ->
        [one] wants
       *[other] want
    } no news
    .capped = <b>{ $count }</b> had enough news this week
    .held_out = <b>{ $count }</b> held out
    .unknown = <b>{ $count }</b> uncertain: sent, but Telegram never said if it arrived
    .gone = <b>{ $count }</b> left the audience meanwhile
    .left = <b>{ $count }</b> not sent
broadcast-sum = = <b>{ $people ->
    [one] { $people } person
   *[other] { $people } people
}</b>
broadcast-clicked = Pressed: { $clicks }
broadcast-clicks = { $label } <b>{ $people }</b> ({ $percent })
broadcast-clicks-uncounted = { $label } not counted
broadcast-cost = It cost readers: { $lost }.
broadcast-lost =
    .muted = { $count } stopped the news
    .blocked = { $count } blocked the bot
broadcast-effect = Bought within 7 days: <b>{ $told }</b>, of those held out { $held } · { $proven ->
    [yes] proven
   *[no] not proven
} ({ $least } to { $most })
broadcast-effect-later = What it brought shows 7 days after it.
broadcast-cancel-ask = Stop <b>{ $title }</b> for good? Who has it keeps it; the others get nothing.

alert-canary = ⚠ <b>{ $title }</b> paused by itself: of the first { $written } people { $bad } didn’t get it.
    Look at the message before you resume it.

duration-seconds = { $count } s
duration-minutes = { $count } min
duration-hours = { $count } h

button-broadcast = Broadcast
button-broadcast-new = New
button-broadcast-open = { $mark } { $title }
button-broadcast-running = { $mark } { $title } · { $percent } %
button-broadcast-audience = Audience
button-broadcast-links = Buttons
button-broadcast-when = When
button-broadcast-holdout = Hold-out
button-broadcast-paid = { $chosen ->
    [yes] ✓ For Stars
   *[no] For Stars
}
button-broadcast-go = Go on
button-broadcast-choice = { $chosen ->
    [yes] ✓ { $label }
   *[no] { $label }
}
button-broadcast-part =
    .tiers = Tier
    .segment = Segment
    .languages = Language
    .visited = Last visit
    .balance = Balance
    .tag = Tag
button-broadcast-any = Any
button-broadcast-segment =
    .best = Best
    .regular = Regulars
    .slipping = Coming less
    .away = Away
    .new = New
    .never = Never bought
button-broadcast-visited =
    .within = Within { $days } days
    .not_within = Not for { $days } days
button-broadcast-add-screen = Open a screen
button-broadcast-remove = ✕ { $label }
button-broadcast-screen =
    .points = My points
    .rewards = Rewards
    .signin = Sign in
    .card = My card
    .earn = Earn more
    .challenges = Challenges
    .tier = My tier
    .invite = Bring a friend
    .rules = Rules
button-broadcast-now = Now
button-broadcast-tomorrow = Tomorrow { $time }
button-broadcast-friday = Friday { $time }
button-send = Send to { $people }
button-broadcast-plan = Plan for { $people }
button-broadcast-details = Details
button-broadcast-move = Change time
button-broadcast-send-now = Send now
button-broadcast-look = Look
button-cancel-broadcast = Cancel
button-broadcast-stop = Stop it for good
toast-broadcast-tried = That’s how it looks. It works once it’s sent.
toast-sending = On its way.
toast-broadcast-planned = Planned.
toast-broadcast-cancelled = Cancelled.
