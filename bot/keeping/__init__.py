"""Keeping the books safe: moved with proof, backed up while they are in use, restored, drilled."""
