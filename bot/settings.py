"""settings.toml and the environment, read once into one frozen model and handed down in parts.

`JIFEN_SECTION__KEY` in the environment beats settings.toml, which beats the defaults here.
"""

import json
import os
import re
import tomllib
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    SettingsError,
    TomlConfigSettingsSource,
)

from domain.programme import Frozen, Programme, Role, sentence

FILE = Path(__file__).parents[1] / "settings.toml"
# Names another file, such as a preset, in place of settings.toml.
FILE_VARIABLE = "JIFEN_SETTINGS"
TELEGRAM = "https://api.telegram.org"
TELEGRAM_REACHES = re.compile(r"https://[^/:]+(:(443|80|88|8443))?(/|$)")
UserId = Annotated[int, Field(gt=0, lt=2**52)]


# The settings that are lists, as the environment names them.
LISTS = (
    *("__OWNERS", "__MANAGERS", "__CASHIERS", "__SUPPORT", "__SHOPS", "__CATEGORIES"),
    *("__SIGN_IN", "__REMIND_DAYS", "__WARN_DAYS", "__PRIZES", "__TIERS", "__REWARDS"),
    *("__RULES", "__BASKET", "__PROXIES", "__METRICS_FROM"),
)


class Faults(Exception):
    """The settings do not hold together: one sentence for each fault, each naming its key."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


class Telegram(Frozen):
    """How the bot reaches Telegram, and how fast it may write."""

    token: SecretStr = SecretStr("")
    base_url: str = "https://api.telegram.org/bot"
    poll_seconds: int = Field(30, ge=0, le=50)
    in_flight: int = Field(64, ge=1, le=1000)
    per_person: int = Field(30, ge=1, le=1000)
    chat_per_second: float = Field(1.0, gt=0, le=1000)
    chat_burst: int = Field(15, ge=1, le=1000)
    bulk_per_second: float = Field(25.0, ge=1, le=1000)
    # Broadcasts that are paid for with Stars: 0 sends none that way.
    paid_per_second: float = Field(0.0, ge=0, le=1000)
    updates: Literal["auto", "polling", "webhook"] = "auto"
    channel: str = Field("", pattern=r"^(@[A-Za-z]\w{4,31}|-100\d{6,13}|)$")

    @field_validator("base_url")
    @classmethod
    def _web_address(cls, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return url


def known_url(url: str) -> str:
    """A database's address as it is; raises ValueError where it is none."""
    scheme, _, rest = url.partition("://")
    if scheme == "postgresql" and "/" in rest:
        return url
    if scheme != "sqlite" or not rest.startswith("/") or rest == "/":
        raise ValueError(
            "must be sqlite:/// and a path, like sqlite:///var/jifen.db, "
            "or a server's, like postgresql://user:password@host/database"
        )
    return url


class Database(Frozen):
    """Where the books are: in a file, or on a PostgreSQL server that several processes share."""

    # Not shown: a server's address may hold a password.
    url: str = Field("sqlite:///var/jifen.db", repr=False)
    workers: int = Field(4, ge=1, le=64)
    lease_seconds: float = Field(10.0, ge=1, le=300)

    @field_validator("url")
    @classmethod
    def _known(cls, url: str) -> str:
        return known_url(url)

    @property
    def is_file(self) -> bool:
        """Whether the books are in a file."""
        return self.url.startswith("sqlite:")

    @property
    def path(self) -> Path:
        """The database's file; only where `is_file`."""
        assert self.is_file, "books on a server are in no file"
        return Path(self.url.removeprefix("sqlite:///"))


class Security(Frozen):
    """The server's key: 64 hexadecimal digits, kept apart from the database."""

    key: SecretStr = SecretStr("")

    @field_validator("key")
    @classmethod
    def _whole_key(cls, key: SecretStr) -> SecretStr:
        secret = key.get_secret_value()
        try:
            whole = not secret or len(bytes.fromhex(secret)) == 32
        except ValueError:
            whole = False
        if not whole:
            raise ValueError("must be 64 hexadecimal digits; openssl rand -hex 32 makes one")
        return key


class Staff(Frozen):
    """Who serves and who owns, by Telegram's numeric user id."""

    owners: tuple[UserId, ...] = ()
    managers: tuple[UserId, ...] = ()
    cashiers: tuple[UserId, ...] = ()
    support: tuple[UserId, ...] = ()
    shop: str = Field("main", pattern=r"^[a-z0-9-]{1,32}$")

    def people(self) -> dict[Role, tuple[UserId, ...]]:
        """Who serves, by role."""
        return {
            "owner": self.owners,
            "manager": self.managers,
            "cashier": self.cashiers,
            "support": self.support,
        }

    def everybody(self) -> tuple[UserId, ...]:
        """All who serve."""
        return tuple(dict.fromkeys(user for ids in self.people().values() for user in ids))

    def role_of(self, user_id: int) -> Role:
        """What a person is; a member where they are nothing else."""
        return next((role for role, ids in self.people().items() if user_id in ids), "member")


class Clockwork(Frozen):
    """How often the clock looks for what is due."""

    tick_seconds: float = Field(15.0, ge=0.1, le=300)
    broadcast_edit_seconds: float = Field(5.0, ge=0.2, le=60)


class Web(Frozen):
    """The HTTP server: the counter page and what it hands in."""

    on: bool = True
    host: str = Field("127.0.0.1", min_length=1)
    port: int = Field(8082, ge=0, le=65535)
    proxies: tuple[str, ...] = ("127.0.0.1",)
    metrics_from: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    # With a dot in its host: Telegram opens no other links.
    public_url: str = Field("", pattern=r"^(https?://[^\s/]+\.[^\s/]+(/\S*)?)?$")

    @field_validator("metrics_from")
    @classmethod
    def _networks(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        for network in networks:
            try:
                ip_network(network)
            except ValueError:
                raise ValueError(f"{network} is no network; write 10.0.0.0/8") from None
        return networks


class Playground(Frozen):
    """The bot without Telegram: a chat page on loopback."""

    port: int = Field(8080, ge=0, le=65535)


class Log(Frozen):
    """What the operator reads."""

    level: str = Field("INFO", pattern="^(DEBUG|INFO|WARNING|ERROR)$")
    json_lines: bool = False


class Settings(BaseSettings):
    """Everything that can be set; `texts.<language>.<key>` overrides a message of the bot's."""

    model_config = SettingsConfigDict(
        env_prefix="JIFEN_",
        env_nested_delimiter="__",
        frozen=True,
        extra="forbid",
    )

    telegram: Telegram = Telegram()
    database: Database = Database()
    security: Security = Security()
    staff: Staff = Staff()
    programme: Programme = Programme()
    clock: Clockwork = Clockwork()
    web: Web = Web()
    playground: Playground = Playground()
    log: Log = Log()
    texts: dict[str, dict[str, str]] = {}

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment beats the file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, file())

    @model_validator(mode="after")
    def _one_role_each(self) -> Self:
        seen: set[int] = set()
        for name in ("owners", "managers", "cashiers", "support"):
            ids = set(getattr(self.staff, name))
            if ids & seen:
                raise ValueError(f"staff.{name}: {min(ids & seen)} has another role already")
            seen |= ids
        return self

    @model_validator(mode="after")
    def _webhook_within_reach(self) -> Self:
        told = self.telegram.updates == "webhook"
        if told and not self.web.on:
            raise ValueError("telegram.updates: webhook needs web.on")
        # A Bot API server of one's own delivers to any address.
        far = self.telegram.base_url.startswith(TELEGRAM)
        if told and far and not TELEGRAM_REACHES.match(self.web.public_url):
            raise ValueError(
                "telegram.updates: webhook needs web.public_url to be an https:// address, "
                "on port 443, 80, 88 or 8443"
            )
        return self

    @property
    def by_webhook(self) -> bool:
        """Whether Telegram delivers the updates; it is polled for them otherwise."""
        reaches = TELEGRAM_REACHES.match(self.web.public_url) is not None
        way = self.telegram.updates
        return self.web.on and (way == "webhook" or (way == "auto" and reaches))

    @model_validator(mode="after")
    def _known_shop(self) -> Self:
        shops = self.programme.shops
        if self.staff.shop not in shops:
            raise ValueError(
                f"staff.shop: there is no {self.staff.shop}; programme.shops has {', '.join(shops)}"
            )
        return self


def file() -> Path:
    """The file that is read: settings.toml, unless JIFEN_SETTINGS names another."""
    return Path(os.environ.get(FILE_VARIABLE) or FILE)


def load() -> Settings:
    """Reads the file and the environment; raises Faults with a sentence for each fault."""
    if not file().is_file():
        raise Faults([f"{FILE_VARIABLE}: there is no file {file()}"])
    unknown = _unknown_sections()
    if unknown:
        raise Faults(unknown)
    try:
        return Settings()
    except ValidationError as error:
        raise Faults([sentence(fault) for fault in error.errors()]) from None
    except tomllib.TOMLDecodeError as error:
        raise Faults([f"{file().name}: {error}"]) from None
    except SettingsError as error:
        raise Faults([_unreadable(error)]) from None


def _unknown_sections() -> list[str]:
    """The environment's JIFEN_ variables that name no section: a slip would be silent."""
    return [
        f"{name}: there is no such setting"
        for name in sorted(os.environ)
        if name.startswith("JIFEN_")
        and name != FILE_VARIABLE
        and name.removeprefix("JIFEN_").partition("__")[0].lower() not in Settings.model_fields
    ]


def _unreadable(error: SettingsError) -> str:
    for name, value in sorted(os.environ.items()):
        if name.startswith("JIFEN_") and (value[:1] in "[{" or name.endswith(LISTS)):
            try:
                json.loads(value)
            except ValueError:
                return f"{name}: is not JSON, like [9001] or [9001, 9002]"
    return str(error)
