"""Pinyin that a page printed in brackets after its characters: `創(chuàng)`, `面(mian)(mian)`, `市(shi))`."""

from __future__ import annotations

import re

Span = tuple[int, int]

TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
SYLLABLE = (
    r"(?:[bpmf]?(?:a|o|ai|ei|ao|ou|an|en|ang|eng)|[bpmdtnljqxy]?(?:i|ie|iao|iu|ian|in|iang|ing|iong)"
    r"|[dtnlgkhzcsr](?:h?)(?:a|e|ai|ei|ao|ou|an|en|ang|eng|ong|u|uo|ui|uan|un|uai|ua|uang|i)"
    r"|[jqxy](?:u|ue|uan|un|ia)|[nl](?:v|ve|ue|u:|ü|üe)|y(?:a|e|ao|ou|an|ang|ong|o)|w(?:u|a|o|ai|ei|an|en|ang|eng)"
    r"|[bpmf]u|er|lia|dia)"
)
LETTERS = rf"[a-zɡɑü{TONED}]{{1,7}}"
BRACKET_WITH_TONE = re.compile(
    rf"(?:\((?=[a-zɡɑü ]*[{TONED}]){LETTERS}(?: {LETTERS}){{0,5}}\)|【(?=[a-zɡɑü ]*[{TONED}]){LETTERS}】)+"
)
SQUARE = re.compile(rf"(?<=[\u3400-\u9fff])【{SYLLABLE}】")
"""A syllable without a tone (的【de】), on a page that prints toned ones so."""
STRANDED_LETTER = re.compile(rf"(?<=[\u3400-\u9fff?□])[A-Za-z](?=\((?=[a-zɡɑü]*[{TONED}]){LETTERS}\))")
"""A letter that carries pinyin is what is left of a lost character."""
BRACKET_PLAIN = re.compile(rf"(?<=[\u3400-\u9fff)])(?:\({SYLLABLE}\))+")
PLAIN_AT_LEAST = 8
"""So many plain-letter brackets of so many different syllables make a page one that prints pinyin; fewer are units
(公顷(ha)) or abbreviations."""
UNIT_LIKE = {"ha": "哈蛤铪"}


def find_pinyin(text: str) -> list[Span]:
    """Every stretch of bracketed pinyin.

    Examples
    --------
    >>> find_pinyin("創(chuàng)新")
    [(1, 9)]
    >>> find_pinyin("面积3公顷(ha)")
    []
    """
    toned = [match.span() for match in BRACKET_WITH_TONE.finditer(text)]
    if any(text[start] == "【" for start, _ in toned):
        toned.extend(match.span() for match in SQUARE.finditer(text))
        toned.sort()
    plain = list(BRACKET_PLAIN.finditer(text))
    distinct = {match.group() for match in plain}
    if len(plain) < PLAIN_AT_LEAST or len(distinct) < PLAIN_AT_LEAST // 2:
        return toned
    return sorted(toned + [match.span() for match in plain if not _is_unit(text, match)])


def mark_stranded_letters(text: str) -> str:
    """A letter that carries pinyin becomes the mark of a lost character.

    Examples
    --------
    >>> mark_stranded_letters("漆t(yī)院")
    '漆□(yī)院'
    """
    return STRANDED_LETTER.sub("□", text)


def _is_unit(text: str, match: re.Match[str]) -> bool:
    owners = UNIT_LIKE.get(match.group().strip("()"))
    return owners is not None and text[match.start() - 1] not in owners
