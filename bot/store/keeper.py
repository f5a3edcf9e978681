"""Books remember the key they are written under: another one would know nobody in them."""

from bot.store.unavailable import Unavailable
from domain.tx import ReadTx, Tx


def newest_id(tx: ReadTx) -> int:
    """The largest id that these books gave to a record, or sealed a day up to."""
    newest: int = tx.sql.keeper.newest_id()
    return newest


def hold_to_key(tx: Tx) -> None:
    """Marks new books with the server's key; raises Unavailable where the mark is another's."""
    mark = tx.vault.lookup("key", "mark")
    known = tx.sql.keeper.mark()
    if known is None:
        tx.sql.keeper.set_mark(mark=mark)
    elif known != mark:
        raise Unavailable("security.key: is not the key that these books were written under")
