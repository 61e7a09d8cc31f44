"""Grades by bands; what is unknown or has no limit has none."""

from __future__ import annotations

import pytest

from ditan.core.checkups import Band, Bands, bands_of_text, grade, words_of

SEWAGE = Bands((Band(90, "优"), Band(70, "达标")))


@pytest.mark.parametrize(
    "value, name, problem", [(95, "优", False), (90, "优", False), (70, "达标", False), (69.9, "未达标", True)]
)
def test_the_first_band_that_is_reached_is_the_grade(value: float, name: str, problem: bool) -> None:
    found = grade(SEWAGE, value)
    assert (found.grade, found.problem) == (name, problem)


def test_less_can_be_better_and_a_band_can_be_a_problem() -> None:
    bands = bands_of_text("35=达标\n50=!轻度", at_least=False)
    assert [grade(bands, value).grade for value in (30, 40, 60)] == ["达标", "轻度", "未达标"]
    assert grade(bands, 40).problem


def test_the_unknown_is_not_graded_and_is_no_problem() -> None:
    assert (grade(SEWAGE, None).grade, grade(SEWAGE, None).problem) == ("", False)
    assert grade(Bands(()), 12).working == "没有限值，不评级"


@pytest.mark.parametrize(
    "text, said", [("七十=达标", "限值=等级"), ("70", "限值=等级"), ("70=", "限值=等级"), ("70=a\n80=b", "从大到小")]
)
def test_bands_that_are_none_are_refused(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        bands_of_text(text)


def test_bands_survive_their_words() -> None:
    assert bands_of_text(words_of(bands_of_text("90=优\n70=!差"))) == bands_of_text("90=优\n70=!差")
