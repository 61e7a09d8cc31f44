"""Numbers with their units and comparators, found in running text; shared by targets, projects and tables.

The grammar is `[comparator] number [余|多] [unit] [comparator]`: 不低于55%, 3栋以上, 约27.5平方公里.
A scale stays in the printed unit (2万吨 is 2 with the unit 万吨). Years, dates, ordinals and digits inside names (PM2.5,
5G, CO2) are no amounts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ditan.core.reading.draft import Comparator
from ditan.core.reading.quantities_numbers import ARABIC, WORDS, parse_number
from ditan.core.reading.quantities_units import UNIT, WORD_UNIT, alternation


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit.

    `text` is the whole of [start, end): comparator words, number and unit. `number_start` is where the number begins,
    `unit_end` where its unit ends. `upper` is the other end of a range. `words` tells a Chinese numeral (三个) from
    digits, `compared` whether a comparator word stands beside the number.
    """

    value: float
    unit: str
    comparator: Comparator
    text: str
    start: int
    end: int
    number_start: int
    unit_end: int
    upper: float | None = None
    words: bool = False
    compared: bool = False


def _table(rows: dict[Comparator, str]) -> dict[str, Comparator]:
    return {word: comparator for comparator, words in rows.items() for word in words.split()}


BEFORE = _table(
    {
        ">=": "不低于 不得低于 不应低于 不少于 不得少于 不应少于 不小于 不得小于 不应小于 至少达到 至少 最少 "
        "达到或超过 超过 超出 突破 大于 高于 多于 逾 超 ≥ ＞ >= >",
        "<=": "不超过 不得超过 不应超过 不高于 不得高于 不应高于 不大于 不得大于 不应大于 不多于 不得多于 "
        "低于 小于 少于 最多 至多 不足 不到 ≤ ＜ <= <",
        "approx": "大约 约为 约 接近 将近 近 ≈",
    }
)
"""Comparator words before a number."""

AFTER = _table({">=": "及以上 或以上 以上", "<=": "及以下 或以下 以下 及以内 以内 之内", "approx": "左右 上下"})
"""Comparator words behind a number and its unit."""

_OUTSIDE_NAMES = r"(?<![A-Za-z0-9０-９.．第〔\[【])(?<![A-Za-z]-)"
_TO = r"\s?(?:-|—|–|－|~|～|至|到)++\s?"
_AMOUNT = re.compile(
    rf"(?P<before>{alternation(list(BEFORE))})?\s?"
    rf"(?:{_OUTSIDE_NAMES}(?P<number>[0-9]++/[0-9]++(?![0-9/])|{ARABIC})(?P<low_percent>[%％‰]|(?:{UNIT})(?={_TO}{ARABIC}))?"
    rf"(?:{_TO}(?P<upper>{ARABIC})(?![年月日.]))?"
    rf"(?P<odd>余|多(?!式|元|个部门))?\s?(?P<unit>{UNIT})?"
    rf"|(?P<share>百分之{WORDS}(?:点{WORDS})?|[二两三四五六七八九十百]+分之{WORDS}|一半(?!导)|半数)"
    rf"|(?<![第〇零一二三四五六七八九十百千万亿两0-9])(?P<words>{WORDS})(?P<odd_words>余|多)?(?P<word_unit>{WORD_UNIT}))"
    rf"(?P<after>\s?(?:{alternation(list(AFTER))}))?"
)
_LATIN = re.compile(r"[A-Za-z]")


def find_amounts(text: str, start: int = 0, end: int | None = None) -> tuple[Amount, ...]:
    """Every amount inside text[start:end], in order; positions are those of the whole text.

    Examples
    --------
    >>> [(a.value, a.unit, a.comparator) for a in find_amounts("到2025年，公交车占比不低于55%，年均打造3栋以上")]
    [(55.0, '%', '>='), (3.0, '栋', '>=')]
    >>> [(a.value, a.unit, a.upper) for a in find_amounts("培育3-5个示范园区，PM2.5下降百分之十五")]
    [(3.0, '个', 5.0), (15.0, '%', None)]
    """
    matches = _AMOUNT.finditer(text, start, len(text) if end is None else end)
    return tuple(amount for amount in (_amount(text, match) for match in matches) if amount is not None)


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    before, after = match["before"] or "", (match["after"] or "").strip()
    upper: float | None = None
    if match["number"] is not None:
        if _is_date_or_name(text, match):
            return None
        value = _fraction_or_number(match["number"])
        upper = parse_number(match["upper"]) if match["upper"] else None
        unit, odd = match["unit"] or match["low_percent"] or "", match["odd"]
        number_start = match.start("number")
        unit_end = max(match.end(part) for part in ("number", "low_percent", "upper", "unit"))
    elif match["share"] is not None:
        share = parse_number(match["share"])
        value, unit, odd = (None if share is None else round(share * 100, 6)), "%", None
        number_start, unit_end = match.span("share")
    else:
        value, unit, odd = parse_number(match["words"]), match["word_unit"], match["odd_words"]
        number_start, unit_end = match.start("words"), match.end("word_unit")
    if value is None:
        return None
    start = match.start("before") if before else number_start
    end = match.end("after") if after else unit_end
    comparator: Comparator = AFTER.get(after) or BEFORE.get(before) or (">=" if odd else "=")
    return Amount(
        value=value,
        unit=unit.strip(),
        comparator=comparator,
        text=text[start:end],
        start=start,
        end=end,
        number_start=number_start,
        unit_end=unit_end,
        upper=upper,
        words=match["number"] is None and not (match["share"] or "").startswith("百分之"),
        compared=bool(before or after or odd),
    )


def _fraction_or_number(number: str) -> float | None:
    if "/" not in number:
        return parse_number(number)
    above, below = number.split("/")
    return float(above) / float(below) if float(below) else None


def _is_date_or_name(text: str, match: re.Match[str]) -> bool:
    """Whether the number is a year, a month, a day, a document number, or begins a name (5G)."""
    end = match.end("upper") if match["upper"] else match.end("number")
    number = match["upper"] or match["number"]
    follows = text[end : end + 1]
    if follows == "年":
        return len(number) == 4 and number[:2] in ("19", "20")
    if match["unit"] or not follows:
        return False
    return follows in "月日号〕]" or _LATIN.match(follows) is not None
