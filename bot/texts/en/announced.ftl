# What the owner announces to everybody.

notice-announced = <b>News from { $shop }</b>
notice-anchor = From { $day } on, <b>{ $points } are worth { $worth }</b>.
