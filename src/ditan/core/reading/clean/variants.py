"""Traditional characters to simplified, one for one, and how a page is set."""

from __future__ import annotations

import re
from functools import cache

from opencc import OpenCC

HAN = re.compile(r"[\u3400-\u9fff]")
TRADITIONAL_SHARE = 0.02
"""A page is set in traditional characters when more than this share of its characters would change; a simplified
page quotes a stray one at most."""
AMBIGUOUS = frozenset("乾著瞭藉後徵夥麼麽甯鬱於幹製隻餘慾臺昇彙麯穀誌釐剋祇衹摺")
"""Characters that are at home on a simplified page too (乾县, 名著, 瞭望): converted only on a traditional page."""


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
    """A simplified page with only its unmistakably traditional characters converted."""
    distinct = {char for char in set(text) if char not in AMBIGUOUS}
    table = {ord(char): _TABLE[ord(char)] for char in distinct}
    return text.translate({code: plain for code, plain in table.items() if chr(code) != plain})
