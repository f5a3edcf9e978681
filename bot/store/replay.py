"""Idempotency: a verb's result is stored under its key in the same savepoint as its effects."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from pydantic_core import to_json

from domain.errors import KeyReused
from domain.tx import Tx


@lru_cache(maxsize=512)
def _result_of(verb: Callable[..., Any]) -> TypeAdapter[Any]:
    return TypeAdapter(get_type_hints(verb)["return"])


def run_once(verb: Callable[..., Any], args: tuple[Any, ...], tx: Tx) -> Any:
    """Runs `verb(tx, *args)`, or returns what it returned when `tx.key` was first seen.

    Raises KeyReused where the key was used for another verb or other arguments.
    """
    if tx.key is None:
        return verb(tx, *args)
    name = f"{verb.__module__}.{verb.__qualname__}"
    # Keyed, because arguments name people: without the key nobody can try ids until one fits.
    fingerprint = hashlib.blake2b(
        to_json([name, args]), digest_size=16, key=tx.vault.fingerprint_key
    ).digest()
    seen = tx.sql.requests.find(key=tx.key)
    if seen is not None:
        stored_fingerprint, result = seen
        if stored_fingerprint != fingerprint:
            raise KeyReused
        return _result_of(verb).validate_json(result)
    result = verb(tx, *args)
    tx.sql.requests.keep(
        key=tx.key,
        fingerprint=fingerprint,
        result=_result_of(verb).dump_json(result),
        at=tx.now,
    )
    return result
