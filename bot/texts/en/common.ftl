# Terms and forms that every feature shares. A text says what it is about; how a number, a sum or
# a day looks is decided here, once.

points = { $count ->
    [one] { $count } point
   *[other] { $count } points
}

# Money: the sign, then the amount. A currency that is not named here shows its code.
money = { $symbol }{ $amount }
money-negative = −{ $symbol }{ $amount }
currency-cny = ¥
currency-eur = €
currency-gbp = £
currency-hkd = HK$
currency-jpy = JP¥
currency-twd = NT$
currency-usd = $

list-separator = {", "}
percent = { $number } %

# Days: with the year only when it is not this one.
today = today
tomorrow = tomorrow
date = { $day } { $month }
date-year = { $day } { $month } { $year }
moment = { $day } { $time }
month =
    .m1 = Jan
    .m2 = Feb
    .m3 = Mar
    .m4 = Apr
    .m5 = May
    .m6 = Jun
    .m7 = Jul
    .m8 = Aug
    .m9 = Sep
    .m10 = Oct
    .m11 = Nov
    .m12 = Dec
weekday =
    .d1 = Monday
    .d2 = Tuesday
    .d3 = Wednesday
    .d4 = Thursday
    .d5 = Friday
    .d6 = Saturday
    .d7 = Sunday

# A day inside a sentence: "on 30 Nov", but "today" and "tomorrow" stand alone.
on-day = { $day ->
    [today] { $day }
    [tomorrow] { $day }
   *[other] on { $day }
}

by-day = { $day }

# Where nothing of a name can be shown.
nameless = a member

button-back = Back
button-home = My points
button-cancel = Cancel
