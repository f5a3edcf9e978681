"""Secrets: codes that survive being typed, and seals that nobody opens or changes unnoticed."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from domain.vault import ALPHABET, Vault, code, typed, url_safe

VAULT, OTHER = Vault(b"k" * 32), Vault(b"o" * 32)
codes = st.builds(code, st.binary(min_size=32, max_size=32), st.sampled_from([8, 16]))


def test_a_code_stands_in_groups_of_four() -> None:
    assert code(b"\xff" * 32, 8) == "ZZZZ-ZZZZ"
    assert code(b"\x00" * 32, 16) == "0000-0000-0000-0000"


def test_a_code_has_no_letters_that_are_mistaken() -> None:
    assert not set("ILOU") & set(ALPHABET)
    assert len(set(ALPHABET)) == 32


@given(st.binary(min_size=32, max_size=32), st.integers(0, 79))
def test_each_of_80_bits_changes_a_voucher_code(secret: bytes, bit: int) -> None:
    flipped = int.from_bytes(secret, "big") ^ 1 << (255 - bit)
    assert code(secret, 16) != code(flipped.to_bytes(32, "big"), 16)


@given(codes)
def test_a_code_is_known_however_it_was_typed(shown: str) -> None:
    plain = shown.replace("-", "")
    heard = plain.replace("0", "O").replace("1", "l")
    forms = {
        shown,
        plain,
        shown.lower(),
        f" {shown}\n",
        shown.replace("-", " "),
        heard,
        "-" + plain,
    }
    assert {typed(form) for form in forms} == {plain}


@given(st.text(max_size=60))
def test_anything_can_be_typed(text: str) -> None:
    assert typed(typed(text)) == typed(text)


def test_a_secret_is_the_same_each_time_and_another_for_each_purpose() -> None:
    secrets = {VAULT.secret(p, n) for p in ("card", "voucher") for n in (1, 2)}
    assert len(secrets) == 4
    assert VAULT.secret("card", 1) == Vault(b"k" * 32).secret("card", 1)
    assert VAULT.secret("card", 1) not in {OTHER.secret("card", 1), VAULT.secret("card", 2)}


def test_a_lookup_finds_only_its_own_kind() -> None:
    assert VAULT.lookup("telegram", "1") == VAULT.lookup("telegram", "1")
    assert VAULT.lookup("telegram", "1") != VAULT.lookup("card", "1")
    assert VAULT.lookup("telegram", "1") != OTHER.lookup("telegram", "1")


@given(st.binary(max_size=200))
def test_what_is_sealed_is_unsealed(plain: bytes) -> None:
    sealed = VAULT.seal("outbox", plain)
    assert VAULT.unseal("outbox", sealed) == plain
    assert len(plain) < 8 or plain not in sealed


def test_the_same_words_are_sealed_differently_each_time() -> None:
    assert VAULT.seal("outbox", b"hello") != VAULT.seal("outbox", b"hello")


def test_every_bit_of_a_seal_counts() -> None:
    sealed = VAULT.seal("outbox", b"500 points")
    for bit in range(len(sealed) * 8):
        forged = bytearray(sealed)
        forged[bit // 8] ^= 1 << bit % 8
        with pytest.raises(InvalidTag):
            VAULT.unseal("outbox", bytes(forged))


@pytest.mark.parametrize(("vault", "purpose"), [(VAULT, "broadcast"), (OTHER, "outbox")])
def test_a_seal_opens_for_its_purpose_and_server_only(vault: Vault, purpose: str) -> None:
    with pytest.raises(InvalidTag):
        vault.unseal(purpose, VAULT.seal("outbox", b"secret"))


def test_a_members_key_opens_what_is_theirs_only() -> None:
    ann, bo = VAULT.new_key(), VAULT.new_key()
    sealed = VAULT.seal_for(ann, b"Ann")
    assert VAULT.unseal_for(ann, sealed) == b"Ann"
    with pytest.raises(InvalidTag):
        VAULT.unseal_for(bo, sealed)


def test_a_members_key_is_useless_without_the_servers() -> None:
    key = VAULT.new_key()
    with pytest.raises(InvalidTag):
        OTHER.unseal_for(key, VAULT.seal_for(key, b"Ann"))


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_the_servers_key_has_32_bytes(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Vault(bytes(size))


@given(st.binary(max_size=48))
def test_links_and_buttons_carry_64_letters_only(data: bytes) -> None:
    assert set(url_safe(data)) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )
