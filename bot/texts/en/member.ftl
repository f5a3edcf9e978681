# What members read.

# The card: balance and worth, tier, what ends next, what is in reach.
home-balance = <b>{ $points }</b> · worth { $worth }
home-tier = { $tier } · earned { $earned } of { $goal } in 12 months, { $missing } more for { $next }
home-tier-top = { $tier } · earned { $earned } in 12 months
home-expiring = { $points } ({ $worth }) will expire { on-day }
home-held = { $points } put aside for you
home-owed = You owe { $points }: what you earn next pays them first
home-in-reach = In reach: { $reward } for { $price }
home-next-reward = { $missing } more for { $reward }

welcome = A welcome gift from { $shop }, { $name }.
welcome-plain = Welcome to { $shop }, { $name }.
welcome-how = Show your card when you pay, sign in daily, redeem what you like.

history-title = <b>History</b>
history-empty = Nothing yet. Your first purchase or sign-in will stand here.
history-line = { $when } · <b>{ $points }</b> { $kind } · { $balance }
history-numbered = { $number }. { $line }
history-kind =
    .welcome = welcome gift
    .sign_in = daily sign-in
    .purchase = purchase
    .surprise = surprise
    .prize = prize
    .activity = activity
    .birthday = birthday gift
    .anniversary = anniversary gift
    .referral = friend invited
    .rain = points rain
    .in_kind = gift
    .redeem = redeemed
    .give_back = voucher back
    .expire = expired
    .undo = purchase undone
    .refund = purchase refunded
    .returned = back from a bill
    .make_good = made good by the shop
    .take_back = taken back by the shop
    .visit = visit
    .repay = paid what was owed
    .hold = put aside
    .release = no longer put aside
    .capture = not needed, returned
    .decay = yearly decay
    .reinstate = given back by the shop

proof = <b>{ $records ->
    [one] { $records } record
   *[other] { $records } records
}</b> sealed for { $day }
    { $root }
    Every night the day’s records get this fingerprint, which covers all days before. Nobody can change a line of yours later without its showing.
proof-channel = It’s posted in { $channel }.
proof-how = Proof in /history sends you the proof of a line. verify.py checks it on your computer, without us.
proof-none = Nothing is sealed yet. The first night seals all that is there.
proof-which = <b>History</b> · which line?
proof-sent = Record { $position } of { $records }, sealed for { $day }
    Run { $command } to check it.
proof-script = Python is all it needs: { $command }


privacy = <b>What { $shop } keeps about you</b>
    Your Telegram number and first name, encrypted; your language; points, purchases, vouchers.
    It’s used to run your card and to write to you, never sold, never shown to other members.
    Staff see your first name and tier when you show your card.
    News stops in /settings. Ask the shop to see your data or to have it erased.

help = I keep your points at { $shop }.
    You earn { $points } for every { $amount } you pay, more from { $tier } up. { $anchor } are worth { $worth }.
    Sign in daily for a little extra. What you redeem waits at the counter.
    Type / for every command.
help-flat = I keep your points at { $shop }.
    You earn { $points } for every { $amount } you pay. { $anchor } are worth { $worth }.
    Sign in daily for a little extra. What you redeem waits at the counter.
    Type / for every command.

cancelled = { $flow ->
    [sale] The sale is cancelled. Nothing was credited.
    [voucher] The check is cancelled. The voucher is as it was.
    [visit] The visit isn’t noted.
    [find] The search is cancelled.
    [refund] Nothing was given back.
    [make-good] No points were given.
    [act] Nothing was credited.
    [reinstate] Nothing was given back.
    [extend] Nothing was extended.
    [birthday] The birthday wasn’t set.
    [quiet] Cancelled: your quiet hours are as they were.
    [staff-birthday] The birthday is as it was.
    [campaign] The campaign is dropped. Nothing was started.
    [catalogue] The shelf is as it was.
   *[broadcast] The broadcast is cancelled. Nothing was sent.
}
nothing-to-cancel = There’s nothing to cancel.
unknown = I didn’t get that. These do what you need:
unknown-thing = I read text only. These do what you need:
sorry = Something went wrong on our side, and nothing was lost. Try again in a minute.


button-join = Get my card
button-redeem = Redeem
button-history = History
button-proof = Proof
button-number = { $number }
button-verify = verify.py
button-card = My card
button-settings = Settings
button-previous = ◀
button-page = { $page }/{ $pages }
button-next = ▶
button-help = Help

toast-saved = Saved.
toast-old-button = This menu is old. Write /points for a new one.

words-points = points|point|balance|my points
words-rewards = rewards|reward|redeem
words-history = history
words-proof = proof|verify
words-card = card|my card|code
words-settings = settings
words-help = help|?
words-cancel = cancel|stop
words-start = hi|hello|hey|start
words-privacy = privacy
