"""What can be refused of assessments, in Chinese: what was found and what to do next.

AssessmentRefused
├── NotYours        the user holds the permission, and this organisation or rubric is somebody else's
├── WrongState      the assessment is not at a point where this can be done, or something is missing
├── RubricFaulty    a rubric that cannot be issued; `faults` names everything that stands against it
└── NumberMissing   a result that was to be frozen lacks numbers; `lacking` names them
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.refusal import Refusal

MOST_NAMED = 10


class AssessmentRefused(Refusal):
    """An action on an assessment or a rubric that was refused."""

    code = "assessment_refused"
    status = 409


class NotYours(AssessmentRefused):
    code = "not_yours"


class WrongState(AssessmentRefused):
    code = "wrong_state"


class RubricFaulty(AssessmentRefused):
    code = "rubric_faulty"
    status = 422

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("；".join(faults))
        self.faults = list(faults)

    @property
    def details(self) -> dict[str, Any]:
        return {"faults": self.faults}


class NumberMissing(AssessmentRefused):
    code = "number_missing"
    status = 422

    def __init__(self, lacking: Sequence[str]) -> None:
        named = "；".join(lacking[:MOST_NAMED])
        more = _("，另有 %d 处") % (len(lacking) - MOST_NAMED) if len(lacking) > MOST_NAMED else ""
        super().__init__(
            _("还缺 %(number)d 个得分：%(named)s%(more)s。未知不能按 0 计，补齐后再办。")
            % {"number": len(lacking), "named": named, "more": more}
        )
        self.lacking = list(lacking)

    @property
    def details(self) -> dict[str, Any]:
        return {"lacking": self.lacking}
