"""Checks a proof that a shop's bot sent, or the shop's chain of seals. Needs Python alone.

    python verify.py proof.json                 what the proof proves
    python verify.py proof.json --root 5d41…    and that the root is the one that was posted
    python verify.py draw.json [--root 5d41…]   that a draw comes out again [from the seed whose
                                                hash was posted]
    python verify.py chain.json [--root 5d41…]  that each seal follows from the one before

Every night the shop hashes the records of its books into a Merkle tree (RFC 6962) and posts the
root. A proof is one record and the few hashes that lead from it to that root: with another
record, or after a change of this one, they lead elsewhere. A seal's own hash covers the seal
before it, so the newest one stands for all days.

What is drawn on a day is drawn from that day's seed, which the shop promises by its hash before
the day and tells after it. The ticket is the HMAC-SHA256 of the draw's name under the seed: its
first eight bytes as a number, modulo the tickets; numbers that would favour some are drawn again.
"""

import hmac
import json
import sys
from datetime import date
from hashlib import sha256
from typing import Any

# Tickets come from eight bytes; a run of numbers is one line of the odds.
SPAN, RUN = 1 << 64, "tickets:"


class Broken(Exception):
    """The file proves nothing; the message says why."""


def leaf_hash(record: str) -> bytes:
    """A record's hash; the first byte keeps leaves and nodes apart."""
    return sha256(b"\x00" + record.encode()).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two hashes."""
    return sha256(b"\x01" + left + right).digest()


def climb(hash_: bytes, position: int, size: int, path: list[bytes]) -> bytes:
    """The root over `size` leaves, from one of them and the siblings on its way up."""
    siblings = list(path)
    while size > 1:
        if position ^ 1 < size:
            if not siblings:
                raise Broken("The path is too short for a tree of so many records.")
            sibling = siblings.pop(0)
            pair = (sibling, hash_) if position % 2 else (hash_, sibling)
            hash_ = node_hash(*pair)
        position, size = position // 2, (size + 1) // 2
    if siblings:
        raise Broken("The path is too long for a tree of so many records.")
    return hash_


def checked_seal(seal: Any) -> tuple[int, str, int, bytes, bytes, bytes]:
    """A seal's number, day, records, root, previous and own hash, which must be right."""
    number, records = field(seal, "number", int), field(seal, "records", int)
    upto = field(seal, "upto", int)
    day = field(seal, "day", str)
    root, previous, own = (
        hexadecimal(field(seal, name, str)) for name in ("root", "previous", "hash")
    )
    date.fromisoformat(day)
    line = f"{previous.hex()} {number} {day} {upto} {records} {root.hex()}"
    if sha256(line.encode()).digest() != own:
        raise Broken(f"Seal {number} of {day} is not what its own hash says.")
    return number, day, records, root, previous, own


def check_proof(proof: Any, posted: bytes | None) -> str:
    """What a proof proves, as a sentence."""
    record, position = field(proof, "record", str), field(proof, "position", int)
    path = [hexadecimal(each) for each in field(proof, "path", list)]
    number, day, records, root, _, _ = checked_seal(field(proof, "seal", dict))
    if not 0 <= position < records:
        raise Broken(f"There is no record {position + 1} of {records}.")
    if climb(leaf_hash(record), position, records, path) != root:
        raise Broken(f"The record does not lead to the root of seal {number}: it was changed.")
    if posted and posted != root:
        raise Broken(f"The proof holds, but not for the root you gave: its own is {root.hex()}.")
    last = "the root you gave." if posted else f"{root.hex()}: compare it with the posted one."
    return f"{record}\n\nProven: record {position + 1} of {records}, sealed for {day}, under {last}"


def check_chain(chain: Any, posted: bytes | None) -> str:
    """What a chain proves, as a sentence."""
    number, day, previous = 0, "", bytes(32)
    days: dict[bytes, str] = {}
    for seal in field(chain, "seals", list):
        last, before = number, day
        number, day, _, root, said, own = checked_seal(seal)
        if number != last + 1 or said != previous or day <= before:
            raise Broken(f"Seal {number} of {day} does not follow seal {last}.")
        previous, days[root] = own, day
    if not days:
        raise Broken("The chain has no seal.")
    if posted and posted not in days:
        raise Broken("No seal of this chain has the root you gave.")
    found = f" The root you gave is that of {days[posted]}." if posted else ""
    return f"Proven: {number} seals to {day}, each following from the one before.{found}"


def check_draw(draw: Any, posted: bytes | None) -> str:
    """What the proof of a draw proves, as a sentence."""
    day, name = field(draw, "day", str), field(draw, "name", str)
    promised = hexadecimal(field(draw, "commitment", str))
    if not name.isprintable():
        raise Broken(f"{name!r} is no name of a draw.")
    if draw.get("seed") is None:
        raise Broken(f"The seed of {day} is not told yet: ask for this proof again after that day.")
    seed = hexadecimal(draw["seed"])
    if sha256(seed).digest() != promised:
        raise Broken(f"The seed is not the one that was promised for {day}.")
    if posted and posted != promised:
        raise Broken(f"The draw holds, but from a seed whose hash is {promised.hex()}.")
    odds = [checked_line(line) for line in field(draw, "odds", list)]
    of, said = sum(weight for _, weight in odds), field(draw, "ticket", int)
    if of != field(draw, "of", int) or not 0 < of <= SPAN:
        raise Broken("The odds do not make up the tickets.")
    ticket = drawn(seed, name, of)
    if ticket != said or outcome(odds, ticket)[0] != field(draw, "outcome", str):
        raise Broken(f"It comes out as ticket {ticket}, {outcome(odds, ticket)[0]}: not as said.")
    lines = "\n".join(f"{weight:>9} of {of}  {label}" for label, weight in odds)
    label, weight = outcome(odds, ticket)
    last = "that you gave" if posted else f"{promised.hex()}: compare it with the posted one"
    return (
        f"{name}\n{lines}\n\nProven: ticket {ticket}, which is {label}, with a chance of {weight} "
        f"in {of}, from the seed of {day} with the hash {last}."
    )


def checked_line(line: Any) -> tuple[str, int]:
    """A line of the odds: an outcome and its tickets, one for each number of `tickets:18-40`."""
    label, weight = line if isinstance(line, list) and len(line) == 2 else (None, None)
    if type(label) is not str or type(weight) is not int or weight < 1 or not label.isprintable():
        raise Broken(f"{line!r} is no line of odds.")
    if label.startswith(RUN):
        first, _, last = label[len(RUN) :].partition("-")
        if weight != int(last) - int(first) + 1:
            raise Broken(f"{line!r} does not give each number one ticket.")
    return label, weight


def drawn(seed: bytes, name: str, of: int) -> int:
    """The ticket from 0 to of - 1 that a name draws from a seed."""
    attempt = 0
    while True:
        digest = hmac.digest(seed, f"{name}/{attempt}".encode(), "sha256")
        number = int.from_bytes(digest[:8], "big")
        if number < SPAN - SPAN % of:
            return number % of
        attempt += 1


def outcome(odds: list[tuple[str, int]], ticket: int) -> tuple[str, int]:
    """What a ticket wins and how likely that was; each number of `tickets:18-40` has its own."""
    for label, weight in odds:
        if ticket < weight and label.startswith(RUN):
            return f"ticket:{int(label[len(RUN) :].partition('-')[0]) + ticket}", 1
        if ticket < weight:
            return label, weight
        ticket -= weight
    raise Broken("There is no such ticket.")


def field(thing: Any, name: str, kind: type) -> Any:
    """A field that must be there, of the kind that it must have."""
    value = thing.get(name) if isinstance(thing, dict) else None
    if type(value) is not kind:
        raise Broken(f"This is no proof and no chain: {name!r} is missing or is not as it should.")
    return value


def hexadecimal(text: Any) -> bytes:
    """A hash as 64 hexadecimal digits say it."""
    if not isinstance(text, str) or len(text) != 64:
        raise Broken(f"{text!r} is no hash: it takes 64 hexadecimal digits.")
    return bytes.fromhex(text)


def main(words: list[str]) -> int:
    """Reads the file and says what it proves; 1 where it proves nothing."""
    if len(words) not in (1, 3) or words[1:2] not in ([], ["--root"]):
        print("Say: python verify.py FILE.json [--root HEX]", file=sys.stderr)
        return 1
    try:
        with open(words[0], encoding="utf-8") as file:
            found = json.load(file)
        kinds = {"seals": check_chain, "odds": check_draw}
        has = found if isinstance(found, dict) else {}
        check = next((kinds[name] for name in kinds if name in has), check_proof)
        print(check(found, hexadecimal(words[2].lower()) if words[2:] else None))
    except (Broken, OSError, ValueError, RecursionError) as error:
        print(f"Not proven. {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
