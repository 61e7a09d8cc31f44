"""The light of a project and its reasons."""

from __future__ import annotations

import datetime

import pytest

from ditan.core.projects import Due, Light, Note, light_of

TODAY = datetime.date(2025, 7, 1)
OVER = Note("over_allocated", "bad", "超支")
LOOK = Note("no_allocation", "caution", "没有下达")


def due(days: int, done: bool = False) -> Due:
    return Due("封顶", TODAY + datetime.timedelta(days=days), done)


@pytest.mark.parametrize(
    ("state", "notes", "dues", "light"),
    [
        ("stock", (), (), Light.GREY),
        ("under_way", (), (), Light.GREEN),
        ("done", (OVER,), (), Light.RED),
        ("under_way", (LOOK,), (), Light.YELLOW),
        ("under_way", (), (due(-1),), Light.RED),
        ("under_way", (), (due(-1, done=True),), Light.GREEN),
        ("under_way", (), (due(30),), Light.YELLOW),
        ("under_way", (), (due(31),), Light.GREEN),
        ("approved", (), (due(0),), Light.YELLOW),
        ("stock", (), (due(-1),), Light.GREY),
        ("cancelled", (), (due(-1),), Light.GREY),
    ],
)
def test_the_light(state: str, notes: tuple[Note, ...], dues: tuple[Due, ...], light: Light) -> None:
    assert light_of(state, notes, dues, TODAY)[0] is light


def test_the_gravest_reason_stands_first() -> None:
    _light, reasons = light_of("under_way", (LOOK, OVER), (due(-3), due(5)), TODAY)
    assert reasons == (
        "超支",
        "“封顶”应于 2025-06-28 完成，已超期 3 天。",
        "没有下达",
        "“封顶”应于 2025-07-06 完成，还有 5 天。",
    )
