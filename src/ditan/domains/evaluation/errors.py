"""What can be refused of evaluations, in Chinese: what was found and what to do next.

EvaluationRefused
├── WrongState   it is final, or is none that this can be done with
├── NotWhole     the user does not reach all data, and an evaluation speaks of all of it
└── Incomplete   chapters that people must write are not written: `chapters` names them
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.refusal import NotAllowed, Refusal


class EvaluationRefused(Refusal):
    """An act on an evaluation that was refused."""

    code = "evaluation_refused"
    status = 409


class WrongState(EvaluationRefused):
    code = "wrong_state"


class NotWhole(NotAllowed):
    code = "not_whole"


class Incomplete(EvaluationRefused):
    code = "incomplete"

    def __init__(self, chapters: Sequence[str]) -> None:
        told = "、".join(f"“{title}”" for title in chapters)
        super().__init__(_("还不能定稿：%(chapters)s尚未撰写；请补齐，或写明理由后不列入该章。") % {"chapters": told})
        self.chapters = list(chapters)

    @property
    def details(self) -> dict[str, Any]:
        return {"chapters": self.chapters}
