"""A purchase: what the rules see of it, what they make of it, and how it is taken back."""
