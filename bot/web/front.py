"""Where people find the web pages: known once the server listens."""

from dataclasses import dataclass


@dataclass
class Front:
    """The address that links begin with; empty while nothing is served."""

    public_url: str = ""
    url: str = ""

    @property
    def link(self) -> str:
        """What links begin with: the public address where there is one, without a slash behind."""
        return self.url and (self.public_url or self.url).rstrip("/")
