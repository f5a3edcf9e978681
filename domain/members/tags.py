"""Tags: words that staff put on members, so that a broadcast can be for them alone."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from domain.books import lock
from domain.errors import TagRefused, TagsFull
from domain.tx import ReadTx, Tx

LETTERS_MOST = 20
MEMBERS_MOST, ALL_MOST = 10, 200
_TAG = re.compile(rf"[\w-]{{1,{LETTERS_MOST}}}")


@dataclass(frozen=True)
class Tag:
    """A tag, and how many members have it."""

    name: str
    members: int


def parse_tag(text: str) -> str:
    """A tag as it is kept: `#VIP` is `vip`. Raises TagRefused."""
    name = normalize("NFKC", text).strip().removeprefix("#").lower()
    if not _TAG.fullmatch(name):
        raise TagRefused(LETTERS_MOST)
    return name


def tag(tx: Tx, member: int, text: str) -> str:
    """Puts a tag on a member, who may have it; the tag. Raises TagRefused or TagsFull."""
    name = parse_tag(text)
    lock(tx, member)
    has = tags_of(tx, member)
    if name in has:
        return name
    if len(has) >= MEMBERS_MOST:
        raise TagsFull(MEMBERS_MOST, "member")
    if not tag_known(tx, name) and len(all_tags(tx)) >= ALL_MOST:
        raise TagsFull(ALL_MOST, "all")
    tx.sql.tags.add(member=member, tag=name, at=tx.now)
    return name


def untag(tx: Tx, member: int, name: str) -> None:
    """Takes a tag off a member, who may not have it; nobody has it left: there is none such."""
    tx.sql.tags.remove(member=member, tag=name)


def tags_of(tx: ReadTx, member: int) -> tuple[str, ...]:
    """A member's tags, in their order."""
    return tuple(name for (name,) in tx.sql.tags.of_member(member=member))


def all_tags(tx: ReadTx) -> tuple[Tag, ...]:
    """Every tag that somebody has, in their order."""
    return tuple(Tag(*row) for row in tx.sql.tags.all())


def tag_known(tx: ReadTx, name: str) -> bool:
    """Whether somebody has this tag."""
    return tx.sql.tags.known(tag=name) is not None
