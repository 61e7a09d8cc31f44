"""Writes of assessments. Each is one transaction, with `user=` always."""

from ditan.domains.assessment.services.appealing import answer, appeal
from ditan.domains.assessment.services.arranging import begin_assessment, possible_steps, take_step
from ditan.domains.assessment.services.evidence import add_evidence, remove_evidence
from ditan.domains.assessment.services.freezing import recompute
from ditan.domains.assessment.services.rubrics import (
    HeadDraft,
    LineDraft,
    begin,
    drop_line,
    issue,
    revise,
    save_head,
    save_line,
)
from ditan.domains.assessment.services.scoring import accept_rest, feed, hand_back, hand_in, remark, save_score
from ditan.domains.assessment.services.shipped import load_examples

__all__ = [
    "HeadDraft",
    "LineDraft",
    "accept_rest",
    "add_evidence",
    "answer",
    "appeal",
    "begin",
    "begin_assessment",
    "drop_line",
    "feed",
    "hand_back",
    "hand_in",
    "issue",
    "load_examples",
    "possible_steps",
    "recompute",
    "remark",
    "remove_evidence",
    "revise",
    "save_head",
    "save_line",
    "save_score",
    "take_step",
]
