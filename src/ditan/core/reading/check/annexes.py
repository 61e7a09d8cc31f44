"""Annexes, boxes, tables and figures that the text names and the file does not hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ditan.core.reading.check.plan import Plan, finding
from ditan.core.reading.draft import Finding

REFERENCE = re.compile(
    r"(?:详?见|参见|参照|按照|依据|根据|如|列入|对照)(?P<whole>(?P<what>专栏|表|图)(?P<number>\d{1,2}(?:[-—.]\d{1,2})?|[一二三四五六七八九十]{1,3}))(?![0-9年月])"
)


def absent_annexes(plan: Plan) -> Iterable[Finding]:
    """Annexes that the plan lists and the file does not hold."""
    spans = [span for span in plan.outline.absent_annexes if not _followed_by_table(plan, span[1])]
    if spans:
        names = "、".join(f"“{plan.page.printed(*span).strip()}”" for span in spans)
        message = f"文中列出的{len(spans)}个附件不在文件里:{names}。"
        yield finding("annex-absent", "warning", message, (plan.at(*span) for span in spans))


def _followed_by_table(plan: Plan, end: int) -> bool:
    """Whether the named annex itself begins on the next line (附件:任务分工表, then its rows)."""
    line = re.match(r"[^\n]*\s*([^\n]+)", plan.page.text[end : end + 300])
    ruled = any(end <= table.start <= end + 60 for table in plan.tables)
    return ruled or (line is not None and ("|" in line[1] or line[1].startswith("序号")))


def dangling_references(plan: Plan) -> Iterable[Finding]:
    """`见专栏5` where no line of the file begins with 专栏5."""
    text = plan.page.text
    for match in REFERENCE.finditer(text):
        name = match["what"] + match["number"]
        pattern = rf"(?:^|\n)[^\S\n]*{match['what']}\s?{re.escape(match['number'])}(?![0-9])"
        if not re.search(pattern, text) and plan.outline.is_body(match.start()):
            message = f"文中引用“{name}”,全文没有以它开头的{match['what']}。"
            yield finding("reference-dangling", "warning", message, (plan.at(*match.span("whole")),))
