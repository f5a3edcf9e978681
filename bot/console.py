"""What the commands share: settings, the books, a file of things; or a sentence, and the end."""

import asyncio
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import typer
from pydantic import TypeAdapter, ValidationError

from bot import keys
from bot.clock import SystemClock
from bot.settings import Faults, Settings, load
from bot.store import Unavailable, open_store
from domain import adoption
from domain.errors import RuleRefused
from domain.programme import sentence
from domain.programme.faults import at_each
from domain.tx import ReadTx
from domain.vault import KEY_BYTES, Vault

R = TypeVar("R")


def settings() -> Settings:
    """The settings, or every fault in them and the end."""
    try:
        found = load()
        if found.texts:
            # The shipped texts are known to be well; to read them all takes a while.
            from bot.texts import Texts

            Texts(lambda: 0, found.texts)
    except Faults as faults:
        stop(*faults.sentences)
    except ValueError as error:
        stop(str(error))
    return found


def stop(*sentences: str, code: int = 2) -> NoReturn:
    """Says why, and ends."""
    for said in sentences:
        typer.echo(said, err=True)
    raise typer.Exit(code)


@contextmanager
def refusing(code: int = 2) -> Iterator[None]:
    """Ends with the sentence where a database or a file cannot be used as asked."""
    try:
        yield
    except Unavailable as error:
        stop(str(error), code=code)
    except OSError as error:
        stop(f"{error.filename or 'a file'}: {error.strerror or error}", code=code)


def asked(question: Callable[[ReadTx], R]) -> R:
    """What the books answer; nothing that is looked at is encrypted, so no key is needed."""

    async def ask() -> R:
        vault = Vault(bytes(KEY_BYTES))
        url = settings().database.url
        store = await open_store(url, SystemClock(), vault, writable=False)
        try:
            return await store.read(question)
        finally:
            await store.close()

    with refusing():
        return asyncio.run(ask())


def changed(verb: Callable[..., R], *args: Any) -> R:
    """Runs a verb on the books, under the settings' programme where they are new."""
    found = settings()

    async def write() -> R:
        vault = keys.kept_vault(found)
        store = await open_store(found.database.url, SystemClock(), vault)
        try:
            await store.write(adoption.begin, found.programme, key=None)
            return await store.write(verb, *args, key=None)
        finally:
            await store.close()

    with refusing():
        try:
            return asyncio.run(write())
        except RuleRefused as refused:
            stop(f"{refused.reason}; nothing was changed", code=1)


def things(file: Path, key: str, kind: TypeAdapter[tuple[R, ...]]) -> tuple[R, ...]:
    """What a TOML file lists under one key, and nothing else; or every fault in it, and the end."""
    try:
        told = tomllib.loads(file.read_text())
    except (OSError, UnicodeDecodeError):
        stop(f"{file}: cannot be read")
    except tomllib.TOMLDecodeError as error:
        stop(f"{file}: {error}")
    found = told.pop(key, None)
    if told or not found or not isinstance(found, list):
        stop(f"{file}: holds one or more [[{key}]], and nothing else")
    try:
        return kind.validate_python(found)
    except ValidationError as error:
        faults = at_each(error, found).errors()
        stop(*(f"{file}: {key}.{sentence(fault)}" for fault in faults))
