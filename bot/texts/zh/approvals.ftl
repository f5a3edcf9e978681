# 一个人不能独自办的事：交给店长和老板，结果告诉提出的人。

approval-sent = 已交给店长。{ $minutes } 分钟内，结果会发到这里。
approval-what = { $act ->
    [sell] 给{ $name }记一笔 { $money } 的消费
    [refund] 给{ $name }退款 { $money }
    [refund_all] 给{ $name }全额退款
   *[make_good] 补给{ $name } { $points }
}
approval-asked = <b>{ $who }</b>申请：{ $what }。
approval-reason = 原因：{ $reason }
approval-until = { $until }前有效。
approval-approved = 办好了：{ $what }。{ $who }已同意。
approval-declined = { $who }拒绝了：{ $what }。什么也没做。
approval-expired = 没人及时处理：{ $what }。什么也没做。
approvals-title = <b>等待第二个人同意</b>
approvals-none = 没有等待同意的事。
approvals-line = { $number }. { $who }：{ $what }

button-approve = 同意
button-approve-number = 同意 { $number }
button-decline = 拒绝
button-decline-number = 拒绝 { $number }
button-approvals = 待同意
toast-sent = 已交给店长。
toast-approved = 已同意。
toast-declined = 已拒绝。
command-approvals = 等待第二个人同意的事
