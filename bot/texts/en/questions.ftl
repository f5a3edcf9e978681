# What every guided dialog asks with: offers, examples, and what is no answer.

figure-type = Choose, or send another number, like { $example }.
figure-money = { $amount ->
    [0] Any amount
   *[other] { $amount }
}
figure-choice =
    .by-staff = Staff
    .by-member = The member
    .by-profile = A full profile
    .per-day = Day
    .per-week = Week
    .per-month = Month
    .per-year = Year
    .per-ever = In all
unfit =
    .number = I need a number, like { $example }.
    .range = It has to be from { $least } to { $most }.
    .whole = It has to come out even: a multiple of { $least }, like { $example }.
    .choose = Press one of the buttons.
    .name = I need a name of up to { $most } letters, or one in each language, like { $example }.
    .window = I need the first and the last day, like { $example }.
    .past = That’s over already. Send days from today on, like { $example }.
    .far = That’s more than ten years away. Send nearer days, like { $example }.
    .order = The end has to come after the start, like { $example }.
    .over = That’s over already. Send a time to come, like { $example }.
    .moment = I need a day and a time, like { $example }.
    .picture = Send a photo, not a file.
    .note = I need one line, or two lines in two languages, of up to { $most } letters each.
    .prize = I don’t know that reward. Send points, or the name of a reward in the catalogue.
    .prices = I need a line for each tier, with its price:
        { $example }
    .outcomes = I need a line for each prize, and its weight:
        { $example }

button-figure = { $chosen ->
    [yes] ✓ { $value }
   *[no] { $value }
}
