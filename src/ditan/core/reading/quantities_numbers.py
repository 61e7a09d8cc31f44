"""Numbers as Chinese plans print them: Arabic with separators, full-width digits, and Chinese numerals."""

from __future__ import annotations

import re

DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
STEPS = {"十": 10, "百": 100, "千": 1000}
TEN_THOUSAND, HUNDRED_MILLION = 10_000, 100_000_000

ARABIC = r"(?:[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})++(?![0-9０-９])|[0-9０-９]++)(?:[.．][0-9０-９]++)?+"
"""An Arabic number, with or without thousands separators and decimals."""

WORDS = r"[〇零一二三四五六七八九十百千万亿两]+"
"""A Chinese numeral; who uses it must look at what follows."""

_ARABIC = re.compile(ARABIC)
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_FRACTION = re.compile(rf"({WORDS})分之({WORDS}(?:点{WORDS})?|[0-9.]+)")


def parse_number(text: str) -> float | None:
    """The number that a printed text stands for, or None where it is none.

    Examples
    --------
    >>> parse_number("1,560"), parse_number("３２．５"), parse_number("二十三"), parse_number("百分之十五")
    (1560.0, 32.5, 23.0, 0.15)
    >>> parse_number("若干") is None
    True
    """
    if _ARABIC.fullmatch(text):
        return float(text.translate(_FULL_WIDTH).replace(",", ""))
    if text in ("一半", "半数"):
        return 0.5
    fraction = _FRACTION.fullmatch(text)
    if fraction:
        below, above = parse_number(fraction.group(1)), parse_number(fraction.group(2))
        return above / below if below and above is not None else None
    whole, point, decimals = text.partition("点")
    value = _parse_words(whole)
    if value is None or not point:
        return value
    if not decimals or any(char not in DIGITS for char in decimals):
        return None
    return value + sum((DIGITS[char] / 10.0 ** (place + 1) for place, char in enumerate(decimals)), 0.0)


def _parse_words(text: str) -> float | None:
    """A Chinese whole number; digits written one by one (二〇二五) are read as such."""
    if not text:
        return None
    if all(char in DIGITS for char in text):
        return float("".join(str(DIGITS[char]) for char in text)) if len(text) > 1 else float(DIGITS[text])
    above, _, below = text.rpartition("亿")
    if above:
        return _join(above, below, HUNDRED_MILLION)
    above, _, below = text.rpartition("万")
    if above:
        return _join(above, below, TEN_THOUSAND)
    total = digit = 0
    for char in text:
        if char in DIGITS:
            digit = DIGITS[char]
        elif char in STEPS:
            total += (digit or 1) * STEPS[char]
            digit = 0
        else:
            return None
    return float(total + digit)


def _join(above: str, below: str, scale: int) -> float | None:
    high, low = _parse_words(above), _parse_words(below) if below else 0.0
    return None if high is None or low is None else high * scale + low
