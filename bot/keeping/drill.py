"""A drill: only a backup that was restored is one."""

from dataclasses import dataclass
from pathlib import Path

from bot.clock import Clock
from bot.keeping.backup import Manifest, backup
from bot.keeping.places import url_of
from bot.keeping.progress import Progress
from bot.keeping.restore import Restored, restore
from domain.vault import Vault


@dataclass(frozen=True)
class Drilled:
    """What was backed up, and how it came back."""

    manifest: Manifest
    restored: Restored
    restored_bytes: int


def drill(source: str, folder: Path, clock: Clock, vault: Vault, progress: Progress) -> Drilled:
    """Backs the books up into `folder` and restores them there, while the bot goes on.

    Raises Unavailable where a digest differs, the books are wrong or the key is another.
    """
    file, again = folder / "backup.db", folder / "restored.db"
    manifest = backup(source, file, clock, progress)
    restored = restore(file, url_of(again), clock, vault, progress)
    return Drilled(manifest, restored, again.stat().st_size)
