"""The owner's campaigns: a guided dialog, a list, the time machine, and what points are worth."""

from handlers.owner.campaigns import campaign, dialog, listing, preview, trying, value

__all__ = ["campaign", "dialog", "listing", "preview", "trying", "value"]
