"""The catalogue in the chat: a list, one reward, its shelf, and a guided dialog."""

from handlers.manager.catalogue import calling_off, dialog, listing, preview, restocking, reward

__all__ = ["calling_off", "dialog", "listing", "preview", "restocking", "reward"]
