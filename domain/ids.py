"""Ids in order of time: milliseconds since 2020 in the upper 41 bits, a counter below."""

_EPOCH_MS = 1_577_836_800_000
_COUNTER_BITS = 22


def first_id(us: int) -> int:
    """The smallest id that can have been made at `us` (UTC microseconds)."""
    return max(us // 1000 - _EPOCH_MS, 0) << _COUNTER_BITS


def made_at(id_: int) -> int:
    """When an id was made, to the millisecond (UTC microseconds)."""
    return ((id_ >> _COUNTER_BITS) + _EPOCH_MS) * 1000
