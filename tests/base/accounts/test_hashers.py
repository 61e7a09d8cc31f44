"""Hashes of passwords and what the environment says of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.hashers import check_password, identify_hasher, make_password

from ditan.base.accounts.configuration import HASHES, hashers, password_rounds
from ditan.core.security.controls import ControlError
from ditan.core.security.rounds import DEFAULT


@pytest.fixture
def few_rounds(settings: Any) -> None:
    """Both hashes with so few rounds that a test costs nothing."""
    settings.PASSWORD_ROUNDS = {"sha256": 10, "sm3": 10}
    settings.PASSWORD_HASHERS = hashers({"DITAN_PASSWORD_HASH": "sm3"})


def test_sm3_is_chosen_by_one_variable_and_sha256_stays_readable(few_rounds: None) -> None:
    stored = make_password("Gleaming-Jade-77")
    assert stored.startswith("pbkdf2_sm3$10$")
    assert check_password("Gleaming-Jade-77", stored)
    assert not check_password("gleaming-jade-77", stored)
    older = make_password("Gleaming-Jade-77", hasher="pbkdf2_sha256")
    assert older.startswith("pbkdf2_sha256$10$")
    assert check_password("Gleaming-Jade-77", older)


def test_more_rounds_renew_a_hash(few_rounds: None, settings: Any) -> None:
    stored = make_password("Gleaming-Jade-77")
    assert not identify_hasher(stored).must_update(stored)
    settings.PASSWORD_ROUNDS = {"sha256": 20, "sm3": 20}
    assert identify_hasher(stored).must_update(stored)


def test_sha256_is_first_unless_asked() -> None:
    assert hashers({}) == [HASHES["sha256"], HASHES["sm3"]]


def test_an_unknown_hash_is_refused() -> None:
    with pytest.raises(ControlError, match="应为 sha256 或 sm3"):
        hashers({"DITAN_PASSWORD_HASH": "md5"})


def test_rounds_come_from_the_measurement(tmp_path: Path) -> None:
    (tmp_path / "password-rounds.json").write_text(json.dumps({"sha256": 1_200_000, "sm3": 1}))
    assert password_rounds({}, tmp_path) == {"sha256": 1_200_000, "sm3": DEFAULT["sm3"]}


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"sha256": "many"}'])
def test_a_damaged_measurement_leaves_the_defaults(tmp_path: Path, text: str) -> None:
    (tmp_path / "password-rounds.json").write_text(text)
    assert password_rounds({}, tmp_path) == DEFAULT


def test_the_environment_goes_before_the_measurement(tmp_path: Path) -> None:
    assert password_rounds({"DITAN_PASSWORD_ROUNDS_SM3": "400000"}, tmp_path)["sm3"] == 400_000


@pytest.mark.parametrize("text", ["1000", "many", "-5"])
def test_too_few_rounds_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ControlError, match="DITAN_PASSWORD_ROUNDS_SHA256"):
        password_rounds({"DITAN_PASSWORD_ROUNDS_SHA256": text}, tmp_path)
