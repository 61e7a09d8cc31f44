"""The light of a project: its money, and what is due."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from ditan.core.projects.money import Note

SOON = datetime.timedelta(days=30)
"""So long before its day something that is due turns yellow. Ours: no rule states it."""


class Light(StrEnum):
    """Grey where nothing runs yet or the project is over."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day: a milestone, a condition of the screening. `done` says whether it is done."""

    title: str
    on: datetime.date
    done: bool = False


RUNNING = ("approved", "under_way")


def light_of(
    state: str, notes: Sequence[Note], dues: Sequence[Due], today: datetime.date
) -> tuple[Light, tuple[str, ...]]:
    """The light and the reasons for it, the gravest first.

    Money that was overspent is red in whatever state. What is due counts while the project is approved or under way.

    Examples
    --------
    >>> light_of("under_way", (), [Due("封顶", datetime.date(2025, 6, 30))], datetime.date(2025, 7, 1))
    (<Light.RED: 'red'>, ('“封顶”应于 2025-06-30 完成，已超期 1 天。',))
    """
    red = [note.text for note in notes if note.tone == "bad"]
    yellow = [note.text for note in notes if note.tone == "caution"]
    if state in RUNNING:
        for due in sorted((each for each in dues if not each.done), key=lambda each: each.on):
            left = (due.on - today).days
            if left < 0:
                red.append(f"“{due.title}”应于 {due.on} 完成，已超期 {-left} 天。")
            elif due.on - today <= SOON:
                yellow.append(f"“{due.title}”应于 {due.on} 完成，还有 {left} 天。")
    if red:
        return Light.RED, (*red, *yellow)
    if yellow:
        return Light.YELLOW, tuple(yellow)
    return (Light.GREEN if state in RUNNING else Light.GREY), ()
