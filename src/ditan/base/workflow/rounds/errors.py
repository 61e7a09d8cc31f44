"""What can be refused in reporting. Each says what was found and what to do next, in Chinese.

Besides the refusals of every room (`NotAllowed`, `Changed`, `InvalidFields` of `base.refusal`):

RoundRefused
├── NotYours       the user holds the permission, and this one is somebody else's to deal with
├── WrongState     the round or the submission is not at a point where this can be done
├── NotReady       a submission whose checks forbid handing it in
├── SheetRefused   a workbook that cannot be read at all
└── KeyReused      one idempotency key for two different requests
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ditan.base.refusal import Refusal


class RoundRefused(Refusal):
    """An action that was refused."""

    code = "round_refused"
    status = 409


class NotYours(RoundRefused):
    code = "not_yours"


class WrongState(RoundRefused):
    code = "wrong_state"


@dataclass(frozen=True, slots=True)
class Problem:
    """What stands in the way of handing in: at which cell, the metric's name, what is wrong with its value."""

    asked: int
    name: str
    text: str


class NotReady(RoundRefused):
    """A submission whose checks forbid handing it in."""

    code = "not_ready"
    status = 422

    def __init__(self, message: str, problems: list[Problem]) -> None:
        super().__init__(message)
        self.problems = problems

    @property
    def details(self) -> dict[str, Any]:
        return {"problems": [{"metric": each.name, "problem": each.text} for each in self.problems]}


class SheetRefused(RoundRefused):
    code = "sheet_refused"
    status = 422


class KeyReused(RoundRefused):
    code = "key_reused"
    status = 422
