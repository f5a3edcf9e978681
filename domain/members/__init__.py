"""Members: enrolment, identity (sealed), cards, language and preferences."""

from domain.members.identity import Contact, Person, contact, identify, mark_reachable, staff
from domain.members.member import (
    NOTICES,
    Card,
    Enrolment,
    Who,
    by_card,
    card_of,
    enrol,
    new_card,
    preferences,
    set_language,
    set_preference,
    who,
)

__all__ = [
    "NOTICES",
    "Card",
    "Contact",
    "Enrolment",
    "Person",
    "Who",
    "by_card",
    "card_of",
    "contact",
    "enrol",
    "identify",
    "mark_reachable",
    "new_card",
    "preferences",
    "set_language",
    "set_preference",
    "staff",
    "who",
]
