"""At the counter: a tag is put on a member, or taken off."""

from domain import members
from domain.staff import Clerk, note
from domain.tx import Tx


def tag_card(tx: Tx, clerk: Clerk, member: int, text: str) -> str:
    """Puts a tag on a member, noted where they did not have it. Raises TagRefused or TagsFull."""
    had = members.tags_of(tx, member)
    tag = members.tag(tx, member, text)
    if tag not in had:
        _note(tx, clerk, member, "put")
    return tag


def untag_card(tx: Tx, clerk: Clerk, member: int, tag: str) -> None:
    """Takes a tag off a member, noted where they had it."""
    if tag in members.tags_of(tx, member):
        members.untag(tx, member, tag)
        _note(tx, clerk, member, "take")


def _note(tx: Tx, clerk: Clerk, member: int, what: str) -> None:
    # Not which one: the record never forgets, and a tag may be personal.
    note(tx, clerk.outside_id, "tag", name=clerk.name, member=member, what=what)
