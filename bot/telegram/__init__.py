"""Telegram: the wire, the pace, the inbox, the answers."""

import os

# The library's waits as timedeltas: the other form is deprecated, and warned about at each 429.
os.environ.setdefault("PTB_TIMEDELTA", "true")
