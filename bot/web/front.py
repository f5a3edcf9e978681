"""Where people find the web pages: known once the server listens."""

import asyncio
from dataclasses import dataclass, field


@dataclass
class Front:
    """The address that links begin with; empty while nothing is served."""

    public_url: str = ""
    url: str = ""
    served: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def link(self) -> str:
        """What links begin with: the public address where there is one, without a slash behind."""
        return self.url and (self.public_url or self.url).rstrip("/")

    def opens(self, url: str) -> None:
        """From now on pages are served at `url`."""
        self.url = url
        self.served.set()

    def closes(self) -> None:
        """Nothing is served any more."""
        self.url = ""
        self.served.clear()
