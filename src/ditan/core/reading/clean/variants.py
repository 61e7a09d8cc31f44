"""Traditional characters to simplified, one for one, and how a page is set."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

HAN = re.compile(r"[\u3400-\u9fff]")
TRADITIONAL_SHARE = 0.02
"""A page is set in traditional characters when more than this share of its characters would change; a simplified
page quotes a stray one at most."""


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


class _Simplified(dict[int, str]):
    """A translation table that asks OpenCC once for each character it meets."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if not ("\u3400" <= char <= "\u9fff"):
            self[code] = char
            return char
        plain: str = _converter().convert(char)
        self[code] = plain if len(plain) == 1 else char
        return self[code]


_TABLE = _Simplified()


def simplify(text: str) -> str:
    """The text in simplified characters, as long as it was.

    Examples
    --------
    >>> simplify("重慶市廣陽灣")
    '重庆市广阳湾'
    """
    return text.translate(_TABLE)


def is_traditional(text: str, simplified: str) -> bool:
    """Whether the page is set in traditional characters."""
    changed = sum(map(str.__ne__, text, simplified))
    return changed > TRADITIONAL_SHARE * max(1, len(HAN.findall(text)))


def simplify_strays(text: str) -> str:
    """A simplified page with only its unmistakably traditional characters converted.

    A character of GB 2312 is at home on a simplified page, whatever else it may stand for (乾县, 瞭望, 著名).

    Examples
    --------
    >>> simplify_strays("乾县規划")
    '乾县规划'
    """
    strays = {
        code: plain for code in map(ord, set(text)) if (plain := _TABLE[code]) != chr(code) and not _in_gb2312(code)
    }
    return text.translate(strays) if strays else text


@cache
def _in_gb2312(code: int) -> bool:
    try:
        chr(code).encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
