"""Settings: the environment beats the file, and what does not hold together is named by its key."""

import os
import stat
from pathlib import Path

import pytest

from bot import keys
from bot.settings import Database, Faults, Security, Settings, load
from bot.store import Unavailable
from domain.vault import Vault


def _with(monkeypatch: pytest.MonkeyPatch, **variables: str) -> None:
    for name in [name for name in os.environ if name.startswith("JIFEN_")]:
        monkeypatch.delenv(name)
    for name, value in variables.items():
        monkeypatch.setenv(f"JIFEN_{name}", value)


def test_every_kind_of_setting_can_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _with(
        monkeypatch,
        TELEGRAM__TOKEN="1:secret",
        STAFF__OWNERS="[9001]",
        STAFF__CASHIERS="[9002, 9003]",
        PROGRAMME__WELCOME_POINTS="100",
        PROGRAMME__SIGN_IN="[1, 2, 3]",
        TELEGRAM__BULK_PER_SECOND="5.5",
        LOG__JSON_LINES="true",
    )
    settings = load()
    assert settings.telegram.token.get_secret_value() == "1:secret"
    assert settings.staff.owners == (9001,)
    assert settings.staff.cashiers == (9002, 9003)
    assert settings.programme.welcome_points == 100
    assert settings.programme.sign_in == (1, 2, 3)
    assert settings.telegram.bulk_per_second == 5.5
    assert settings.log.json_lines


@pytest.mark.parametrize(
    ("variable", "value", "named"),
    [
        ("PROGRAMME__WELCOME_POINTS", "many", "programme.welcome_points"),
        ("PROGRAMME__WELCOME_POINTS", "-1", "programme.welcome_points"),
        ("PROGRAMME__ZONE", "Mars/Olympus", "programme.zone"),
        ("PROGRAMME__SURPRISE__DAILY_BUDGET", "10", "surprise.daily_budget"),
        ("PROGRAMME__EXPIRY__REMIND_DAYS", "[7, 30]", "programme.expiry.remind_days"),
        ("PROGRAMME__TIERS", "[]", "programme.tiers"),
        ("DATABASE__URL", "mysql://x", "database.url"),
        ("DATABASE__URL", "sqlite://", "database.url"),
        ("DATABASE__URL", "postgresql://host", "database.url"),
        ("DATABASE__WORKERS", "0", "database.workers"),
        ("SECURITY__KEY", "abc", "security.key"),
        ("TELEGRAM__BASE_URL", "telegram.org", "telegram.base_url"),
        ("STAFF__OWNERS", "[9001", "JIFEN_STAFF__OWNERS"),
        ("STAFF__OWNERS", '["@boss"]', "staff.owners"),
        ("STAFF__OWNERS", "9001", "staff.owners: must be a list"),
        ("STAFF__OWNERS", "9001,9002", "JIFEN_STAFF__OWNERS"),
        ("STAFF__OWNERS", "me", "JIFEN_STAFF__OWNERS"),
        ("TELEGRAM__BULK_PER_SECOND", "0.4", "telegram.bulk_per_second"),
        ("TELEGRAM__TOKENN", "1:x", "telegram.tokenn"),
        ("TELEGRM__TOKEN", "1:x", "JIFEN_TELEGRM__TOKEN"),
    ],
)
def test_a_fault_is_one_sentence_with_its_key(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, named: str
) -> None:
    _with(monkeypatch, **{variable: value})
    with pytest.raises(Faults) as caught:
        load()
    assert any(named in sentence for sentence in caught.value.sentences), caught.value.sentences


def test_nobody_is_owner_and_cashier(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, STAFF__OWNERS="[9001]", STAFF__CASHIERS="[9001]")
    with pytest.raises(Faults, match=r"staff\.cashiers: 9001"):
        load()


def test_secrets_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, TELEGRAM__TOKEN="123456:very-secret", SECURITY__KEY="ab" * 32)
    shown = repr(load())
    assert "very-secret" not in shown
    assert "abab" not in shown


def test_a_servers_password_does_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    _with(monkeypatch, DATABASE__URL="postgresql://jifen:very-secret@db.example/jifen")
    assert "very-secret" not in repr(load())


def test_beside_a_server_there_is_no_key_file() -> None:
    database = Database(url="postgresql://jifen@db.example/jifen")
    settings = load().model_copy(update={"database": database, "security": Security()})
    for vault in (keys.open_vault, keys.kept_vault):
        with pytest.raises(Unavailable, match=r"security\.key: is missing"):
            vault(settings)


def _settings(path: Path, key: str = "") -> Settings:
    return load().model_copy(
        update={"database": Database(url=f"sqlite:///{path}"), "security": Security(key=key)}
    )


def test_a_key_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    settings = _settings(tmp_path / "shop.db")
    sealed = keys.open_vault(settings).seal("outbox", b"hello")
    file = keys.key_file(settings)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert keys.open_vault(settings).unseal("outbox", sealed) == b"hello"


def test_a_key_from_the_environment_makes_no_file(tmp_path: Path) -> None:
    settings = _settings(tmp_path / "shop.db", "07" * 32)
    assert keys.open_vault(settings).secret("x", 1) == Vault(b"\x07" * 32).secret("x", 1)
    assert not keys.key_file(settings).exists()


def test_books_without_their_key_are_not_given_another(tmp_path: Path) -> None:
    settings = _settings(tmp_path / "shop.db")
    settings.database.path.touch()
    with pytest.raises(Unavailable, match=r"security\.key"):
        keys.open_vault(settings)


@pytest.mark.parametrize(
    ("updates", "public_url", "by_webhook"),
    [
        ("auto", "", False),
        ("auto", "https://bakery.example", True),
        ("auto", "https://bakery.example:8443/jifen", True),
        ("auto", "https://bakery.example:9000", False),
        ("auto", "http://bakery.example", False),
        ("polling", "https://bakery.example", False),
        ("webhook", "https://bakery.example", True),
    ],
)
def test_updates_come_by_webhook_where_telegram_can_deliver(
    monkeypatch: pytest.MonkeyPatch, updates: str, public_url: str, by_webhook: bool
) -> None:
    """Or where it is told; without the HTTP server never."""
    _with(monkeypatch, TELEGRAM__UPDATES=updates, WEB__PUBLIC_URL=public_url)
    assert load().by_webhook is by_webhook
    if updates != "webhook":
        monkeypatch.setenv("JIFEN_WEB__ON", "false")
        assert not load().by_webhook


@pytest.mark.parametrize(
    ("variables", "why"),
    [
        ({"WEB__PUBLIC_URL": ""}, "web.public_url"),
        ({"WEB__PUBLIC_URL": "http://bakery.example"}, "https://"),
        ({"WEB__PUBLIC_URL": "https://bakery.example:9000"}, "443, 80, 88 or 8443"),
        ({"WEB__PUBLIC_URL": "https://bakery.example", "WEB__ON": "false"}, "web.on"),
    ],
)
def test_a_webhook_that_cannot_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], why: str
) -> None:
    _with(monkeypatch, TELEGRAM__UPDATES="webhook", **variables)
    with pytest.raises(Faults) as refused:
        load()
    (sentence,) = refused.value.sentences
    assert sentence.startswith("telegram.updates: webhook needs ")
    assert why in sentence


def test_a_bot_api_server_of_ones_own_delivers_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    base = "http://127.0.0.1:8081/bot"
    _with(monkeypatch, TELEGRAM__UPDATES="webhook", TELEGRAM__BASE_URL=base)
    assert load().by_webhook
