# 会员卡、会自动更换的二维码、到店签到。

card = <b>{ $name }</b> · { $tier }{ $discount ->
    [0] {""}
   *[other] {" · "}优惠 { $discount }%
}
    { $code } · 付款时出示
card-turns = 二维码会自动更换，截图用不了。
card-over = 二维码已停止更换，现在扫不了。
card-new-asked = 换新码以后，旧码和打印出来的卡都不能用了。
card-for-staff = 这是别人的会员卡，付款时由店员来扫。你看不到对方的任何信息。
voucher-for-staff = 这是别人的兑换券，由店员扫码后发放。

button-card-again = 重新出示
button-new-code = 换新码
button-new-code-now = 确定换新码
toast-new-code = 这是你的新码。

visit-which = 今天的码是多少？它贴在柜台，每天都换。
visit-points = 到店 <b>{ $points }</b>，你有 { $balance }。
visit-noted = 很高兴见到你。你有 { $balance }。

pay-agreed = 柜台确认以后，{ $points }就会抵掉一部分账单。
pay-declined = { $points }还是你的，这笔账不用积分付。
toast-agreed = 已同意。
toast-not-agreed = 积分已退回给你。

command-visit = 到店：输入今天的码
words-visit = 到店|到店打卡
