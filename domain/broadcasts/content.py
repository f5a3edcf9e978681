"""What a broadcast says: one message of any kind, with places for the member's own facts."""

import json
from dataclasses import asdict, dataclass, field
from typing import Any

# What may stand in a text, in braces, and is filled in for each member.
PLACES = ("name", "points", "tier", "expiring")


@dataclass(frozen=True)
class Link:
    """A button: it opens an address, or a screen of the bot's own. One of the two is empty.

    One without a label of its own is called as its screen is, in each reader's language.
    """

    label: str
    url: str = ""
    screen: str = ""


@dataclass(frozen=True)
class Content:
    """One message as it is kept: nothing in it depends on the owner's own copy.

    `kind` is as the Bot API names it (text, photo, video, …), `html` the text or caption, `media`
    the file's id, `fields` what else its method takes (a location's, a contact's). `title` is how
    the owner's lists call it.
    """

    kind: str
    html: str = ""
    media: str | None = None
    title: str = ""
    links: tuple[Link, ...] = ()
    fields: dict[str, Any] = field(default_factory=dict)

    @property
    def places(self) -> tuple[str, ...]:
        """The member's facts that it asks for."""
        return tuple(place for place in PLACES if f"{{{place}}}" in self.html)

    def packed(self) -> bytes:
        """As it is sealed."""
        return json.dumps(asdict(self)).encode()

    @classmethod
    def read(cls, packed: bytes) -> "Content":
        """What `packed` made; also what a broadcast of before was."""
        facts = json.loads(packed)
        if "photo" in facts:
            photo = facts.pop("photo")
            facts |= {"kind": "photo" if photo else "text", "media": photo}
        links = tuple(Link(**link) for link in facts.pop("links", ()))
        return cls(**facts, links=links)


def source_of(broadcast: int) -> str:
    """What a broadcast is called where attention is booked."""
    return f"broadcast:{broadcast}"
