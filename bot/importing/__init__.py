"""Bringing in what a shop knew before: purchases from a file, all of them or none."""
