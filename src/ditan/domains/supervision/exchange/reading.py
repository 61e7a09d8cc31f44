"""A line of a ledger as a matter to draw up, or a sentence that says which cell is wrong and what to do."""

from __future__ import annotations

import datetime
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation
from ditan.base.refusal import InvalidFields
from ditan.core.ledgers import DueUnreadable, day_of, due_of, names_of, percent_of, standing_of
from ditan.core.records.typed import is_formula
from ditan.domains.supervision.exchange.lines import Line
from ditan.domains.supervision.exchange.mapping import LABELS
from ditan.domains.supervision.exchange.workbook import ERRORS
from ditan.domains.supervision.models import Kind, MatterClass, Reporting
from ditan.domains.supervision.selectors.naming import organisations_named
from ditan.domains.supervision.services.drawing_up import LONGEST_TEXT, Draft, check

NEW, DRAWN, SAME, REFUSED, PASSED = "new", "draft", "same", "refused", "passed"
TAKEN_IN = (NEW, DRAWN)
"""Lines that would become matters; of `draft` something is missing for handing it out."""
LONG_TITLE = 120
SHORT_TITLE = 80
MOST_PROGRESS = 4_000
KINDS = (
    (Kind.INSTRUCTION, ("批示", "领导交办")),
    (Kind.MEETING, ("纪要", "会议", "常务会", "专题会", "调度会")),
    (Kind.CHECKUP, ("体检",)),
    (Kind.DOCUMENT, ("文件", "方案", "通知", "意见", "〔", "[", "计划", "规划", "要点", "上级")),
)
PERIODS = ((Reporting.MONTHLY, "月"), (Reporting.QUARTERLY, "季"), (Reporting.YEARLY, "年"))
NUMBER = re.compile(r"[\w（）]+[〔\[［]\d{4}[〕\]］]\d+号")
FIELD_OF = {"title": "title", "text": "text", "organisation": "lead", "cooperating": "cooperating", "due_on": "due"}


class Wrong(Exception):
    """A cell that cannot be taken."""

    def __init__(self, field_: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field_, message


@dataclass(slots=True)
class Known:
    """What names mean: looked up once for all lines. `choices` are what a person chose for unknown ones, None to leave them
    out."""

    organisations: Mapping[str, Organisation]
    choices: Mapping[str, Organisation | None]
    classes: Mapping[str, MatterClass]
    unknown: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, names: Iterable[str], choices: Mapping[str, Organisation | None], prefixes: Sequence[str]) -> Known:
        wanted = {name: _spellings(name, prefixes) for name in names}
        found = organisations_named({each for spelled in wanted.values() for each in spelled})
        known = {name: hit for name, spelled in wanted.items() if (hit := _one(spelled, found)) is not None}
        classes = {each.name: each for each in MatterClass.objects.filter(is_active=True).select_related("chain")}
        return cls(known, choices, classes)

    def organisation(self, name: str) -> Organisation | None:
        """The organisation that a name means; one that nobody knows is counted."""
        if name in self.choices:
            return self.choices[name]
        if name not in self.organisations:
            self.unknown[name] += 1
        return self.organisations.get(name)


def _spellings(name: str, prefixes: Sequence[str]) -> list[str]:
    """A name as the directory may write it: without what stands in brackets, with and without the district's name."""
    bare = re.sub(r"[(（].*?[)）]", "", name)
    stems = dict.fromkeys((name, name.replace("(", "（").replace(")", "）"), bare))
    found = dict.fromkeys(stems)
    for stem in stems:
        for prefix in prefixes:
            if stem.startswith(prefix):
                found |= dict.fromkeys((stem.removeprefix(prefix), "区" + stem.removeprefix(prefix)))
            elif stem.startswith(("区", "县", "市")):
                found[prefix + stem[1:]] = None
            else:
                found |= dict.fromkeys((prefix + stem, "区" + stem))
        if stem.startswith("区"):
            found[stem[1:]] = None
    return [each for each in found if len(each) > 1]


def _one(spelled: Sequence[str], found: Mapping[str, Organisation]) -> Organisation | None:
    """What the first spelling that is known means; None where later ones mean another."""
    hits = [found[each] for each in spelled if each in found]
    return hits[0] if hits and (spelled[0] in found or len({each.pk for each in hits}) == 1) else None


@dataclass(frozen=True, slots=True)
class Asked:
    """What holds for the whole ledger."""

    name: str
    year: int
    hand_out: bool
    matter_class: MatterClass | None
    reporting: str


def cells_of(line: Line, fields: Sequence[str]) -> dict[str, str]:
    """What a line says by field; columns of 并入内容 apart."""
    return {fields[column]: text for column, text in line.cells.items() if column < len(fields) and fields[column]}


def named_in(cells: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """Who leads a line and who takes part, as printed."""
    lead = names_of(cells.get("lead", ""))
    with_them = names_of(cells.get("cooperating", ""))
    others = dict.fromkeys((*lead.others, *((with_them.lead,) if with_them.lead else ()), *with_them.others))
    return lead.lead, tuple(name for name in others if name != lead.lead)


def read_line(line: Line, titles: Sequence[str], fields: Sequence[str], known: Known, asked: Asked) -> dict[str, Any]:
    """The line as it is kept: what would be drawn up, with what a person should know; `Wrong` names the cell otherwise."""
    cells = cells_of(line, fields)
    for column, text in line.cells.items():
        if column < len(fields) and fields[column]:
            _refuse_odd(fields[column], text)
    cautions: list[str] = []
    lead_name, other_names = named_in(cells)
    lead = known.organisation(lead_name) if lead_name else None
    others = {each.pk: each for name in other_names if (each := known.organisation(name)) is not None and each != lead}
    unknown = [
        name
        for name in (lead_name, *other_names)
        if name and name not in known.organisations and known.choices.get(name) is None
    ]
    state = _state(cells, cautions)
    due = _due(cells, asked.year, cautions)
    title = cells.get("title", "").replace("\n", " ").strip()
    if not title:
        raise Wrong("title", _("没有填事项；请补写，或去掉这一行。"))
    row: dict[str, Any] = {
        "number": cells.get("number", "")[:24],
        "title": _short(title),
        "text": "",
        "kind": _kind(cells),
        "lead": lead.pk if lead else None,
        "lead_name": lead_name,
        "others": list(others),
        "due_on": due.isoformat() if due else "",
        "due_text": cells.get("due", "")[:200],
        "class": _class(cells, known, asked, cautions),
        "reporting": _reporting(cells, asked),
        "weight": _weight(cells),
        "issued_by": cells.get("issued_by", "").replace("\n", "、")[:200],
        "issued_number": _issued_number(cells),
        "issued_on": "",
        "progress": cells.get("progress", "")[:MOST_PROGRESS],
        "percent": _percent(cells),
        "state": state,
        "done_on": "",
        "cautions": cautions,
    }
    extra = _dates(cells, asked.year, state, row, cautions)
    row["text"] = _text(line, cells, titles, fields, title, unknown, extra)
    row["key"] = key_of(cells, title, lead_name)
    _judge(
        row, draft_of(row, asked, {**others, **({lead.pk: lead} if lead else {})}, known.classes, line.number), asked
    )
    if unknown:
        cautions.append(
            _("组织机构中没有 %s：可在上方对应，留空的只写进内容。") % "、".join(f"“{each}”" for each in unknown)
        )
    return row


def key_of(cells: Mapping[str, str], title: str, lead: str) -> str:
    """The name of a line for ever: what it asks of whom, so that a ledger that is handed in again makes nothing twice."""
    parts = (cells.get("number", ""), cells.get("issued_number", ""), title, lead)
    text = "|".join(re.sub(r"\s+", "", unicodedata.normalize("NFKC", part)) for part in parts)
    return f"ledger:{hashlib.sha256(text.encode()).hexdigest()}"


def draft_of(
    row: Mapping[str, Any],
    asked: Asked,
    organisations: Mapping[int, Organisation],
    classes: Mapping[str, MatterClass],
    number: int,
) -> Draft:
    """The matter that a kept line stands for."""
    day = datetime.date.fromisoformat
    return Draft(
        title=row["title"],
        text=row["text"],
        kind=row["kind"],
        organisation=organisations.get(row["lead"] or 0),
        cooperating=tuple(organisations[each] for each in row["others"] if each in organisations),
        due_on=day(row["due_on"]) if row["due_on"] else None,
        due_text=row["due_text"],
        past_why=_("台账导入：%(name)s 第 %(row)d 行") % {"name": asked.name, "row": number},
        matter_class=classes.get(row["class"]) if row["class"] else asked.matter_class,
        reporting=row["reporting"],
        weight=Decimal(row["weight"]) if row["weight"] else None,
        issued_by=row["issued_by"],
        issued_number=row["issued_number"],
        issued_on=day(row["issued_on"]) if row["issued_on"] else None,
        origin_key=row["key"],
    )


def _judge(row: dict[str, Any], draft: Draft, asked: Asked) -> None:
    """Whether the line can be handed out, or is done: else it is drawn up alone and says what is missing."""
    try:
        check(draft, hand_out=False)
    except InvalidFields as refused:
        name, message = next(iter(refused.errors.items()))
        raise Wrong(FIELD_OF.get(name, name), message) from refused
    missing = [
        str(LABELS[name])
        for name, there in (("lead", draft.organisation is not None), ("due", draft.due_on is not None))
        if not there
    ]
    ended = row["state"] in ("done", "closed")
    row["outcome"] = NEW
    if row["state"] == "rests":
        row["outcome"] = DRAWN
        row["cautions"].append(_("台账注明中止，只立项，不交办。"))
    elif missing and (asked.hand_out or ended):
        row["outcome"] = DRAWN
        row["cautions"].append(_("缺少%s，只立项，补齐后再交办。") % "、".join(missing))


def _refuse_odd(name: str, text: str) -> None:
    if is_formula(text):
        raise Wrong(name, _("“%s”以公式符号开头，未接受；请改为文字或数值。") % text[:40])
    if text in ERRORS:
        raise Wrong(name, _("单元格是公式错误 %s；请改正后重新上传，或清空这一格。") % text)


def _state(cells: Mapping[str, str], cautions: list[str]) -> str:
    text = cells.get("state", "")
    state = standing_of(text) if text else "open"
    if not state:
        cautions.append(_("状态“%s”看不懂，按未办结导入。") % text[:20])
        return "open"
    if state == "given_up":
        raise Wrong("state", _("台账注明“%s”，不再督办，不导入；仍需督办的请修改状态。") % text[:20])
    return state


def _due(cells: Mapping[str, str], year: int, cautions: list[str]) -> datetime.date | None:
    text = cells.get("due", "")
    if not text:
        return None
    try:
        found = due_of(text, year)
    except DueUnreadable as error:
        raise Wrong(
            "due",
            _("“%s”看不出是哪一天；请写成 2026-06-30、2026年6月底、2026年三季度，没有时限的写“长期”。") % text[:40],
        ) from error
    if found.day is None:
        cautions.append(_("“%s”没有具体日期，办理时限留空。") % text[:20])
    elif found.unclear:
        cautions.append(_("“%(text)s”可能不含当月，已取 %(day)s，请核对。") % {"text": text[:20], "day": found.day})
    elif found.assumed_year:
        cautions.append(_("“%(text)s”没有写年份，按 %(day)s 理解。") % {"text": text[:20], "day": found.day})
    elif found.kind != "day":
        cautions.append(_("“%(text)s”取末日 %(day)s。") % {"text": text[:20], "day": found.day})
    return found.day


def _dates(
    cells: Mapping[str, str], year: int, state: str, row: dict[str, Any], cautions: list[str]
) -> list[tuple[str, str]]:
    """Days that something happened on; what is no day is kept in the text."""
    kept: list[tuple[str, str]] = []
    for name in ("issued_on", "done_on"):
        text = cells.get(name, "")
        if not text:
            continue
        try:
            row[name] = day_of(text, year).isoformat()
        except DueUnreadable:
            kept.append((str(LABELS[name]), text))
            words = {"field": LABELS[name], "text": text[:20]}
            cautions.append(_("%(field)s“%(text)s”不是一天，写进内容。") % words)
    if row["done_on"] and state not in ("done", "closed"):
        kept.append((str(LABELS["done_on"]), cells["done_on"]))
        row["done_on"] = ""
        cautions.append(_("填有办结日期，状态却未办结，按未办结导入，请核对。"))
    if state in ("done", "closed") and not row["done_on"]:
        cautions.append(_("没有办结日期，是否按期无法统计。"))
    return kept


def _percent(cells: Mapping[str, str]) -> int | None:
    try:
        return percent_of(cells.get("percent", ""))
    except ValueError as error:
        raise Wrong("percent", _("“%s”不是 0—100 的百分数；请改正或清空。") % cells["percent"][:20]) from error


def _weight(cells: Mapping[str, str]) -> str:
    text = unicodedata.normalize("NFKC", cells.get("weight", "")).strip()
    if not text:
        return ""
    try:
        found = Decimal(text)
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or not 0 < found <= 10_000:
        raise Wrong("weight", _("权重“%s”应为大于 0、不超过 10000 的数。") % text[:20])
    return f"{found:f}"


def _kind(cells: Mapping[str, str]) -> str:
    text = cells.get("origin", "")
    found = next((kind for kind, words in KINDS if any(word in text for word in words)), Kind.OTHER)
    return found.value


def _issued_number(cells: Mapping[str, str]) -> str:
    given = cells.get("issued_number", "").replace("\n", " ")[:100]
    found = NUMBER.search(cells.get("origin", ""))
    return given or (found[0][:100] if found else "")


def _class(cells: Mapping[str, str], known: Known, asked: Asked, cautions: list[str]) -> str:
    text = cells.get("class", "").strip()
    if text and text not in known.classes:
        given = asked.matter_class.name if asked.matter_class else _("不设类别")
        cautions.append(_("没有督办类别“%(text)s”，按“%(given)s”导入。") % {"text": text[:20], "given": given})
        return ""
    return text


def _reporting(cells: Mapping[str, str], asked: Asked) -> str:
    text = cells.get("reporting", "")
    return next((period.value for period, word in PERIODS if word in text), asked.reporting)


def _short(title: str) -> str:
    if len(title) <= LONG_TITLE:
        return title
    first = re.split(r"[。；;]", title)[0]
    return first if len(first) <= SHORT_TITLE else first[: SHORT_TITLE - 1] + "…"


def _text(
    line: Line,
    cells: Mapping[str, str],
    titles: Sequence[str],
    fields: Sequence[str],
    title: str,
    unknown: Sequence[str],
    extra: Sequence[tuple[str, str]],
) -> str:
    parts = [title] if len(title) > LONG_TITLE else []
    parts += [cells["text"]] if cells.get("text") else []
    more = [(titles[at], text) for at, text in sorted(line.cells.items()) if at < len(fields) and fields[at] == "more"]
    origin = [(str(LABELS["origin"]), cells["origin"])] if cells.get("origin") else []
    number = [(_("台账编号"), cells["number"])] if cells.get("number") else []
    parts += [f"{name}：{text}" for name, text in (*origin, *number, *more, *extra)]
    if unknown:
        parts.append(_("（台账所列责任单位中，组织机构未登记：%s）") % "、".join(unknown))
    found = "\n".join(parts)
    if len(found) > LONGEST_TEXT:
        raise Wrong(
            "text", _("内容有 %(found)d 字，最多 %(most)d 字；请精简。") % {"found": len(found), "most": LONGEST_TEXT}
        )
    return found
