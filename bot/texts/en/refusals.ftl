# What is said when the answer is no: what happened, why, and what would help.

refusal-not-a-member = You have no card yet. One tap makes one.
refusal-not-allowed = That isn’t yours to do. Everything for you is under /help.
refusal-unknown-code = There’s nothing under this code. Codes look like K7QF-2M9X; check the card or the receipt again.
refusal-visit-unknown = That isn’t today’s code. It has six digits and hangs at the counter; look again.
refusal-amount-refused = { $rule ->
    [decimals] That has too many decimals: { $decimals } at most, like { $example }.
    [positive] The amount must be more than zero, like { $example }.
    [most] That’s too much for one purchase: { $most } at most.
   *[digits] The amount takes the digits 0–9 and one dot only, like { $example }.
}
refusal-not-enough-points = Not enough yet: it costs { $price }, you have { $available }. Sign in daily, or come by.
refusal-reward-gone = This reward is no longer on the shelf. /rewards shows what is.
refusal-sold-out = It’s just sold out, and your points are untouched. /rewards shows what’s left.
refusal-voucher-unknown = There’s no voucher with this code. It has 16 letters and digits; check them again.
refusal-voucher-closed = { $state ->
    [used] This voucher was used { $at }.
    [cancelled] This voucher was given back { $at }.
   *[expired] This voucher ran out { $at }.
}
refusal-own-purchase = You can’t do this for your own card. A colleague can.
refusal-category-unknown = { $known ->
    [none] There’s no category “{ $category }”: this shop has none. Leave it out.
   *[other] There’s no category “{ $category }”. There are: { $known }.
}
refusal-screen-old = This screen is old: it was changed or cancelled since. Nothing happened.
refusal-receipt-taken = This receipt is credited already today. /find shows it.
refusal-purchase-unknown = There’s no such purchase.
refusal-undo-too-late = A purchase can be undone for { $minutes } minutes, and they’re over.
refusal-undone-already = That was undone before. Nothing changed.
refusal-hold-unknown = Nothing is put aside under this number.
refusal-hold-closed = { $state ->
    [captured] What was put aside was used { $at }.
    [released] What was put aside was given back { $at }.
   *[expired] What was put aside ran out { $at }.
}
refusal-too-much = That’s more than there is: { $most } at most.
refusal-tier-unknown = The programme has no such tier any more. Choose again.
refusal-tag-unknown = Nobody is tagged { $tag } any more. Choose another tag.
refusal-tag-refused = A tag is one word of up to { $letters } letters, digits, - and _, like regular-tea.
refusal-tags-full = { $where ->
    [member] There are { $most } tags on this card already. Take one off first.
   *[all] There are { $most } different tags already. Use one of them.
}
refusal-days-refused = Send a whole number of days, 1 to { $most }.
refusal-balance-span-refused = No balance lies between these. Send the smaller number first, like 100-500.
refusal-rule-unknown = There’s no such campaign any more. /campaigns shows what there is.
refusal-rule-refused = That doesn’t hold together, and nothing changed: { $reason }
refusal-basket-empty = There are no reference prices yet. List a few goods under programme.basket in settings.toml.
refusal-audience-empty = Nobody would get it. Choose another audience.
refusal-line-unknown = Your history has no such line.
refusal-not-sealed-yet = It isn’t sealed yet: each day is sealed the night after. Ask again after { $at }.
refusal-broadcast-unknown = There’s no such broadcast.
refusal-broadcast-over = This broadcast has ended already.
refusal-link-unknown = This link leads nowhere. Tap the button in the message again.
refusal-uncopyable = { $why ->
    [album] An album can’t go out: its pictures would arrive one by one. Send one picture with a caption.
    [quiz] A quiz can’t go out: its answer stays with whoever made it. Send an ordinary poll.
    [poll_media] A poll with pictures can’t go out. Send one of words.
    [live] A live location can’t go out: it moves with one person. Send the place itself.
    [live_photo] A live photo can’t go out. Send it as a photo or a video.
    [paid] What costs Stars or money can’t go out. Send a text with a link to it.
    [game] A game can’t go out. Send a text with a link to it.
    [story] A story can’t go out. Send its picture or video.
    [checklist] A checklist can’t go out. Send it as a text.
    [giveaway] A giveaway can’t go out. Send a text that tells of it.
    [rich] A message with its own layout can’t go out. Send it as a text.
   *[other] This can’t go out to members. Send a text, a picture, a video, a file, a voice message, a sticker, a place, a contact, a poll or a die.
}
refusal-content-refused = Telegram doesn’t take it, so nobody would get it: “{ $reason }”. Send another message, or other buttons.
refusal-text-too-long = Too long: with the longest name it has { $letters } letters, and Telegram takes { $limit }. Send a shorter one.
refusal-nothing-to-repair = There’s no streak to repair now. It works on the day after the missed one, a few times a month at most.
refusal-activity-over = That isn’t to be earned here now. /earn shows what is.
refusal-limit-reached = { $per ->
    [day] It pays { $limit ->
        [one] once
       *[other] { $limit } times
    } a day, and that’s done. Come back tomorrow.
    [week] It pays { $limit ->
        [one] once
       *[other] { $limit } times
    } a week, and that’s done. Come back next week.
    [month] It pays { $limit ->
        [one] once
       *[other] { $limit } times
    } a month, and that’s done. Come back next month.
    [year] It pays { $limit ->
        [one] once
       *[other] { $limit } times
    } a year, and that’s done. Come back next year.
   *[ever] It pays { $limit ->
        [one] once
       *[other] { $limit } times
    }, and that’s done. /earn shows what else there is.
}
refusal-rain-over = { $shares ->
    [0] This rain is over. /earn shows what else there is.
   *[other] All { $shares } shares were caught before you. /earn shows what else there is.
}
refusal-birthday-refused = { $rule ->
    [day] No month has such a day. Send it like 1990-05-17 or 05-17.
    [future] That day is still to come. Send it like 1990-05-17, or without the year: 05-17.
    [age] That’s more than 120 years ago. Send it like 1990-05-17, or without the year: 05-17.
   *[format] I need month and day, like 1990-05-17 or 05-17.
}
refusal-quiet-refused = I need two times of the day, like 22-8 or 22:30-7:45.
refusal-birthday-known = Your birthday is set already. If it’s wrong, the counter can change it.
refusal-busy = It’s very busy right now. Try again in a moment.
refusal-key-reused = This was done before, in another way. Nothing changed.
refusal-card-stale = This code has turned. Ask for the fresh one.
refusal-too-many-guesses = Too many wrong codes. Nothing is looked up until { $until }.
refusal-second-person-needed = That’s more than one person may do alone. A manager has to agree.
refusal-own-approval = You asked for this yourself. Somebody else has to agree.
refusal-approval-unknown = There’s no such request. /approvals shows what waits.
refusal-approval-closed = { $state ->
    [approved] Somebody agreed already. It’s done.
    [declined] Somebody declined already. Nothing was done.
   *[expired] Nobody answered in time, so it lapsed. The counter can ask again.
}
refusal-asker-gone = Who asked for this no longer has the same role. Decline it.
refusal-pairing-over = This link was used or is more than 10 minutes old. /counter in the chat gives you a new one.
refusal-device-unknown = This page isn’t paired any more. /counter in the chat pairs it again; what you wrote down stays here.
refusal-entry-too-old = This was handed in more than { $days ->
    [one] a day
   *[other] { $days } days
} later, so it can’t be credited. A manager can make it good.
refusal-entry-ahead = This page’s clock is ahead of ours. Set the device’s clock, then correct the entry.
refusal-maybe-doubled = Another till has the same amount on this card: { $at }. Is this the same purchase?
refusal-unreadable = That can’t be read. Reload the page and try again.
refusal-nothing-here = There’s nothing at this address.
refusal-body-too-large = That’s too much at once.
refusal-reward-held = { $held ->
    [one] One of these is still out
   *[other] { $held } of these are still out
}, so it stays in the catalogue. Hide it, and nobody redeems another.
refusal-seats-booked = { $held ->
    [one] One seat is
   *[other] { $held } seats are
} booked for that day and place, so both stay. Call it off, or make a new event.
refusal-refund-too-late = A purchase can be refunded for { $days } days, and they’re over.
refusal-other-shop = That was bought in another shop. It’s refunded there.
refusal-part-too-much = Points pay at most { $percent } % of a bill: { $points } of this one.
refusal-part-too-little = Points pay from { $points } on.
refusal-not-agreed = There’s no answer yet: the question is in the member’s chat.
refusal-voucher-for-bill = This voucher takes something off a bill. Start a sale with it.
refusal-points-refused = Send a number of points, 1 to { $points }.
refusal-reason-refused = Say why, in { $letters } letters at most. The member reads it.
refusal-reward-changed = This reward has changed since you looked. Nothing was taken: here it is as it is now.
refusal-tier-needed = This one is for higher tiers. /tier shows how to get there.
refusal-reward-limit = { $per ->
    [day] You can have { $limit ->
        [one] one
       *[other] { $limit }
    } of these a day, and today’s are taken. Come back tomorrow.
    [week] You can have { $limit ->
        [one] one
       *[other] { $limit }
    } of these a week, and this week’s are taken. Come back next week.
    [month] You can have { $limit ->
        [one] one
       *[other] { $limit }
    } of these a month, and this month’s are taken. Come back next month.
    [year] You can have { $limit ->
        [one] one
       *[other] { $limit }
    } of these a year, and this year’s are taken. Come back next year.
   *[ever] You can have { $limit ->
        [one] one of these, and you had it
       *[other] { $limit } of these, and you had them
    }.
}
refusal-not-yet = It’s on offer from { $at }. Your points are untouched.
refusal-seats-closed = It’s too late: seats could be changed until { $at }.
refusal-voucher-kept = { $why ->
    [privilege] A privilege runs from the day you get it, so it can’t be given back.
    [prize] This was won, so it can’t be given back.
   *[used] Part of it is spent already. What is left stays on it until its last day.
}
refusal-not-for-this-bill = This voucher takes nothing off this bill.
