"""How often and when members are written to: quiet hours, the weekly budget, who is left out."""

from pydantic import Field

from domain.programme.basics import Frozen, Percent, WallTime, Whole


class Messages(Frozen):
    """What a shop allows itself to say unasked.

    News (what goes to those who agreed to news) is told to a member at most `weekly_most` times in
    seven days, never between `quiet_from` and `quiet_until`; nudges wait for the morning too, and
    service notices arrive silently then. Of each campaign of news `holdout_percent` of its members
    get nothing, so that its effect can be seen; of each kind of nudge `nudge_holdout_percent`. A
    broadcast goes to `canary_percent` of its members first. Who has signed in `streak_from` days
    running is told at `streak_at` that today is missing; who lacks at most `goal_percent` of the
    way to the next tier is told at `goal_at`. Who leaves within `blame_hours` of news left because
    of it. Times are the programme's local ones.
    """

    quiet_from: WallTime = "21:30"
    quiet_until: WallTime = "09:00"
    weekly_most: Whole = Field(2, le=100)
    holdout_percent: Whole = Field(5, le=50)
    nudge_holdout_percent: Whole = Field(5, le=50)
    canary_percent: Percent = 1
    streak_at: WallTime = "19:00"
    streak_from: Whole = Field(3, ge=2, le=365)
    goal_at: WallTime = "11:00"
    goal_percent: Percent = 10
    blame_hours: Whole = Field(72, ge=1, le=168)
