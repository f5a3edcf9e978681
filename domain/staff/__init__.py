"""Who serves, and what they did: on a record of their own that nobody can change unseen."""

from domain.staff.acts import Act, act_of, acts, begin, count_acts, note, note_attempt, verify
from domain.staff.people import (
    Clerk,
    choose_staff_language,
    introduce,
    is_own,
    language_of,
    people,
    person_of,
    refuse_own,
)

__all__ = [
    "Act",
    "Clerk",
    "act_of",
    "acts",
    "begin",
    "choose_staff_language",
    "count_acts",
    "introduce",
    "is_own",
    "language_of",
    "note",
    "note_attempt",
    "people",
    "person_of",
    "refuse_own",
    "verify",
]
