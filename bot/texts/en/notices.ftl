# What arrives by itself.

notice-purchase = <b>{ $points }</b> for { $paid } · you have { $balance }
notice-purchase-none = { $paid } paid, thank you. You have { $balance }.
notice-capped = The { $which ->
    [month] monthly
   *[year] yearly
} limit of { $most } is reached.
notice-undone = The purchase of { $paid } was undone: { $points } · you have { $balance }
notice-repaid = { $points } of them paid what you owed.
notice-owed = You had spent { $points } of them: what you earn next pays them first.
notice-surprise = <b>{ $points }</b>, just like that! You have { $balance }.
notice-expiring = <b>{ $points }</b> ({ $worth }) will expire soon:
notice-expiring-line = { $points } { on-day }
notice-expiring-more = and more later: { $points }
notice-expired = { $points } expired. You have { $balance }.

# Posted to the shop's channel each night.
seal-posted = The books of { $day } are sealed: <b>{ $records ->
    [one] { $records } record
   *[other] { $records } records
}</b>
    { $root }
notice-extended = More time for <b>{ $points }</b>: valid until { $day } now.
notice-reinstated = Back with you: <b>{ $points }</b> that had expired, valid until { $day }. You have { $balance }.
