"""The owner's broadcasts: composed, aimed, confirmed, watched, and what came of them.

```mermaid
stateDiagram-v2
    [*] --> list: /broadcast
    list --> compose: New
    compose --> draft: any message
    draft --> draft: another message, audience, buttons, time, hold-out
    draft --> confirm: Go on
    confirm --> draft: Back
    confirm --> [*]: Send, Plan
    draft --> [*]: Cancel
```
"""

from handlers.owner.broadcasts import (
    audience,
    compose,
    confirm,
    links,
    listing,
    progress,
    watching,
    when,
)

__all__ = [
    "audience",
    "compose",
    "confirm",
    "links",
    "listing",
    "progress",
    "watching",
    "when",
]
