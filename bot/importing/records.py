"""The records of a file, CSV, JSON or JSON lines: each with its line and its plain texts."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

COLUMNS = ("receipt", "member", "time", "amount", "category")
OPTIONAL = {"category"}


class Unreadable(Exception):
    """The file is none that can be imported; the message says why."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record: where it stands, and what each of its columns says; or what is wrong with it."""

    place: str
    said: dict[str, str]
    fault: str = ""


def records(file: Path) -> Iterator[Record]:
    """Every record of a file in its order; raises Unreadable where it is no such file."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(f"is not UTF-8 text: byte {error.start} belongs to no letter") from None
    first = text.lstrip()[:1]
    if not first:
        raise Unreadable("is empty")
    if first == "[":
        return _listed(text)
    return _json_lines(text) if first == "{" else _table(text)


def _table(text: str) -> Iterator[Record]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        heads = [name.strip() for name in next(reader)]
        if fault := _wrong_columns(heads):
            raise Unreadable(f"line 1: {fault}")
        for cells in reader:
            place = f"line {reader.line_num}"
            if len(cells) == len(heads):
                yield Record(place, dict(zip(heads, cells, strict=True)))
            elif cells:
                yield Record(place, {}, f"has {len(cells)} columns, the first line {len(heads)}")
    except csv.Error as error:
        raise Unreadable(f"line {reader.line_num}: {error}") from None


def _listed(text: str) -> Iterator[Record]:
    try:
        items = _json(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(f"is no JSON: {error}") from None
    for number, item in enumerate(items, 1):
        yield _record(f"record {number}", item)


def _json_lines(text: str) -> Iterator[Record]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = _json(line)
        except (ValueError, RecursionError) as error:
            yield Record(f"line {number}", {}, f"is no JSON: {error}")
            continue
        yield _record(f"line {number}", item)


def _record(place: str, item: Any) -> Record:
    if not isinstance(item, tuple):
        return Record(place, {}, "is not an object")
    if fault := _wrong_columns([name for name, _ in item]):
        return Record(place, {}, fault)
    for name, value in item:
        if not isinstance(value, str) and not (value is None and name in OPTIONAL):
            return Record(place, {}, f"{name} is not a text or a number")
    return Record(place, {name: value or "" for name, value in item})


def _json(text: str) -> Any:
    # Numbers stay the digits they were written with: 88.40 is no float on its way to 8840.
    # An object comes as its pairs, so that a name in it twice is seen.
    return json.loads(
        text, parse_float=str, parse_int=str, parse_constant=str, object_pairs_hook=tuple
    )


def _wrong_columns(names: list[str]) -> str | None:
    missing = [name for name in COLUMNS if name not in names and name not in OPTIONAL]
    unknown = sorted(set(names) - set(COLUMNS))
    if missing:
        return f"there is no {missing[0]}; needed are receipt, member, time, amount"
    if unknown:
        return f"{unknown[0]!r} is none of {', '.join(COLUMNS)}"
    return "a column stands twice" if len(names) != len(set(names)) else None
