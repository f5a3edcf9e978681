# What points cost: told to the owner when a cap is crossed or left.

alert-budget = { $stage ->
    [dimmed] <b>Points cost { $cost }</b> of revenue, above the soft cap of { $soft }.
    [stopped] <b>Points cost { $cost }</b> of revenue, and the hard cap is { $hard }.
   *[restored] <b>Campaigns and surprises run in full again.</b>
}
alert-budget-effect = { $stage ->
    [dimmed] Campaigns’ multipliers and surprises run at { $bright } now and stop at { $hard }. Base points go on.
    [stopped] Campaigns’ multipliers and surprises rest. Base points go on.
   *[restored] Points cost { $cost } of revenue now.
}
alert-budget-knob = { $knob ->
    [campaign] { $name } costs the most, { $cost }. Pausing it brings that down to { $without }.
    [base] The base rate costs the most, { $cost }. A lower rate would help.
    [tier] The tiers’ multipliers cost the most, { $cost }. Lower ones would help.
    [surprise] Surprises cost the most, { $cost }. A smaller daily budget would help.
    [welcome] Gifts for joining cost the most, { $cost }. Smaller ones would help.
   *[sign_in] Sign-ins cost the most, { $cost }. Smaller rewards would help.
}
