"""Who serves, and what they did: on a record of their own that nobody can change unseen."""

from domain.staff.acts import Act, Clerk, acts, note, person_of

__all__ = ["Act", "Clerk", "acts", "note", "person_of"]
