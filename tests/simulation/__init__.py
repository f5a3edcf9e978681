"""One seed, one script: the real store under faults, beside an oracle that cannot fail."""
