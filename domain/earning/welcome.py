"""Joining: one tap, one gift, once."""

from dataclasses import dataclass

from domain import books
from domain.calendar import end_of_validity
from domain.members import Person, enrol
from domain.tx import Tx


@dataclass(frozen=True)
class Joined:
    """Who joined, whether just now, and the points they were given for it."""

    member: int
    is_new: bool
    gift: int


def join(tx: Tx, person: Person) -> Joined:
    """Enrols a person and credits the welcome gift; a member who returns gets neither again."""
    enrolment = enrol(tx, person)
    gift = tx.programme.welcome_points if enrolment.is_new else 0
    if gift:
        books.issue(tx, enrolment.member, gift, "welcome", "programme", lot_end(tx))
    return Joined(enrolment.member, enrolment.is_new, gift)


def lot_end(tx: Tx) -> int:
    """The instant at which points earned now will end."""
    return end_of_validity(tx.now, tx.programme.expiry.months, tx.programme.zone)
