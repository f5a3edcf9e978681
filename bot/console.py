"""What the commands share: settings or the end, a sentence and the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer

from bot.settings import Faults, Settings, load
from bot.store import Unavailable


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
    for sentence in sentences:
        typer.echo(sentence, err=True)
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
