# Tiers: the screen, and what is told when one is reached, at risk or lost.

tier-head = <b>{ $tier }</b> · { $rights }
tier-rights = { $rights }
tier-discount = { $percent } % off
tier-multiplier = ×{ $times } points
tier-no-rights = points on every purchase
tier-bar = { $bar } { $earned } of { $goal } in 12 months
tier-next = { $missing } more and you’re { $tier }
tier-next-by = { $missing } more by { $day } and you’re { $tier }
tier-there = { $tier } brings { $rights }
tier-top = { $tiers ->
    [1] You earned { $earned } in 12 months.
   *[other] The top. You earned { $earned } in 12 months.
}
tier-keep = To keep { $tier }: { $missing } more by { $day }
tier-at-risk = <b>{ $tier } is at risk</b>: { $missing } more by { $day } keep it

notice-tier-reached = You’re <b>{ $tier }</b> now: { $rights }.
notice-tier-at-risk = <b>{ $tier } is at risk</b>: { $missing } more by { $day } keep it.
notice-tier-fell = You’re <b>{ $tier }</b> from today: { $rights }.
    { $missing } more in 12 months bring { $lost } back.

command-tier = Your tier, its rights, and the next one
button-tier = My tier
words-tier = tier|level|my tier|status
