"""An inventory leaves the house: workbook and interchange files at once, the report through the download centre."""

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
from ditan.domains.inventory.errors import WrongState
from ditan.domains.inventory.models import Inventory
from ditan.domains.inventory.outputs.facts import facts_of
from ditan.domains.inventory.outputs.interchange import archive
from ditan.domains.inventory.outputs.ranges import bands_of
from ditan.domains.inventory.outputs.report import report
from ditan.domains.inventory.outputs.tables import workbook
from ditan.domains.inventory.permissions import EXPORT, require
from ditan.domains.inventory.selectors.inventories import get_inventory
from ditan.domains.inventory.services.held import name_of

FILES = ("xlsx", "primap2")


def ask_for_report(user: User, pk: int, ending: str) -> Download:
    """Ask the download centre for the report."""
    require(user, EXPORT)
    found = get_inventory(user, pk, EXPORT)
    if ending not in ENDINGS:
        raise WrongState(_("报告只能导出为 docx 或 pdf。"))
    asked = f"{name_of(user)} {timezone.localtime():%Y-%m-%d %H:%M}"
    return request_download(
        user=user,
        kind=f"inventory.{ending}",
        title=file_name(found),
        payload={"pk": pk, "ending": ending, "by": asked},
    )


def produce(user: User, payload: dict[str, Any], path: Path, told: Report) -> int:
    """Write the report as this user sees the inventory now. A document has no rows."""
    told(0.05, _("读取数据"))
    found = get_inventory(user, payload["pk"], EXPORT)
    document = document_of(user, found)
    told(0.4, _("排版"))
    path.write_bytes(render(replace(document, watermark=str(payload["by"])), payload["ending"]))
    told(0.95, _("保存文件"))
    _note(user, found, payload["ending"])
    return 0


def document_of(user: Any, inventory: Inventory) -> Document:
    """The report as a document."""
    facts = facts_of(user, inventory)
    return report(facts, bands_of(inventory, [each for each, _entries in facts.earlier]), timezone.localdate())


def file_of(user: User, pk: int, form: str) -> tuple[Inventory, bytes]:
    """The workbook (`xlsx`) or the archive of primap2."""
    require(user, EXPORT)
    found = get_inventory(user, pk, EXPORT)
    if form not in FILES:
        raise WrongState(_("只能导出 xlsx 工作簿或 primap2 交换文件。"))
    facts = facts_of(user, found)
    made = workbook(facts) if form == "xlsx" else archive(facts)
    _note(user, found, form)
    return found, made


def file_name(inventory: Inventory) -> str:
    """The title, with its state where it is no signed one, and the edition."""
    edition = _("（第%d版）") % inventory.edition if inventory.edition else ""
    return f"{inventory.title}{edition}{_('（草稿）') if inventory.is_draft else ''}"


def _note(user: User, inventory: Inventory, form: str) -> None:
    record_apart(
        act="inventory.exported",
        user=user,
        target_kind="inventory.inventory",
        target_key=inventory.pk,
        target_name=inventory.title,
        outcome="done",
        detail=form,
    )
