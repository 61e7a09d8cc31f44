"""Anti-copy noise of forum pages: groups of a low ASCII character, a blank and a high ASCII character.

The forum puts five or more groups at the end of a line or at the beginning of the next. The page then makes several
blanks one, so a group whose low character was itself a blank shows its high character alone.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

LINE = re.compile(r"[^\n]+")
TOKEN = re.compile(r"[^ \t]+")
LINK = re.compile(r"[?-~][!-;]?")
"""A high character with the low one of the next group, as they stand between two blanks."""

FEWEST_LINKS = 4


FILLER = re.compile(r"(?P<sign>[@#$^~*=\\])(?P=sign)+")
BESIDE_HAN = re.compile(r"[\u3400-\u9fff,。、;:()《》“”]")
MOST_BY_CHANCE = 12
DOUBLED = re.compile(r",(?=[,。、;:!?])")


def find_noise(text: str) -> list[Span]:
    """Every stretch of forum noise: groups of a low ASCII character, a blank and a high ASCII character.

    Examples
    --------
    >>> text = "| >808 {# m/ \\\\1 r; \\\\) m% t"
    >>> [text[start:end] for start, end in find_noise(text)]
    ['8 {# m/ \\\\1 r; \\\\) m% t']
    """
    found = []
    for line in LINE.finditer(text):
        if line[0].count(" ") >= FEWEST_LINKS:
            found.extend(_in_line(line[0], line.start()))
    return found


def _in_line(line: str, offset: int) -> list[Span]:
    tokens = [match.span() for match in TOKEN.finditer(line)]
    words = [line[start:end] for start, end in tokens]
    found = []
    index = 0
    while index < len(words):
        links = _links(words, index)
        paired = sum(len(word) == 2 for word in words[index : index + links])
        if links < FEWEST_LINKS or paired < 2 or paired * 3 < links:
            index += 1
            continue
        start = _head(line, tokens, words, index)
        found.append((offset + start, offset + tokens[index + links - 1][1]))
        index += links
    return found


def _links(words: list[str], index: int) -> int:
    """How many words from here on are links of noise.

    A bar alone is one only where a low character waits for its high one, or where noise goes on behind it.
    """
    at = index
    while at < len(words) and LINK.fullmatch(words[at]):
        waited_for = at > index and len(words[at - 1]) > 1
        if words[at] == "|" and not waited_for and not _goes_on(words, at + 1):
            break
        at += 1
    while at > index and len(words[at - 1]) > 1:
        at -= 1
    return at - index


def _goes_on(words: list[str], at: int) -> bool:
    """Whether everything up to the next bar is noise."""
    stop = next((place for place in range(at, len(words)) if words[place] == "|"), len(words))
    return stop - at >= 1 and all(LINK.fullmatch(word) for word in words[at:stop])


def _head(line: str, tokens: list[Span], words: list[str], index: int) -> int:
    """Where the noise begins: with the low character at the end of the word before its first link, if that is noise."""
    start = tokens[index][0]
    if index == 0:
        return start
    word, end = words[index - 1], tokens[index - 1][1]
    closes = word[-1] in ")]" and word.count("(") + word.count("[") == word.count(")") + word.count("]")
    needed = re.search(r"(?:[.。]|^[|]?[<>≥≤])\d$", word) is not None
    lone = len(word) == 1 and index > 1 and words[index - 2].endswith("|")
    if "!" <= word[-1] <= ";" and not (closes or needed or lone):
        return end - 1
    return end


def find_fillers(text: str) -> list[Span]:
    """Runs of one sign between Chinese words, and commas before other punctuation, on a page that is full of them.

    Examples
    --------
    >>> text = "各省@@、自治区@@、直辖市@@,各部委@@、各机构@@:" * 3
    >>> start, end = find_fillers(text)[0]
    >>> text[start:end], len(find_fillers(text))
    ('@@', 15)
    """
    found: list[Span] = []
    runs = [match.span() for match in FILLER.finditer(text) if _between_words(text, *match.span())]
    for spans in (runs, [match.span() for match in DOUBLED.finditer(text)]):
        if len(spans) >= MOST_BY_CHANCE:
            found.extend(spans)
    return found


def _between_words(text: str, start: int, end: int) -> bool:
    return BESIDE_HAN.match(text, max(0, start - 1)) is not None or BESIDE_HAN.match(text, end) is not None
