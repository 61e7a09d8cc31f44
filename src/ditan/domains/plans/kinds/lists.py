"""Field types of several parts: department names, values by year, quantities, money by source."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from django.utils.translation import gettext as _

from ditan.domains.plans.kinds.types import Money, Text, finite, parse_number, plain, show_number
from ditan.domains.plans.models.choices import Comparator

COMPARATORS = (
    (">=", ("≥", ">=", "不低于", "不少于", "不小于", "至少", "达到", "以上")),
    ("<=", ("≤", "<=", "不高于", "不超过", "不大于", "控制在", "以内", "以下")),
    (">", (">", "＞", "超过", "大于", "高于", "突破")),
    ("<", ("<", "＜", "低于", "小于")),
    ("approx", ("约", "左右", "~", "≈")),
)
"""Words before or after a number → comparator; longer words stand before the shorter that they contain."""


@runtime_checkable
class ListType(Protocol):
    """A type of several parts. `update` keeps what a person did not touch: a part whose text stayed the same keeps
    what the text does not show (comparator, place in the source, who decided the money's source)."""

    def update(self, former: Any, written: Any) -> Any: ...


def split_names(text: str) -> list[str]:
    """Names parted by 、，,；; or a line break, but not inside brackets."""
    names, depth, name = [], 0, ""
    for character in text:
        depth += (character in "(（") - (character in ")）")
        if character == "\n" or (depth <= 0 and character in "、，,；;"):
            names.append(name)
            name, depth = "", 0
        else:
            name += character
    return [each.strip() for each in (*names, name) if each.strip()]


@dataclass(frozen=True, slots=True)
class Names:
    """A list of names. A name that itself holds a separator makes the list one name a line, ending in a line break."""

    longest: int = 200

    def show(self, value: Any) -> str:
        names = list(value or ())
        joined = "、".join(names)
        return joined if split_names(joined) == names else "\n".join(names) + "\n"

    def parse(self, text: Any) -> list[str]:
        if isinstance(text, (list, tuple)):
            names = [plain(name) for name in text if plain(name)]
        elif str(text or "").rstrip(" ").endswith("\n"):
            names = [line.strip() for line in plain(text).split("\n") if line.strip()]
        else:
            names = split_names(plain(text))
        for name in names:
            if len(name) > self.longest:
                raise ValueError(_("名称“%(name)s…”过长；多个单位之间请用顿号分开。") % {"name": name[:20]})
        return names


def read_value(text: Any) -> dict[str, Any] | None:
    """A cell as a person wrote it: None where it is empty, else value, text and comparator.

    A cell that is given as such (`{"value", "text", "comparator"}`) is only checked.

    >>> read_value("≥20")
    {'value': 20.0, 'text': '≥20', 'comparator': '>='}
    >>> read_value("市级下达")
    {'value': None, 'text': '市级下达', 'comparator': '='}
    """
    if isinstance(text, Mapping):
        return _checked_cell(text)
    written = Text(200).parse(text)
    if written in ("", "-", "—", "——"):
        return None
    bare = unicodedata.normalize("NFKC", written).strip("[]【】〔〕")
    comparator = "="
    for sign, words in COMPARATORS:
        used = next((word for word in words if bare.startswith(word) or bare.endswith(word)), None)
        if used is not None:
            comparator = sign
            bare = bare.removeprefix(used).removesuffix(used)
            break
    number = parse_number(bare.strip().removesuffix("%"))
    if number is None:
        return {"value": None, "text": written, "comparator": "="}
    return {"value": number, "text": written, "comparator": comparator}


def _checked_cell(cell: Mapping[str, Any]) -> dict[str, Any]:
    """A cell from a program: its number, its text, and a known comparator."""
    value, comparator = cell.get("value"), cell.get("comparator") or "="
    if value is not None and (isinstance(value, bool) or not isinstance(value, (int, float)) or finite(value) is None):
        raise ValueError(_("“%(text)s”不是数字。") % {"text": str(value)[:40]})
    if comparator not in Comparator.values:
        raise ValueError(_("“%(text)s”不是比较符。") % {"text": str(comparator)[:40]})
    text = Text(200).parse(cell.get("text")) or show_number(value)
    if not text:
        raise ValueError(_("数值和文字不能都为空。"))
    return {"value": None if value is None else float(value), "text": text, "comparator": comparator}


@dataclass(frozen=True, slots=True)
class Values:
    """Printed year → cell. A person writes the cells one by one, or all as `2020=8；2025=≥20`."""

    def show(self, value: Any) -> str:
        cells = ((year, "" if cell is None else cell["text"]) for year, cell in (value or {}).items())
        return "；".join(f"{year}={text}" for year, text in cells)

    def parse(self, text: Any) -> dict[str, Any]:
        if isinstance(text, Mapping):
            return {plain(year): read_value(cell) for year, cell in text.items() if plain(year)}
        cells: dict[str, Any] = {}
        for part in re.split(r"[；;\n]", plain(text)):
            if not part.strip():
                continue
            year, sign, cell = part.partition("=")
            if not sign or not year.strip():
                raise ValueError(_("“%(text)s”应写成“年份=数值”，如 2025=≥20。") % {"text": part[:40]})
            cells[year.strip()] = read_value(cell)
        return cells

    def update(self, former: Mapping[str, Any], written: Any) -> dict[str, Any]:
        """A mapping changes the years that it names; a text says all of them."""
        cells = dict(former) if isinstance(written, Mapping) else {}
        for year, cell in self.parse(written).items():
            known = former.get(year)
            same = (cell is None and known is None) or (cell and known and cell["text"] == known["text"])
            given_whole = isinstance(written, Mapping) and isinstance(written.get(year), Mapping)
            cells[year] = known if same and not given_whole else cell
        return cells


@dataclass(frozen=True, slots=True)
class Quantities:
    """Physical quantities, written `99台；48平方公里`."""

    def show(self, value: Any) -> str:
        return "；".join(each["text"] for each in value or ())

    def parse(self, text: Any) -> list[dict[str, Any]]:
        return [self._one(part.strip()) for part in re.split(r"[；;\n]", plain(text)) if part.strip()]

    def update(self, former: Sequence[dict[str, Any]], written: Any) -> list[dict[str, Any]]:
        """Quantities whose text stayed keep their place in the source and what they count."""
        known = {each["text"]: each for each in former}
        return [known.get(each["text"], each) for each in self.parse(written)]

    @staticmethod
    def _one(part: str) -> dict[str, Any]:
        found = re.search(r"(?P<number>[\d.,]*\d)\s*(?P<unit>[^\d\s，,。()（）]*)", unicodedata.normalize("NFKC", part))
        number = parse_number(found["number"]) if found else None
        if found is None or number is None:
            raise ValueError(_("“%(text)s”里没有数量；请写成“数字+单位”，如 99台。") % {"text": part[:40]})
        unit = found["unit"][:50]
        return {"value": number, "unit": unit, "text": part[:200], "what": "", "start": None, "end": None}


@dataclass(frozen=True, slots=True)
class Fundings:
    """Money by source, written `市级资金 100；企业自筹 20`; an amount alone has no stated source."""

    def show(self, value: Any) -> str:
        return "；".join(f"{each['source']} {each['amount']}".strip() for each in value or ())

    def parse(self, text: Any) -> list[dict[str, Any]]:
        return [self._one(part.strip()) for part in re.split(r"[；;\n]", plain(text)) if part.strip()]

    def update(self, former: Sequence[dict[str, Any]], written: Any) -> list[dict[str, Any]]:
        """Amounts that stayed keep what decided their source."""
        known = {(each["source"], each["amount"]): each for each in former}
        return [known.get((each["source"], each["amount"]), each) for each in self.parse(written)]

    @staticmethod
    def _one(part: str) -> dict[str, Any]:
        source, _blank, amount = part.rpartition(" ")
        if not _blank:
            found = re.fullmatch(r"(.*?)([\d.,]+)", unicodedata.normalize("NFKC", part))
            source, amount = (found[1], found[2]) if found else ("", part)
        exact = Money().parse(amount)
        if exact is None:
            raise ValueError(_("“%(text)s”里没有金额；请写成“来源 金额”。") % {"text": part[:40]})
        return {"amount": exact, "source": Text(100).parse(source), "decided_by": ""}
