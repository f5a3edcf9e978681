"""The records of the books as text, the same on every database: what a seal is made over.

A transaction comes with all that names it (entries, lots, draws, its hold, its reversal); an
extension of a lot is a record of its own.
"""

from domain.tx import ReadTx


def records(tx: ReadTx, first: int, last: int) -> dict[int, str]:
    """The text of each record from id `first` to `last`."""
    sql, given = tx.sql.records, {"first": first, "last": last}
    body: dict[int, str] = {}
    for lines in (
        sql.entries,
        sql.lots,
        sql.draws,
        sql.holds,
        sql.holds_ended,
        sql.reversals,
    ):
        for txn, line in lines(**given):
            body[txn] = body.get(txn, "") + line
    for txn, digest in sql.notes(**given):
        body[txn] = f"{body.get(txn, '')}note {digest.hex()}\n"
    # The key comes last: whatever stands in it cannot be read as a line of something else.
    texts = {txn: f"{head}{body.get(txn, '')}{key}" for txn, head, key in sql.txns(**given)}
    texts.update(sql.extensions(**given))
    return texts


def unsealed(tx: ReadTx, after: int, upto: int, most: int) -> list[int]:
    """The ids of up to `most` records between `after` and `upto` that no seal holds, in order."""
    given = {"after": after, "upto": upto, "most": most}
    ids = [id_ for (id_,) in tx.sql.seals.unsealed_txns(**given)]
    ids += [id_ for (id_,) in tx.sql.seals.unsealed_extensions(**given)]
    return sorted(ids)[:most]
