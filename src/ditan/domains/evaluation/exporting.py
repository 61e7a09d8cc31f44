"""An evaluation leaves the house as docx or pdf, with whoever exports it and when behind every page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record_apart
from ditan.base.reporting.documents import ENDINGS, Document, render
from ditan.base.reporting.models import Download
from ditan.base.reporting.services import request_download
from ditan.base.workflow.jobs import Report
from ditan.domains.evaluation.errors import WrongState
from ditan.domains.evaluation.models import Evaluation
from ditan.domains.evaluation.permissions import EXPORT, require
from ditan.domains.evaluation.selectors.evaluations import document_now, get_evaluation
from ditan.domains.evaluation.services.held import name_of


def ask_for(user: User, pk: int, ending: str) -> Download:
    """Ask the download centre for the file: a whole plan takes some seconds."""
    require(user, EXPORT)
    if ending not in ENDINGS:
        raise WrongState(_("报告只能导出为 docx 或 pdf。"))
    found = get_evaluation(user, pk, EXPORT)
    asked = f"{name_of(user)} {timezone.localtime():%Y-%m-%d %H:%M}"
    return request_download(
        user=user,
        kind=f"evaluation.{ending}",
        title=file_name(found),
        payload={"pk": pk, "ending": ending, "by": asked},
    )


def file_name(evaluation: Evaluation) -> str:
    """The title, with its state where it is no final one, and the edition where it is not the first."""
    edition = _("（第%d版）") % evaluation.edition if evaluation.edition > 1 else ""
    return f"{evaluation.title}{edition}{_('（草稿）') if evaluation.is_draft else ''}"


def produce(user: User, payload: dict[str, Any], path: Path, report: Report) -> int:
    """Write the file as this user sees the evaluation now. A document has no rows."""
    report(0.05, _("读取数据"))
    found = get_evaluation(user, payload["pk"], EXPORT)
    document = document_now(user, found)
    report(0.4, _("排版"))
    path.write_bytes(render(marked(document, str(payload["by"])), payload["ending"]))
    report(0.95, _("保存文件"))
    record_apart(
        act="evaluation.exported",
        user=user,
        target_kind="evaluation.evaluation",
        target_key=found.pk,
        target_name=found.title,
        outcome="done",
        detail=payload["ending"],
    )
    return 0


def marked(document: Document, by: str) -> Document:
    """The document with a watermark."""
    return replace(document, watermark=by)
