"""The search area of the log: what an address asks for, checked. What makes no sense is ignored."""

from __future__ import annotations

from datetime import date

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ditan.base.audit.models import Outcome
from ditan.base.audit.selectors import LogFilters
from ditan.base.audit.words import SIGN_IN_ACTS, act_word, known_acts
from ditan.base.searching import Control


def log_search(data: QueryDict, *, sign_ins: bool = False) -> tuple[LogFilters, list[Control]]:
    """What of the log is asked for, and the fields to ask with."""
    acts = [(act, act_word(act)) for act in SIGN_IN_ACTS if act_word(act) != act] if sign_ins else known_acts()
    filters = LogFilters(
        who=_text(data, "who"),
        act=_text(data, "act"),
        object=_text(data, "object"),
        since=_day(data, "since"),
        until=_day(data, "until"),
        outcome=_text(data, "outcome") if _text(data, "outcome") in Outcome.values else "",
        address=_text(data, "address"),
        request_id=_text(data, "request"),
        sign_ins=sign_ins,
    )
    controls = [
        Control("who", _("操作人"), filters.who, placeholder=_("姓名或账号编号")),
        Control("act", _("操作类型"), filters.act, list(acts)),
        Control("since", _("起始日期"), _shown(filters.since), placeholder=_("如 2026-01-31")),
        Control("until", _("截止日期"), _shown(filters.until), placeholder=_("如 2026-12-31")),
        Control("outcome", _("结果"), filters.outcome, list(Outcome.choices), more=True),
        Control("address", _("来源地址"), filters.address, placeholder=_("如 10.1.2.3"), more=True),
    ]
    if not sign_ins:
        controls.insert(2, Control("object", _("对象"), filters.object, placeholder=_("名称或编号")))
        controls.append(Control("request", _("请求编号"), filters.request_id, placeholder=_("32 位编号"), more=True))
    return filters, controls


def _text(data: QueryDict, name: str) -> str:
    return data.get(name, "").replace("\x00", "").strip()[:200]


def _day(data: QueryDict, name: str) -> date | None:
    try:
        return date.fromisoformat(_text(data, name))
    except ValueError:
        return None


def _shown(day: date | None) -> str:
    return day.isoformat() if day else ""
