"""Notation keys: what stands in a cell where no number stands, and what becomes of them in a total."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Key(StrEnum):
    """Why a cell holds no number."""

    NO = "NO"
    NE = "NE"
    NA = "NA"
    IE = "IE"
    C = "C"


LABELS: dict[Key, str] = {
    Key.NO: "未发生",
    Key.NE: "未估算",
    Key.NA: "不适用",
    Key.IE: "列于他处",
    Key.C: "保密",
}

PRECEDENCE = (Key.C, Key.NE, Key.IE, Key.NO, Key.NA)
"""Of several keys and no number, the first of these stands in the total: what hides most comes first."""

LEAVES_OUT = frozenset({Key.NE, Key.C})
"""Keys behind which an amount may exist that the total does not hold. IE is counted, only elsewhere."""


class CellRefused(ValueError):
    """What cannot stand in a cell; the message is Chinese."""


def parse_cell(text: str) -> float | Key | None:
    """What a typed cell holds: a number, a key, or nothing.

    Parameters
    ----------
    text
        `12.5`, `1,200`, `NE`; both at once (`NE 12`) are refused.

    Examples
    --------
    >>> parse_cell("NE")
    <Key.NE: 'NE'>
    >>> parse_cell("1,200.5")
    1200.5

    Raises
    ------
    CellRefused
        For a key with a number, several keys, NaN, infinity, or text that is neither.
    """
    words = text.replace("，", ",").strip().split()
    if not words:
        return None
    keys = [word.upper() for word in words if word.upper() in Key.__members__]
    if len(words) == 1 and keys:
        return Key(keys[0])
    if keys:
        raise CellRefused(f"“{text}”同时含标识符 {keys[0]} 和其他内容；一格只能填数字或一个标识符，请保留其一。")
    return _number(text, words)


def _number(text: str, words: list[str]) -> float:
    try:
        number = float(words[0].replace(",", "")) if len(words) == 1 else float("nan")
    except ValueError:
        number = float("nan")
    if number != number or number in (float("inf"), float("-inf")):
        raise CellRefused(f"“{text}”不是有效数字，也不是标识符（NO、NE、NA、IE、C）；请重新填写。")
    return number


def combine_keys(keys: Iterable[Key]) -> Key | None:
    """The key of a total over cells that hold keys alone, by `PRECEDENCE`; None of none.

    Examples
    --------
    >>> combine_keys([Key.NO, Key.NE, Key.IE])
    <Key.NE: 'NE'>
    """
    present = set(keys)
    return next((each for each in PRECEDENCE if each in present), None)
