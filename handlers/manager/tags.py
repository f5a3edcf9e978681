"""A member's tags, from their card: each one on or off by a tap, and new ones by typing them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.telegram.ask import Ask, Button
from domain import counter
from domain.errors import ScreenOld
from domain.members import Tag, all_tags, name_of, tags_of
from domain.tx import ReadTx
from handlers.manager.routes import ROUTES
from handlers.screens import base36, called, in_rows, page_of, pager

TAGS_SHOWN, TAGS_IN_ROW = 9, 3
MARK_LETTERS = 8


@dataclass(frozen=True)
class Tagged:
    """A member's tags, beside all that there are."""

    name: str
    has: tuple[str, ...]
    all: tuple[Tag, ...]


def tagged(tx: ReadTx, member: int) -> Tagged:
    """All of it in one look."""
    return Tagged(name_of(tx, member), tags_of(tx, member), all_tags(tx))


@ROUTES.button("tags")
async def show_tags(ask: Ask) -> None:
    """Shows a member's tags, and those that others have: `tags PAGE MEMBER`."""
    await _show(ask, int(ask.args[1], 36), int(ask.args[0]))


@ROUTES.button("tag-put")
async def put_tag(ask: Ask) -> None:
    """Puts a tag on a member that others have: `tag-put MEMBER MARK PAGE`."""
    member, tag = await _asked(ask)
    await ask.write(counter.tag_card, ask.clerk, member, tag)
    await _show(ask, member, int(ask.args[2]))


@ROUTES.button("tag-take")
async def take_tag(ask: Ask) -> None:
    """Takes a tag off a member; one that nobody has left is gone."""
    member, tag = await _asked(ask)
    await ask.write(counter.untag_card, ask.clerk, member, tag)
    await _show(ask, member, int(ask.args[2]))


@ROUTES.step("tags", "shown", takes_words=True)
async def take_word(ask: Ask) -> None:
    """Takes a tag that was typed; what is none is refused, and another one taken."""
    assert ask.dialog is not None
    member = ask.dialog.data["member"]
    await ask.write(counter.tag_card, ask.clerk, member, ask.text)
    await _show(ask, member, 1)


async def _asked(ask: Ask) -> tuple[int, str]:
    """The member and the tag of a button."""
    who, mark, _ = ask.args
    return int(who, 36), await marked_tag(ask, mark)


async def _show(ask: Ask, member: int, page: int) -> None:
    seen, who = await ask.read(tagged, member), base36(member)
    shown, page, pages = page_of(_in_order(seen), page, TAGS_SHOWN)
    await ask.step("tags", "shown", member=member)
    await ask.show(
        ask.render(
            "tags-title",
            name=called(ask, seen.name),
            count=len(seen.has),
            tags=ask.plain("list-separator").join(seen.has),
        ),
        [
            *in_rows([_toggle(ask, seen, tag, who, page) for tag in shown], TAGS_IN_ROW),
            *pager(ask, "tags", page, pages, who),
            [ask.button("back", "card-of", who)],
        ],
    )


def _in_order(seen: Tagged) -> Sequence[Tag]:
    """Those that the member has first."""
    return sorted(seen.all, key=lambda tag: tag.name not in seen.has)


def _toggle(ask: Ask, seen: Tagged, tag: Tag, who: str, page: int) -> Button:
    action, chosen = ("tag-take", "yes") if tag.name in seen.has else ("tag-put", "no")
    what = (action, who, mark_of(tag.name), page)
    return ask.button("tag", *what, tag=tag.name, members=tag.members, chosen=chosen)


def mark_of(tag: str) -> str:
    """How a button names a tag, which may be too long for it itself."""
    return sha256(tag.encode()).hexdigest()[:MARK_LETTERS]


async def marked_tag(ask: Ask, mark: str) -> str:
    """The tag that a button names; raises ScreenOld where nobody has it any more."""
    tags = await ask.read(all_tags)
    found = next((tag.name for tag in tags if mark_of(tag.name) == mark), None)
    if found is None:
        raise ScreenOld
    return found
