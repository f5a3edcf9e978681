# Settings: the language, what is told, when it is quiet, and news, which needs a yes.

settings-title = <b>Settings</b>
settings-language = Language: { $language }
settings-news = News: { $wanted ->
    [yes] on
   *[no] off
}
settings-quiet = { $hours ->
    [none] No quiet hours
   *[other] Quiet hours: { $hours }
}

notices-title = <b>Notices</b>
notices-how = ✓ is what I tell you. What’s taken back or returned is always told.

quiet-title = { $hours ->
    [none] <b>No quiet hours</b>
   *[other] Quiet hours: <b>{ $hours }</b>{ $own ->
        [yes] {""}
       *[no] , like the shop
    }
}
quiet-how = News and reminders wait until they’re over. The rest arrives without a sound, all but a payment to confirm.
quiet-none = I write whenever there’s something to tell.
quiet-asked = Quiet from when until when? Send it like 22-8 or 22:30-7:45.

news-asked = May I tell you news and offers here? { $most ->
    [one] Once a week
   *[other] { $most } a week
} at most, and one tap stops them.
news-title = <b>News and offers</b> · { $wanted ->
    [yes] on
   *[no] off
}
news-how = { $most ->
    [0] There are none at the moment.
    [one] Once a week at most, never in your quiet hours.
   *[other] { $most } a week at most, never in your quiet hours.
}
news-said = { $given ->
    [yes] You said yes
   *[no] You said no
} { on-day }, { $place ->
    [start] when you joined
    [settings] in /settings
   *[button] under a message
}.
news-stopped = No more news. Receipts still arrive.
news-again = News is on again.

button-notices = Notices
button-notice = { $wanted ->
    [yes] ✓ { $name }
   *[no] ○ { $name }
}
button-quiet = Quiet hours
button-quiet-shop = { $chosen ->
    [yes] {"✓ "}
   *[no] {""}
}{ $hours ->
    [none] Like the shop
   *[other] Like the shop: { $hours }
}
button-quiet-hours = { $chosen ->
    [yes] {"✓ "}
   *[no] {""}
}{ $hours ->
    [none] Never
   *[other] { $hours }
}
button-quiet-own = Other hours
button-news = News
button-news-yes = Tell me news
button-news-no = Not now
button-stop-news = Stop the news
button-start-news = News on again
button-language = { $chosen ->
    [yes] ✓ { $name }
   *[no] { $name }
}
toast-news = { $wanted ->
    [yes] News is on.
   *[no] No news then.
}

notice-name =
    .arrived = Points earned
    .spent = Points given
    .voucher = Vouchers
    .expiry = Expiring points
    .tier = My tier
    .birthday = Birthday
    .surprise = Surprises
    .gift = Gifts
    .referral = Friends
    .streak = Sign-in streak
    .goal = Next tier
    .news = News
language-name =
    .en = English
    .zh = 中文
