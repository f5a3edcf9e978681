# 一个人不能独自办的事：交给店长和老板，结果告诉提出的人。

approval-sent = 已交给店长，{ $minutes } 分钟内会在这里告诉你结果。
approval-what = { $act ->
    [sell] 给 { $name } 记一笔 { $money } 的消费
    [refund] 给 { $name } 退款 { $money }
   *[make_good] 补给 { $name } { $points }
}
approval-asked = <b>{ $who }</b> 申请：{ $what }。
approval-reason = 原因：{ $reason }
approval-until = { $until } 前有效。
approval-approved = 办好了：{ $what }。{ $who } 已同意。
approval-sold = 应付 { $paid } · 小票 { $receipt }
approval-hand-over = 请把钱交给对方。
approval-declined = { $who } 拒绝了：{ $what }。什么也没做。
approval-expired = 没人及时处理：{ $what }。什么也没做。
approvals-title = <b>等待第二个人同意</b>
approvals-none = 没有等待同意的事。
approvals-line = { $number }. { $who }：{ $what }

button-approve = 同意
button-approve-number = 同意 { $number }
button-decline = 拒绝
button-decline-number = 拒绝 { $number }
button-receipt = 小票
button-approvals = 待同意
toast-sent = 已交给店长。
toast-approved = 已同意。
toast-declined = 已拒绝。
command-approvals = 等待第二个人同意的事
