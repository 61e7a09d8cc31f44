"""A rubric as data: lines, grades, and what stands against issuing it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from ditan.core.rubrics.completing import PROGRESS, RATE
from ditan.core.rubrics.counted import COUNTED, MANUAL
from ditan.core.rubrics.rules import Kind, read_parameters
from ditan.core.rubrics.tabled import CASES, INTERPOLATED, TIERS

KINDS: dict[str, Kind] = {each.code: each for each in (RATE, PROGRESS, TIERS, INTERPOLATED, CASES, COUNTED, MANUAL)}
WHOLE = Decimal(100)
"""What the basic lines of a rubric add to."""
FAILED = "未完成"


class Part(StrEnum):
    """What a line's points do to the total."""

    BASIC = "basic"
    BONUS = "bonus"
    PENALTY = "penalty"


PARTS = {Part.BASIC: "基本分", Part.BONUS: "加分项", Part.PENALTY: "扣分项"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a rubric.

    Parameters
    ----------
    code, name, group
        Its code (unique in the rubric), its name, the heading under which it stands.
    points
        The most it gives, a bonus for over-fulfilment left aside.
    kind, parameters
        The rule, as `KINDS` knows it.
    part
        Whether it belongs to the hundred, adds or takes away.
    veto
        Where what it asks for is missed, the grade is the rubric's veto grade whatever the total.
    basis
        Where the rule comes from.
    feed
        Where its inputs can be taken from without typing: `{"kind": …, …}`, empty for none.
    """

    code: str
    name: str
    points: Decimal
    kind: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    group: str = ""
    part: Part = Part.BASIC
    veto: bool = False
    basis: str = ""
    feed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rule(self) -> Kind:
        """The kind of its rule; KeyError where there is none (`faults` says so before)."""
        return KINDS[self.kind]

    @property
    def most(self) -> Decimal:
        """The most that the line can give, with a bonus for over-fulfilment."""
        return self.rule.most(self.parameters, self.points)


@dataclass(frozen=True, slots=True)
class Rubric:
    """Lines and grades.

    Parameters
    ----------
    lines
        In the order of the sheet.
    grades
        (at least, name), the best first; what is below the last has the name of the last.
    veto_grade
        The grade of a sheet that a line with a veto decided.
    bonus_most
        The most that all bonus lines give together; None where nothing limits it.
    decimals
        Each line is rounded to so many decimals, half away from zero; totals are their exact sums.
    """

    lines: tuple[Line, ...]
    grades: tuple[tuple[Decimal, str], ...] = ()
    veto_grade: str = ""
    bonus_most: Decimal | None = None
    decimals: int = 2

    @property
    def weight(self) -> Decimal:
        """What the basic lines add to."""
        return sum((line.points for line in self.lines if line.part is Part.BASIC), Decimal(0))

    def grade_of(self, total: Decimal) -> str:
        """The grade of a total, "" where the rubric has none."""
        return next((name for least, name in self.grades if total >= least), self.grades[-1][1] if self.grades else "")


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that stands against issuing a rubric; `line` is a code, "" where it is about the whole."""

    message: str
    line: str = ""


def faults(rubric: Rubric) -> list[Fault]:
    """Everything that stands against issuing a rubric, in the order of its lines."""
    found: list[Fault] = []
    for code, times in Counter(line.code for line in rubric.lines).items():
        if times > 1:
            found.append(Fault(f"编号“{code}”用了 {times} 次；请改成各不相同。", code))
    for line in rubric.lines:
        found += [Fault(message, line.code) for message in line_faults(line).values()]
    if rubric.weight != WHOLE:
        counted = len([line for line in rubric.lines if line.part is Part.BASIC])
        gap = WHOLE - rubric.weight
        way = f"还差 {plain(gap)} 分" if gap > 0 else f"多出 {plain(-gap)} 分"
        found.append(
            Fault(f"基本分 {counted} 项合计 {plain(rubric.weight)} 分，应为 {WHOLE} 分，{way}；请调整后再发布。")
        )
    limits = [least for least, _name in rubric.grades]
    if limits != sorted(set(limits), reverse=True):
        found.append(Fault("等级的分数线应从高到低、各不相同；请调整。"))
    if any(line.veto for line in rubric.lines) and not rubric.veto_grade:
        found.append(Fault("有一票否决项，却没有写否决后的等级；请补填，如“不合格”。"))
    if rubric.bonus_most is not None and rubric.bonus_most < 0:
        found.append(Fault("加分合计上限不能小于 0；请改正。"))
    return found


def line_faults(line: Line) -> dict[str, str]:
    """What is wrong with a line, by field; parameters as `parameters.tiers`."""
    found: dict[str, str] = {}
    if not line.code.strip():
        found["code"] = "请填写编号。"
    if not line.name.strip():
        found["name"] = "请填写考核内容。"
    # A line of no points may decide on the whole sheet and give nothing.
    if line.points < 0 or line.points > 1000 or (line.points == 0 and not line.veto):
        found["points"] = f"“{line.name}”的分值为 {plain(line.points)}，应大于 0；请改正。"
    if line.kind not in KINDS:
        words = "、".join(each.label for each in KINDS.values())
        return found | {"kind": f"评分方法应为{words}之一，收到“{line.kind}”。"}
    _read, wrong = read_parameters(line.rule, line.parameters, line.points)
    found |= {f"parameters.{name}": f"“{line.name}”：{message}" for name, message in wrong.items()}
    if line.veto and not line.rule.vetoes:
        found["veto"] = f"“{line.name}”用“{line.rule.label}”，判断不出是否达到，不能一票否决；请换评分方法或取消否决。"
    if line.veto and line.part is Part.PENALTY:
        found["veto"] = f"“{line.name}”是扣分项，不能兼作一票否决；请另列一项。"
    return found


def plain(number: Decimal) -> str:
    """A decimal as people write it: no exponent, no idle zeros.

    Examples
    --------
    >>> plain(Decimal("40.00")), plain(Decimal("2.50"))
    ('40', '2.5')
    """
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def to_plain(rubric: Rubric) -> dict[str, Any]:
    """The rubric as JSON can hold it; `from_plain` gives the same back."""
    return {
        "decimals": rubric.decimals,
        "grades": [[plain(least), name] for least, name in rubric.grades],
        "veto_grade": rubric.veto_grade,
        "bonus_most": None if rubric.bonus_most is None else plain(rubric.bonus_most),
        "lines": [
            {
                "code": line.code,
                "group": line.group,
                "name": line.name,
                "points": plain(line.points),
                "part": line.part.value,
                "kind": line.kind,
                "parameters": dict(line.parameters),
                "veto": line.veto,
                "basis": line.basis,
                "feed": dict(line.feed),
            }
            for line in rubric.lines
        ],
    }


def from_plain(content: Mapping[str, Any]) -> Rubric:
    """The rubric of its JSON.

    Raises
    ------
    ValueError
        Where it is none.
    """
    try:
        return Rubric(
            tuple(_line(row) for row in content["lines"]),
            tuple((Decimal(least), name) for least, name in content.get("grades", ())),
            content.get("veto_grade", ""),
            None if content.get("bonus_most") is None else Decimal(content["bonus_most"]),
            int(content.get("decimals", 2)),
        )
    except (KeyError, TypeError, InvalidOperation) as error:
        raise ValueError(f"评分细则的内容不完整：{error}") from error


def _line(row: Mapping[str, Any]) -> Line:
    return Line(
        code=row["code"],
        name=row["name"],
        points=Decimal(row["points"]),
        kind=row["kind"],
        parameters=row.get("parameters", {}),
        group=row.get("group", ""),
        part=Part(row.get("part", "basic")),
        veto=bool(row.get("veto", False)),
        basis=row.get("basis", ""),
        feed=row.get("feed", {}),
    )
