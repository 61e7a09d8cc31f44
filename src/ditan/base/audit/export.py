"""The log as a workbook: written row by row to a file on disk, so that a long one takes no memory."""

from __future__ import annotations

import re
import tempfile
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.differences import differences
from ditan.base.audit.models import Entry
from ditan.base.audit.permissions import EXPORT, require
from ditan.base.audit.selectors import LogFilters, entries
from ditan.base.audit.services import record_apart
from ditan.base.audit.words import act_word
from ditan.base.refusal import Refusal

MOST_ROWS = 200_000
_CELL = 32_000
"""A cell of a workbook takes 32,767 characters."""
_LEADS_A_FORMULA = re.compile(r"'*[=+\-@\t\r|]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")

TITLES = (
    ("编号", 10),
    ("时间", 20),
    ("操作", 18),
    ("操作代码", 24),
    ("结果", 8),
    ("操作人", 12),
    ("账号编号", 10),
    ("所属单位", 22),
    ("对象", 30),
    ("对象类型", 18),
    ("对象编号", 12),
    ("来源地址", 18),
    ("变更", 60),
    ("说明", 40),
    ("客户端", 30),
    ("请求编号", 34),
)


class TooMany(Refusal):
    """More rows than one workbook takes."""

    code = "too_many_rows"
    status = 409


def export_log(user: Any, filters: LogFilters) -> IO[bytes]:
    """The rows that match, newest first, as an open file; the export is itself recorded."""
    require(user, EXPORT)
    rows = entries(user, filters)
    number = rows.order_by()[: MOST_ROWS + 1].count()
    if number > MOST_ROWS:
        raise TooMany(_("符合条件的日志超过 %(most)d 条，一次最多导出这么多；请缩小时间范围。") % {"most": MOST_ROWS})
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 -- the answer that sends it closes it
    try:
        book = xlsxwriter.Workbook(
            file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        sheet = book.add_worksheet(_("登录日志") if filters.sign_ins else _("操作日志"))
        head = book.add_format({"bold": True, "bg_color": "#E6F4F1"})
        for column, (title, width) in enumerate(TITLES):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, title, head)
        sheet.freeze_panes(1, 0)
        written = 0
        for written, entry in enumerate(rows.iterator(chunk_size=2_000), start=1):
            for column, cell in enumerate(_cells(entry)):
                if cell:
                    sheet.write_string(written, column, escaped(cell))
        book.close()
        _record(user, filters, written)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file


def _record(user: Any, filters: LogFilters, number: int) -> None:
    asked = "；".join(
        f"{name}={getattr(filters, name)}"
        for name in ("who", "act", "object", "since", "until", "outcome", "address", "request_id")
        if getattr(filters, name)
    )
    record_apart(
        act="audit.log_exported",
        user=user,
        target_kind="audit.log",
        target_name=str(_("登录日志") if filters.sign_ins else _("操作日志")),
        outcome="done",
        detail=_("导出 %(number)d 条；条件：%(asked)s") % {"number": number, "asked": asked or _("无")},
    )


def _cells(entry: Entry) -> tuple[str, ...]:
    changes = "\n".join(
        f"{line.name}：{line.before} → {line.after}" for line in differences(entry.before, entry.after) if line.changed
    )
    return (
        str(entry.pk),
        f"{timezone.localtime(entry.at):%Y-%m-%d %H:%M:%S}",
        act_word(entry.act),
        entry.act,
        str(entry.get_outcome_display()),
        entry.user_name,
        entry.user_key,
        entry.organisation_name,
        entry.target_name,
        entry.target_kind,
        entry.target_key,
        entry.address,
        changes,
        entry.detail,
        entry.agent,
        entry.request_id,
    )


def escaped(text: str) -> str:
    """The text, with a mark before it where a spreadsheet might take it for a formula, and as long as a cell takes.

    >>> escaped("=1+1"), escaped("登录"), escaped("a\\x07b")
    ("'=1+1", '登录', 'ab')
    """
    clean = _UNWRITABLE.sub("", text)[:_CELL]
    return f"'{clean}" if _LEADS_A_FORMULA.match(clean) else clean
