"""Telegram: the wire, the pace, the inbox, the answers."""
