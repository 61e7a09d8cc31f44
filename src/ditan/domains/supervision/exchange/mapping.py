"""What the columns of a handed-in ledger are: guessed, remembered, and said by a person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ditan.base.refusal import InvalidFields
from ditan.core.ledgers import FIELDS, MANY, Head, find_head, fingerprint, guess_fields, titles_of
from ditan.core.ledgers.columns import LOOKED_AT, MOST_LINES
from ditan.domains.supervision.models import LedgerColumns, LedgerImport

LABELS = {
    "number": gettext_lazy("编号"),
    "title": gettext_lazy("事项"),
    "text": gettext_lazy("内容与要求"),
    "origin": gettext_lazy("来源"),
    "issued_by": gettext_lazy("批示人/会议/发文机关"),
    "issued_number": gettext_lazy("文号或期号"),
    "issued_on": gettext_lazy("批示/会议/发文日期"),
    "lead": gettext_lazy("主办单位"),
    "cooperating": gettext_lazy("协办单位"),
    "due": gettext_lazy("办理时限"),
    "done_on": gettext_lazy("办结日期"),
    "progress": gettext_lazy("进展情况"),
    "percent": gettext_lazy("进度（%）"),
    "state": gettext_lazy("状态"),
    "weight": gettext_lazy("权重"),
    "class": gettext_lazy("督办类别"),
    "reporting": gettext_lazy("进展报送"),
    "more": gettext_lazy("并入内容（注明列名）"),
}
"""What a person is offered for each column."""
SAMPLES = 3


@dataclass(frozen=True, slots=True)
class Column:
    """A column as the mapping screen shows it."""

    place: int
    letter: str
    title: str
    samples: list[str]
    field: str


@dataclass(frozen=True, slots=True)
class Guess:
    """Where the head stands and what the columns are; `known` where a person said so before."""

    sheet: int
    head: Head
    titles: list[str]
    columns: list[Column]
    year: int
    known: LedgerColumns | None


def guess(made: LedgerImport, sheet: int | None = None, first: int | None = None, last: int | None = None) -> Guess:
    """What the workbook looks like; the sheet and the rows of the head may be given (from 0)."""
    at = _best_sheet(made.sheets) if sheet is None or not 0 <= sheet < len(made.sheets) else sheet
    rows, areas = made.sheets[at]["rows"], [tuple(area) for area in made.sheets[at]["areas"]]
    head = find_head(rows, areas)
    if first is not None and 0 <= first < min(len(rows), LOOKED_AT):
        end = first if last is None else min(max(last, first), first + MOST_LINES - 1, len(rows) - 1)
        head = Head(first, end, sure=True)
    titles = titles_of(rows, head, areas)
    known = LedgerColumns.objects.filter(fingerprint=fingerprint(titles)).first()
    fields = known.fields if known is not None and len(known.fields) == len(titles) else guess_fields(titles)
    below = rows[head.last + 1 :]
    columns = [
        Column(place, letter_of(place), title, _samples(below, place), field)
        for place, (title, field) in enumerate(zip(titles, fields, strict=True))
        if title or _samples(below, place)
    ]
    return Guess(at, head, titles, columns, year_of(rows[: head.first + 1]), known)


def check_fields(titles: Sequence[str], fields: Sequence[str]) -> list[str]:
    """The fields as they can be taken; `InvalidFields` names what stands against it."""
    errors: dict[str, str] = {}
    found = [field if field in FIELDS else "" for field in fields][: len(titles)]
    found += [""] * (len(titles) - len(found))
    if "title" not in found:
        errors["title"] = _("没有一列对应“事项”；请指定写明督办事项的那一列。")
    for field in dict.fromkeys(found):
        places = [place for place, each in enumerate(found) if each == field]
        if field and field not in MANY and len(places) > 1:
            words = "、".join(f"{letter_of(place)} {titles[place]}" for place in places)
            errors[field] = _(
                "有 %(n)d 列都对应“%(field)s”（%(columns)s）；请只留一列，其余改为“并入内容”或“不导入”。"
            ) % {
                "n": len(places),
                "field": LABELS[field],
                "columns": words,
            }
    if errors:
        raise InvalidFields(errors)
    return found


def year_of(rows: Sequence[Sequence[str]]) -> int:
    """The year that the title of a ledger names; this year where it names none."""
    found = re.search(r"(20\d\d)\s*年", " ".join(cell for row in rows for cell in row))
    return int(found[1]) if found else timezone.localdate().year


def letter_of(place: int) -> str:
    """The name of a column as spreadsheets count.

    >>> letter_of(0), letter_of(27)
    ('A', 'AB')
    """
    return letter_of(place // 26 - 1) + letter_of(place % 26) if place >= 26 else chr(ord("A") + place)


def _best_sheet(sheets: Sequence[Any]) -> int:
    """The first sheet whose head is recognised, else the first that holds anything."""
    heads = [find_head(each["rows"], [tuple(area) for area in each["areas"]]) for each in sheets]
    sure = (place for place, head in enumerate(heads) if head.sure)
    filled = (place for place, each in enumerate(sheets) if any(map(any, each["rows"])))
    return next(sure, next(filled, 0))


def _samples(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    found = (row[place] for row in rows if place < len(row) and row[place])
    return list(dict.fromkeys(found))[:SAMPLES]
