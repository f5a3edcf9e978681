"""A button does what it says for one person, and nothing for anybody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.buttons import DATA_BYTES_MAX, NONCE, Buttons, Press
from domain.vault import Vault

BUTTONS = Buttons(Vault(b"k" * 32))
WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=12)


@given(st.integers(1, 2**52), WORD, st.lists(WORD, max_size=2))
def test_a_button_reads_as_it_was_signed(person: int, action: str, args: list[str]) -> None:
    data = BUTTONS.sign(person, action, *args)
    assert BUTTONS.read(person, data) == Press(action, tuple(args))
    assert len(data.encode()) <= DATA_BYTES_MAX


@given(st.integers(1, 2**52), st.integers(1, 2**52))
def test_a_button_is_nothing_in_another_s_hands(person: int, other: int) -> None:
    data = BUTTONS.sign(person, "redeem", "mug", 800)
    assert (BUTTONS.read(other, data) is not None) == (person == other)


@pytest.mark.parametrize(
    "forged",
    [
        "",
        ":",
        "redeem",
        "redeem:mug",
        "redeem:mug:1:AAAAAAAAAAA",
        "签到",
        "\ud800",
        "a" * 200,
        "\0:x",
    ],
)
def test_a_forged_button_is_nothing(forged: str) -> None:
    assert BUTTONS.read(1001, forged) is None


@given(st.data())
def test_a_button_changed_anywhere_is_nothing(data: st.DataObject) -> None:
    signed = BUTTONS.sign(1001, "redeem", "mug", 800, f"{NONCE}42")
    at = data.draw(st.integers(0, len(signed) - 1))
    letter = data.draw(st.characters(codec="ascii").filter(lambda c: c != signed[at]))
    assert BUTTONS.read(1001, signed[:at] + letter + signed[at + 1 :]) is None


def test_another_server_s_button_is_nothing() -> None:
    assert BUTTONS.read(1, Buttons(Vault(b"x" * 32)).sign(1, "points")) is None


def test_only_a_button_with_a_nonce_commits_by_its_data() -> None:
    assert Press("redeem", ("mug", f"{NONCE}7")).commits
    assert not Press("signin", ()).commits
    assert not Press("voucher-use", ("abc",)).commits
