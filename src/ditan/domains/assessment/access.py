"""What opens each address and operation of assessments."""

from __future__ import annotations

from ditan.base.declaration import Access
from ditan.domains.assessment.permissions import EXPORT, MANAGE, RANK, REVIEW, RUBRICS, SCORE, VIEW

ACCESS = (
    Access("assessment:list", VIEW),
    Access("assessment:new", MANAGE),
    *(Access(f"assessment:{name}", VIEW, scoped=True) for name in ("assessment", "result", "recompute")),
    Access("assessment:ranking", RANK, scoped=True),
    Access("assessment:step", MANAGE, scoped=True),
    *(Access(f"assessment:{name}", EXPORT, scoped=True, second_factor=True) for name in ("export", "document")),
    *(Access(f"assessment:{name}", VIEW, scoped=True) for name in ("participant", "scores", "feed")),
    Access("assessment:hand_in", SCORE, scoped=True),
    *(Access(f"assessment:{name}", REVIEW, scoped=True) for name in ("hand_back", "accept", "answer")),
    *(Access(f"assessment:{name}", VIEW, scoped=True) for name in ("cell", "remark", "evidence_file")),
    *(Access(f"assessment:{name}", SCORE, scoped=True) for name in ("appeal", "evidence", "evidence_remove")),
    *(Access(f"assessment:{name}", VIEW) for name in ("rubrics", "rubric", "rubric_version")),
    *(
        Access(f"assessment:{name}", RUBRICS)
        for name in ("rubric_new", "rubric_edit", "rubric_line", "rubric_drop", "rubric_issue", "rubric_revise")
    ),
    Access("api:assessment_assessments", VIEW),
    *(Access(f"api:assessment_{name}", VIEW, scoped=True) for name in ("assessment", "sheet", "save_score")),
    Access("api:assessment_hand_in", SCORE, scoped=True),
    Access("api:assessment_rubrics", VIEW),
)
