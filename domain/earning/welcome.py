"""Joining: one tap, one gift, once."""

from dataclasses import dataclass

from domain.earning.granting import grant
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
        grant(tx, enrolment.member, gift, "welcome", "programme")
    return Joined(enrolment.member, enrolment.is_new, gift)
