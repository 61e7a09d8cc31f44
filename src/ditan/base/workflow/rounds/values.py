"""What somebody typed into a cell, as a value: nothing is guessed, and what is refused says what to type instead."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ditan.base.workflow.models import CellState
from ditan.core.records import Misreported, Reported, UnitMismatch, factor_between, read_reported, shown
from ditan.core.records.typed import clean, is_date, is_formula

LONGEST = 60
LONGEST_TEXT = 400
LONGEST_NOTE = 1000

_WITH_UNIT = re.compile(r"([+-]?[\d,]*\.?\d+(?:[eE][+-]?\d{1,4})?)\s*([^\d\s.,+-].*)")


class Refused(ValueError):
    """A text that cannot stand in the cell; the message is for who typed it."""


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's content. `reported` is the text as typed, so that its precision is kept."""

    state: str = CellState.EMPTY.value
    reported: str = ""
    number: float | None = None


def read_value(text: str, *, unit: str, is_text: bool = False) -> Value:
    """Read what was typed into a cell of this unit; `Refused` says what is wrong and what to do."""
    written = clean(text)
    if not written:
        return Value()
    if is_formula(written):
        raise Refused(_("“%s”以公式符号开头，未接受；请填写计算后的数值。") % written[:40])
    if len(written) > (LONGEST_TEXT if is_text else LONGEST):
        raise Refused(
            _("内容有 %(found)d 个字符，最多 %(most)d 个；请把文字写在“说明”里。")
            % {
                "found": len(written),
                "most": LONGEST_TEXT if is_text else LONGEST,
            }
        )
    if not is_text and is_date(written):
        raise Refused(_("“%s”是日期，不是数值；请检查单元格格式后重填。") % written[:40])
    try:
        found = read_reported(written, allow_text=is_text)
    except Misreported as problem:
        return _with_unit(written, unit, problem)
    return _as_value(written, found)


def read_note(text: str) -> str:
    """The remark beside a value."""
    written = clean(text.replace("\r", "").replace("\n", " "))
    if is_formula(written):
        raise Refused(_("说明以公式符号“%s”开头，未接受；请改为文字。") % written[0])
    if len(written) > LONGEST_NOTE:
        raise Refused(
            _("说明有 %(found)d 个字符，最多 %(most)d 个；请精简，详细材料可作为佐证上传。")
            % {
                "found": len(written),
                "most": LONGEST_NOTE,
            }
        )
    return written


def _as_value(written: str, found: Reported) -> Value:
    if found.qualifier != "=":
        raise Refused(_("“%s”不是确数；请填写具体数值，约数可在“说明”里写明。") % written)
    return Value(found.state, written, found.number)


def _with_unit(written: str, unit: str, problem: Misreported) -> Value:
    """A number with its unit behind it: taken where it is the unit that was asked for."""
    found = _WITH_UNIT.fullmatch(unicodedata.normalize("NFKC", written))
    if found is None or problem.problem != "not_a_number":
        raise Refused(_problem_text(written, problem.problem)) from None
    number, printed = found[1], found[2].strip()
    try:
        inner = read_reported(number)
    except Misreported as inside:
        raise Refused(_problem_text(written, inside.problem)) from None
    if printed == unicodedata.normalize("NFKC", unit):
        return Value(inner.state, written[: len(written) - len(printed)].strip() or number, inner.number)
    try:
        turned = (inner.number or 0.0) * factor_between(printed, unit)
    except UnitMismatch:
        raise Refused(
            _("“%(text)s”的单位是“%(found)s”，本指标的单位是“%(unit)s”，两者不能换算；请核对指标和数值。")
            % {"text": written, "found": printed, "unit": unit or _("无")}
        ) from None
    raise Refused(
        _("“%(text)s”的单位是“%(found)s”，本指标的单位是“%(unit)s”；换算后为 %(number)s，请核对后填写换算值。")
        % {"text": written, "found": printed, "unit": unit, "number": shown(turned)}
    )


def _problem_text(written: str, problem: str) -> str:
    short = written[:40]
    return {
        "empty": _("“%s”看不出是没有数据还是不适用；没有数据请填“未知”，与本单位无关请填“不适用”。") % short,
        "too_large": _("“%s”超出可记录的范围；请检查是否多输了位数，或单位是否填错。") % short,
        "grouping": _("“%s”的千分位位置不对（应如 1,234,567.8）；请核对后重填。") % short,
    }.get(problem, _("“%s”不是数值；请填写数字，没有数据请填“未知”，与本单位无关请填“不适用”。") % short)
