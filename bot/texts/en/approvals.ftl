# What one person may not do alone: put to managers and owners, and told to who asked.

approval-sent = Sent to a manager. You’ll hear here within { $minutes } minutes.
approval-what = { $act ->
    [sell] a sale of { $money } for { $name }
    [refund] a refund of { $money } to { $name }
   *[make_good] { $points } to make good with { $name }
}
approval-asked = <b>{ $who }</b> asks for { $what }.
approval-reason = Reason: { $reason }
approval-until = Open until { $until }.
approval-approved = Done: { $what }. { $who } agreed.
approval-sold = { $paid } to pay · receipt { $receipt }
approval-hand-over = Hand the money over.
approval-declined = Declined by { $who }: { $what }. Nothing was done.
approval-expired = Nobody answered in time: { $what }. Nothing was done.
approvals-title = <b>Waiting for a second person</b>
approvals-none = Nothing waits for a second person.
approvals-line = { $number }. { $who }: { $what }

button-approve = Approve
button-approve-number = Approve { $number }
button-decline = Decline
button-decline-number = Decline { $number }
button-receipt = Receipt
button-approvals = Approvals
toast-sent = Sent to a manager.
toast-approved = Approved.
toast-declined = Declined.
command-approvals = What waits for a second person
