"""What somebody typed or a spreadsheet made of it, before it is read as a value."""

from __future__ import annotations

import re
import unicodedata

_UNSEEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2060\ufeff\ud800-\udfff]")
_DATE = re.compile(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:[ T]\d{1,2}:\d{2}.*)?")
_SIGNED = re.compile(r"[+-]\s*[\d,]*\.?\d+(?:[eE][+-]?\d{1,4})?\s*[^\d()+*/!&|=,.-]*")


def clean(text: str) -> str:
    """The text without characters that cannot be seen, at its ends or within.

    >>> clean(" 12\\u200b.5\\t")
    '12.5'
    """
    return _UNSEEN.sub("", text.replace("\t", " ")).strip()


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would compute it. A signed number is none, nor is a dash before Chinese words.

    >>> [is_formula(text) for text in ("=1+1", "＠SUM(A1)", "+cmd|' /C calc'!A0", "-3.5", "- 暂无")]
    [True, True, True, False, False]
    """
    plain = unicodedata.normalize("NFKC", text)
    if plain[:1] in ("=", "@", "|"):
        return True
    rest = plain[1:].strip()
    return plain[:1] in ("+", "-") and bool(rest) and rest[0].isascii() and not _SIGNED.fullmatch(plain)


def is_date(text: str) -> bool:
    """Whether it is a day where a number was meant: a spreadsheet makes 2024-6-1 of many things.

    >>> is_date("2024年6月1日"), is_date("2024.6")
    (True, False)
    """
    return bool(_DATE.fullmatch(text))
