"""The programme in six figures."""

from dataclasses import dataclass

from domain.tx import ReadTx


@dataclass(frozen=True)
class Figures:
    """Members and points; undone and returned points are netted out, so the figures add up.

    `outstanding` = `issued` - `redeemed` - `expired`; its worth is in minor units.
    """

    members: int
    issued: int
    redeemed: int
    expired: int
    outstanding: int
    worth_minor: int


def figures(tx: ReadTx) -> Figures:
    """The programme as it stands."""
    totals = dict(tx.sql.insight.totals())
    issued, redeemed, expired = (
        -totals.get("issued", 0),
        totals.get("redeemed", 0),
        totals.get("expired", 0),
    )
    outstanding = issued - redeemed - expired
    return Figures(
        members=tx.sql.insight.members(),
        issued=issued,
        redeemed=redeemed,
        expired=expired,
        outstanding=outstanding,
        worth_minor=tx.programme.worth_minor(outstanding),
    )
