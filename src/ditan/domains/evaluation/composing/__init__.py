"""From facts to chapters: pure, so that every sentence and table is told apart from where its numbers come from.

`SOURCES` names what the machine writes: a function from facts to blocks of a document. What is not known is said in words
(`无数据：…`), with whose it is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ditan.base.reporting.documents import Block
from ditan.domains.evaluation.composing.annexes import annex_indicators, annex_projects, annex_tasks
from ditan.domains.evaluation.composing.findings import findings
from ditan.domains.evaluation.composing.indicators import indicators
from ditan.domains.evaluation.composing.money import projects
from ditan.domains.evaluation.composing.problems import next_steps, problems
from ditan.domains.evaluation.composing.progress import outlook, progress
from ditan.domains.evaluation.composing.scores import assessment
from ditan.domains.evaluation.composing.summary import summary
from ditan.domains.evaluation.composing.tasks import tasks
from ditan.domains.evaluation.facts import Facts

SOURCES: dict[str, Callable[[Facts], Sequence[Block]]] = {
    "summary": summary,
    "indicators": indicators,
    "progress": progress,
    "outlook": outlook,
    "tasks": tasks,
    "projects": projects,
    "assessment": assessment,
    "findings": findings,
    "annex_indicators": annex_indicators,
    "annex_tasks": annex_tasks,
    "annex_projects": annex_projects,
}
"""Blocks that stand in the chapter as they are."""
DRAFTS: dict[str, Callable[[Facts], str]] = {"problems": problems, "next": next_steps}
"""Texts that a person begins with: they stand in no document before somebody has saved them."""

__all__ = ["DRAFTS", "SOURCES"]
