"""What is no amount of money and no number of points, however it is typed."""

# Nothing, nothing positive, other digits, other notations, too fine, too much, and not meant well.
NO_AMOUNTS = (
    *("", "   ", "0", "0.00", "000", "-0", "-5", "-0.01", "--5", "+5", "−5"),
    *("١٠٠", "１００", "²", "½", "Ⅷ", "百", "٥", "5 5"),
    *("1e3", "1E3", "0x10", "0b1", "1_000", "1,000", "10,50", "1.2.3", ".5", "5.", ".", "-"),
    *("NaN", "Infinity", "-inf", "None", "true", "¥5", "5元", "$5", "5%", "5+5", "8 8"),
    *("88.405", "0.001", "1" * 20, "9" * 30, "9" * 1_000, str(2**63), str(2**64)),
    *("many", "' OR 1=1 --", "<b>5</b>", "{ $amount }", "%s", "5;", "[5]", "😀"),
)
# A number of points has no fraction either.
NO_POINTS = (*NO_AMOUNTS, "5.5", "0.5", "1.0")
