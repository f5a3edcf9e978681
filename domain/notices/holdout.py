"""Hold-outs: members whom a campaign leaves out, so that its effect can be seen beside them."""

import json
from collections.abc import Sequence

from domain.tx import ReadTx, Tx


def held_out(tx: Tx, name: str, members: Sequence[int], percent: int) -> frozenset[int]:
    """Who of some members is left out of what is called `name`; each is drawn once, and kept."""
    drawn = dict(tx.sql.holdout.drawn(name=name, members=json.dumps(members)))
    # Of nobody held out nothing is drawn: it would keep them out of every draw to come.
    new = {
        member: int(drawn_by(tx, name, member, percent))
        for member in (members if percent else ())
        if member not in drawn
    }
    tx.sql.holdout.add_each(
        [
            {"name": name, "member": member, "held": held, "at": tx.now}
            for member, held in new.items()
        ]
    )
    return frozenset(member for member, held in (drawn | new).items() if held)


def drawn_by(tx: ReadTx, name: str, member: int, percent: int) -> bool:
    """What the draw says, whoever asks and whenever: `percent` of all are left out."""
    number = int.from_bytes(tx.vault.secret("holdout", f"{name}/{member}")[:8])
    return number * 100 >> 64 < percent
