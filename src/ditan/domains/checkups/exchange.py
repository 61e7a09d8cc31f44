"""Indicators of check-ups out to a workbook and back in: a code that is there is changed, another one is added."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from ditan.base import refusal
from ditan.base.directory.errors import InvalidFields
from ditan.base.directory.exchange.form import Form
from ditan.domains.checkups.models import Indicator
from ditan.domains.checkups.permissions import MANAGE, require
from ditan.domains.checkups.services import save_indicator

COLUMNS = {
    "code": "编号",
    "name": "指标",
    "aspect": "方面",
    "unit": "单位",
    "definition": "口径",
    "at_least": "方向",
    "bands": "分级",
    "metric": "统计指标",
    "organisation": "填报单位",
    "basis": "依据",
    "verified": "依据已核对",
    "is_active": "启用",
}
CHOICES = {
    "at_least": {"越大越好": "1", "越小越好": "0"},
    "verified": {"是": "on", "否": ""},
    "is_active": {"是": "on", "否": ""},
}
"""Field → word of the cell → what a form would send. Titles and words are data and stay Chinese."""

FORM = Form(
    title="体检指标",
    columns=COLUMNS,
    needed=("code", "name", "basis"),
    wide=("name", "definition", "bands", "basis", "organisation"),
    offered={name: list(words) for name, words in CHOICES.items()},
)
UNSAID = {"at_least": "1", "verified": "", "is_active": "on"}
"""What a new indicator gets where the workbook does not say."""


def template(user: Any) -> bytes:
    """The workbook with the indicators that are there, to be changed and added to."""
    require(user, MANAGE)
    rows = Indicator.objects.select_related("metric", "organisation").order_by("aspect", "code")
    return FORM.written(_cells(each) for each in rows)


def import_indicators(*, user: Any, data: bytes) -> int:
    """Take in every row or none; gives how many were new or changed something. `ImportRefused` names each cell."""
    require(user, MANAGE)
    seen: set[str] = set()
    return FORM.taken_in(data, lambda typed: _taken(user, typed, seen))


def _taken(user: Any, typed: dict[str, str], seen: set[str]) -> Indicator | None:
    """A column that the workbook does not have changes nothing of a stored indicator."""
    code = typed.get("code", "").strip()
    if code and code in seen:
        raise InvalidFields({"code": _("工作簿中编号“%s”出现不止一次；请保留一行。") % code[:20]})
    seen.add(code)
    stored = Indicator.objects.select_related("metric", "organisation").filter(code=code).first()
    before = _said(stored) if stored else UNSAID
    given = {name: text.strip() for name, text in typed.items()}
    errors: dict[str, str] = {}
    for name, words in CHOICES.items():
        text = given.pop(name, "")
        if not text:
            continue
        if text in words:
            given[name] = words[text]
        else:
            told = {"words": "”“".join(words), "text": text[:20]}
            errors[name] = _("应为“%(words)s”之一，收到“%(text)s”。") % told
    if "bands" in given:
        given["bands"] = "\n".join(part.strip() for part in given["bands"].replace("；", "\n").splitlines())
    wanted = {**before, **given}
    if stored is not None and not errors and _same(stored, wanted):
        return None
    version = stored.version if stored else 0
    try:
        made = save_indicator(user=user, values=wanted, indicator=stored, version=version)
    except refusal.InvalidFields as refused:
        raise InvalidFields({**refused.errors, **errors}) from refused
    if errors:
        raise InvalidFields(errors)
    return made


def _said(indicator: Indicator) -> dict[str, str]:
    """An indicator as a form would send it."""
    plain = {
        name: getattr(indicator, name) for name in ("code", "name", "aspect", "unit", "definition", "bands", "basis")
    }
    return plain | {
        "metric": indicator.metric.code if indicator.metric else "",
        "organisation": indicator.organisation.name if indicator.organisation else "",
        "at_least": "1" if indicator.at_least else "0",
        "verified": "on" if indicator.verified else "",
        "is_active": "on" if indicator.is_active else "",
    }


def _same(stored: Indicator, wanted: dict[str, str]) -> bool:
    """Whether it is stored like that already; the metric may be told by its name."""
    said = _said(stored)
    if stored.metric and wanted["metric"] == stored.metric.name:
        wanted = {**wanted, "metric": stored.metric.code}
    return said == wanted


def _cells(indicator: Indicator) -> list[str]:
    said = _said(indicator)
    for name, words in CHOICES.items():
        said[name] = next(word for word, sent in words.items() if sent == said[name])
    return [said[name] for name in COLUMNS]
