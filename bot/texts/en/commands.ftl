# The menu of commands, each in a few words.

command-start = Get your card, or see it again
command-points = Your points and what they’re worth
command-history = How your points came and went
command-proof = Proof that nobody changed your history
command-signin = Sign in for today’s points
command-rewards = Redeem points for rewards
command-card = Your card with its code
command-earn = Points without a purchase
command-invite = Bring a friend
command-challenges = What is in reach, and how far you are
command-why = Why your points came, and why not
command-rules = The rules you earn by
command-settings = Language and notices
command-privacy = What is kept about you
command-help = How it works
command-cancel = Leave what you are in
command-broadcast = Tell your members something
command-catalogue = The rewards: prices, stock, new ones
command-campaigns = Your campaigns: plan, try, start, end
command-value = What points are worth, and what things cost
command-stats = The programme in figures
command-extend = Give points more time
command-reinstate = Give back what expired: CODE

bot-description = Your points at { $shop }: collect them when you shop, sign in daily, redeem them for rewards.
bot-about = Points, sign-in and rewards at { $shop }
