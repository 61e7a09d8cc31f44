"""The crypto port: what goes in comes out, what was changed does not, and keys and ciphers may change."""

from __future__ import annotations

import base64
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ditan.base.crypto import CannotDecrypt, NoKey, blind_index, decrypt, encrypt, is_current, renew
from ditan.base.crypto.ciphers import CIPHERS
from ditan.base.crypto.keys import BYTES, DataKey, new_key, parse_keys

OLD = "old:" + base64.urlsafe_b64encode(b"o" * BYTES).decode()
NEW = "new:" + base64.urlsafe_b64encode(b"n" * BYTES).decode()

texts = st.text(alphabet=st.characters(exclude_categories=("Cs",)), min_size=1, max_size=60)
ciphers = st.sampled_from(sorted(CIPHERS))


def key(letter: bytes = b"k") -> DataKey:
    return DataKey("k", letter * BYTES)


@given(text=texts, cipher=ciphers)
def test_what_is_sealed_opens_as_it_was(text: str, cipher: str) -> None:
    sealed = CIPHERS[cipher].seal(key(), text.encode(), b"header")
    assert CIPHERS[cipher].open(key(), sealed, b"header").decode() == text


@given(text=texts, cipher=ciphers, at=st.integers(0, 10_000), flip=st.integers(1, 255))
def test_one_changed_byte_anywhere_is_refused(text: str, cipher: str, at: int, flip: int) -> None:
    sealed = bytearray(CIPHERS[cipher].seal(key(), text.encode(), b"header"))
    sealed[at % len(sealed)] ^= flip
    with pytest.raises(CannotDecrypt):
        CIPHERS[cipher].open(key(), bytes(sealed), b"header")


@given(text=texts, cipher=ciphers, kept=st.integers(0, 10_000))
def test_a_cut_text_is_refused(text: str, cipher: str, kept: int) -> None:
    sealed = CIPHERS[cipher].seal(key(), text.encode(), b"header")
    with pytest.raises(CannotDecrypt):
        CIPHERS[cipher].open(key(), sealed[: kept % len(sealed)], b"header")


@given(text=texts, cipher=ciphers)
def test_another_key_or_header_opens_nothing(text: str, cipher: str) -> None:
    sealed = CIPHERS[cipher].seal(key(), text.encode(), b"header")
    with pytest.raises(CannotDecrypt):
        CIPHERS[cipher].open(key(b"x"), sealed, b"header")
    with pytest.raises(CannotDecrypt):
        CIPHERS[cipher].open(key(), sealed, b"Header")


@given(text=texts)
def test_a_token_gives_its_text_and_never_shows_it(text: str) -> None:
    token = encrypt(text)
    assert decrypt(token) == text
    assert token.startswith("d1.aes.test.")
    assert token != encrypt(text)


@given(text=texts, at=st.integers(0, 10_000), letter=st.sampled_from("AZaz09-_.="))
def test_a_token_with_one_other_letter_is_refused(text: str, at: int, letter: str) -> None:
    token = encrypt(text)
    place = at % len(token)
    changed = token[:place] + letter + token[place + 1 :]
    if changed != token:
        with pytest.raises(CannotDecrypt):
            decrypt(changed)


@pytest.mark.parametrize(
    "token", ["x", "d1", "d1.aes", "d1.aes.test", "d1.aes.test.", "d2.aes.test.AAAA", "d1.des.test.AA"]
)
def test_what_is_no_token_is_refused(token: str) -> None:
    with pytest.raises(CannotDecrypt, match="校验不通过"):
        decrypt(token)


def test_a_token_cannot_be_passed_off_as_one_of_the_other_cipher() -> None:
    with pytest.raises(CannotDecrypt, match="校验不通过"):
        decrypt(encrypt("13800000000").replace("d1.aes.", "d1.sm4."))


def test_the_setting_chooses_the_cipher_and_both_stay_readable(settings: Any) -> None:
    made_with_aes = encrypt("重庆市合川区")
    settings.CIPHER = "sm4"
    made_with_sm4 = encrypt("重庆市合川区")
    assert made_with_sm4.startswith("d1.sm4.test.")
    assert decrypt(made_with_aes) == decrypt(made_with_sm4) == "重庆市合川区"
    settings.CIPHER = "aes"
    assert decrypt(made_with_sm4) == "重庆市合川区"


def test_an_unknown_cipher_is_refused_and_named(settings: Any) -> None:
    settings.CIPHER = "des"
    with pytest.raises(NoKey, match="DITAN_CIPHER 为“des”，应为 aes 或 sm4"):
        encrypt("x")


def test_the_first_key_writes_and_the_others_still_read(settings: Any) -> None:
    settings.DATA_KEYS = OLD
    old = encrypt("13800000000")
    settings.DATA_KEYS = f"{NEW},{OLD}"
    assert decrypt(old) == "13800000000"
    assert encrypt("13800000000").startswith("d1.aes.new.")


def test_a_token_of_a_key_that_is_not_here_names_the_key(settings: Any) -> None:
    settings.DATA_KEYS = OLD
    old = encrypt("13800000000")
    settings.DATA_KEYS = NEW
    with pytest.raises(CannotDecrypt, match="用密钥“old”加密，而本系统没有这把密钥"):
        decrypt(old)


def test_a_wrong_key_under_the_right_name_is_refused(settings: Any) -> None:
    settings.DATA_KEYS = OLD
    old = encrypt("13800000000")
    settings.DATA_KEYS = NEW.replace("new:", "old:")
    with pytest.raises(CannotDecrypt, match="校验不通过"):
        decrypt(old)


def test_renewing_moves_a_token_to_the_key_and_cipher_of_today(settings: Any) -> None:
    settings.DATA_KEYS = OLD
    old = encrypt("13800000000")
    assert is_current(old)
    assert renew(old) == old
    settings.DATA_KEYS = f"{NEW},{OLD}"
    assert not is_current(old)
    renewed = renew(old)
    settings.DATA_KEYS = NEW
    assert decrypt(renewed) == "13800000000"
    settings.CIPHER = "sm4"
    assert renew(renewed).startswith("d1.sm4.new.")


def test_a_new_key_in_front_changes_no_blind_index(settings: Any) -> None:
    settings.DATA_KEYS = OLD
    before = blind_index("13800000000")
    settings.DATA_KEYS = f"{NEW},{OLD}"
    assert blind_index("13800000000") == before
    settings.DATA_KEYS = NEW
    assert blind_index("13800000000") != before


@given(one=texts, other=texts)
def test_a_blind_index_is_equal_for_equal_texts_alone(one: str, other: str) -> None:
    assert (blind_index(one) == blind_index(other)) == (one == other)
    assert len(blind_index(one)) == 64


def test_an_empty_text_stays_empty() -> None:
    assert (encrypt(""), decrypt(""), blind_index(""), renew("")) == ("", "", "", "")


def test_without_keys_nothing_is_written(settings: Any) -> None:
    settings.DATA_KEYS = ""
    with pytest.raises(NoKey, match="尚未设置数据密钥"):
        encrypt("13800000000")
    with pytest.raises(NoKey, match="尚未设置数据密钥"):
        blind_index("13800000000")


@pytest.mark.parametrize("text", ["a", "a:", ":" + "A" * 43, "a:" + "A" * 42, "a b:" + "A" * 43, "a:" + "A" * 42 + "!"])
def test_a_malformed_key_is_refused_by_its_place_and_never_shown(text: str) -> None:
    with pytest.raises(NoKey, match="第 2 把密钥格式不对") as refused:
        parse_keys(f"{OLD},{text}")
    assert "AAAA" not in refused.value.message


def test_two_keys_of_one_name_are_refused() -> None:
    with pytest.raises(NoKey, match="同名"):
        parse_keys(f"{OLD},{NEW.replace('new:', 'old:')}")


def test_a_fresh_key_is_accepted_and_no_two_are_the_same() -> None:
    assert parse_keys(new_key("k2026")).current.name == "k2026"
    assert new_key("k") != new_key("k")


def test_a_key_does_not_show_itself() -> None:
    assert repr(key()) == "DataKey('k')"


def test_each_purpose_has_its_own_key() -> None:
    assert len({key().derived(purpose) for purpose in ("aes", "sm4", "blind index")}) == 3
    assert len(key().derived("sm4", 16)) == 16
