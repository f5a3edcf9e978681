# 店主告诉大家的事。

notice-announced = <b>{ $shop }有新活动</b>
notice-anchor = { $day }起，<b>{ $points }值 { $worth }</b>。
