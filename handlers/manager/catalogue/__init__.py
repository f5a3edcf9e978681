"""The catalogue in the chat: a list, one reward, its shelf, and a guided dialog."""

from handlers.manager.catalogue import dialog, listing, preview, restocking, reward

__all__ = ["dialog", "listing", "preview", "restocking", "reward"]
