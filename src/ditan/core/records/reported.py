"""A value as somebody wrote it: read without guessing, and kept as written."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass

LARGEST = 1e18
"""No figure of a district is larger in its unit; a larger one is a slip of the keyboard."""

MINUS = str.maketrans("−﹣－—–", "-----")
QUALIFIERS = (
    (">=", (">=", "≥", "≧", "不低于", "不少于", "不小于", "至少")),
    ("<=", ("<=", "≤", "≦", "不超过", "不高于", "不多于", "不大于", "至多")),
    (">", (">", "超过", "超", "高于", "大于", "多于", "突破")),
    ("<", ("<", "低于", "小于", "少于", "不足", "不到")),
    ("approx", ("≈", "~", "约", "近", "大约", "左右")),
)
UNKNOWN = ("未知", "不详", "暂无", "缺", "待补")
NOT_APPLICABLE = ("不适用", "N/A", "n/a", "无此项")
NOTHING = ("", "-", "--", "/")

_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d{1,4})?|[+-]?\.\d+")


class Misreported(ValueError):
    """A text that is no value. `problem` is `empty`, `not_a_number`, `too_large` or `grouping`."""

    def __init__(self, problem: str, text: str) -> None:
        super().__init__(f"{problem}: {text!r}")
        self.problem, self.text = problem, text


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported.

    Parameters
    ----------
    state
        `number`, `text`, `unknown` or `not_applicable`.
    text
        Exactly as written, trimmed: the precision of a number is in its digits.
    number
        In the unit of the report; None unless `state` is `number`.
    qualifier
        One of `=`, `>`, `>=`, `<`, `<=`, `approx`.
    """

    state: str
    text: str
    number: float | None = None
    qualifier: str = "="

    @property
    def decimals(self) -> int:
        """Digits written after the decimal point."""
        return decimals_of(self.text)


def read_reported(text: str, *, allow_text: bool = False) -> Reported:
    """Read a value as somebody typed it.

    Parameters
    ----------
    text
        `1,560.9`, `３２．５`, `约27`, `≥98`, `未知`, `不适用`; for a metric of text anything (`Ⅱ类`).
    allow_text
        Whether what is no number is a value all the same.

    Raises
    ------
    Misreported
        Where it is empty, no number, larger than `LARGEST`, or its thousands are separated in the wrong places.

    Examples
    --------
    >>> read_reported("１，５６０．９").number, read_reported("约27").qualifier
    (1560.9, 'approx')
    >>> read_reported("未知").state, read_reported("Ⅱ类", allow_text=True).state
    ('unknown', 'text')
    """
    written = text.strip()
    plain = unicodedata.normalize("NFKC", written).translate(MINUS).replace(" ", "")
    if plain in NOTHING:
        raise Misreported("empty", written)
    if plain in UNKNOWN:
        return Reported("unknown", written)
    if plain in NOT_APPLICABLE:
        return Reported("not_applicable", written)
    qualifier, rest = _qualifier(plain)
    if _NUMBER.fullmatch(rest):
        number = float(rest.replace(",", ""))
        if not math.isfinite(number) or abs(number) > LARGEST:
            raise Misreported("too_large", written)
        return Reported("number", written, number, qualifier)
    if allow_text:
        return Reported("text", written)
    raise Misreported("grouping" if re.fullmatch(r"[\d,]+(?:\.\d+)?", rest) else "not_a_number", written)


def _qualifier(text: str) -> tuple[str, str]:
    for name, words in QUALIFIERS:
        for word in sorted(words, key=len, reverse=True):
            if text.startswith(word):
                return name, text[len(word) :]
            if name == "approx" and text.endswith(word):
                return name, text[: -len(word)]
    return "=", text


def decimals_of(text: str) -> int:
    """Digits after the decimal point of a written number; 0 where it has none.

    >>> decimals_of("53.30"), decimals_of("约 27"), decimals_of("1,560.9")
    (2, 0, 1)
    """
    found = re.search(r"\d[.．](\d+)", unicodedata.normalize("NFKC", text))
    return len(found.group(1)) if found else 0


def shown(number: float, decimals: int | None = None) -> str:
    """A number for a screen: thousands separated; with as many decimals as asked for, or as it has.

    >>> shown(1560.9), shown(27.0), shown(1234567.25, 1), shown(0.1 + 0.2)
    ('1,560.9', '27', '1,234,567.2', '0.3')
    """
    if decimals is not None:
        return f"{number:,.{decimals}f}"
    text = f"{number:,.10f}".rstrip("0").rstrip(".") if abs(number) >= 1e-6 or number == 0 else f"{number:.6g}"
    return "0" if text == "-0" else text
