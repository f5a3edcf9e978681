"""The one error for a database that cannot be had."""


class Unavailable(Exception):
    """The database cannot be opened, read or written; the message says why and what to do."""
