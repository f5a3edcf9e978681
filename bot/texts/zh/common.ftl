# 各功能共用的词和格式。文案只说事情本身；数字、金额和日期的样子只在这里决定。

points = { $count } 积分

# 金额：先符号，后数字。这里没有的货币显示代码。
money = { $symbol }{ $amount }
money-negative = −{ $symbol }{ $amount }
currency-cny = ¥
currency-eur = €
currency-gbp = £
currency-hkd = HK$
currency-jpy = JP¥
currency-twd = NT$
currency-usd = $

list-separator = 、
percent = { $number }%

# 日期：不在今年才写年份。
today = 今天
tomorrow = 明天
date = { $month } 月 { $day } 日
date-year = { $year } 年 { $month } 月 { $day } 日
moment = { $day } { $time }
month =
    .m1 = 1
    .m2 = 2
    .m3 = 3
    .m4 = 4
    .m5 = 5
    .m6 = 6
    .m7 = 7
    .m8 = 8
    .m9 = 9
    .m10 = 10
    .m11 = 11
    .m12 = 12
weekday =
    .d1 = 周一
    .d2 = 周二
    .d3 = 周三
    .d4 = 周四
    .d5 = 周五
    .d6 = 周六
    .d7 = 周日

# 句子里的日期：中文不需要介词。
on-day = { $day }
# 汉字后面的日期：数字前空一格，今天和明天不空。
by-day = { $day ->
    [today] { $day }
    [tomorrow] { $day }
   *[other] {" "}{ $day }
}

# 名字没有可以显示的字时。
nameless = 会员

button-back = 返回
button-home = 我的积分
button-cancel = 取消
