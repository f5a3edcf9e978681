"""The server's key: from the environment, or from a file made at the first start."""

import logging
import os
from pathlib import Path

from bot.settings import Settings
from bot.store import Unavailable
from domain.vault import KEY_BYTES, Vault

logger = logging.getLogger(__name__)


def key_file(settings: Settings) -> Path:
    """Where the key is kept when nobody keeps it elsewhere: beside the database."""
    path = settings.database.path
    return path.with_name(path.name + ".key")


def open_vault(settings: Settings) -> Vault:
    """The vault under JIFEN_SECURITY__KEY, else under the key file, made with new books only.

    Raises Unavailable where there are books and no key: another key would know nobody in them.
    """
    given = settings.security.key.get_secret_value()
    if given:
        return Vault(bytes.fromhex(given))
    if not settings.database.is_file:
        raise Unavailable(
            "security.key: is missing, and beside a server there is no place for a key file: "
            "set JIFEN_SECURITY__KEY (openssl rand -hex 32 makes one)"
        )
    file = key_file(settings)
    if not file.exists():
        if settings.database.path.exists():
            raise Unavailable(
                f"security.key: is missing, and {settings.database.path} was written under one: "
                "set JIFEN_SECURITY__KEY to it"
            )
        _make(file)
    return Vault(bytes.fromhex(file.read_text().strip()))


def kept_vault(settings: Settings) -> Vault:
    """The vault under a key that is there already; raises Unavailable where there is none."""
    given = settings.security.key.get_secret_value()
    if not given and settings.database.is_file and not key_file(settings).exists():
        raise Unavailable(
            "security.key: is missing: set JIFEN_SECURITY__KEY to the key these books were "
            "written under, nothing in them can be used without it"
        )
    return open_vault(settings)


def _make(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as opened:
        opened.write(os.urandom(KEY_BYTES).hex() + "\n")
        opened.flush()
        # Books that outlive a power cut need a key that does.
        os.fsync(handle)
    logger.warning(
        "a key was made at %s: it belongs elsewhere than the database; "
        "keep it safe, set JIFEN_SECURITY__KEY and delete the file",
        file,
    )
