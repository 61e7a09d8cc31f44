"""Part text values that a page has run together (`不减少不减少`, `-市级下达`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ditan.core.reading.digits import AFTER, BEFORE, Split

ATOM = re.compile(
    rf"[-—–](?=\D)|{BEFORE}{{0,2}}\d+(?:\.\d+)?{AFTER}(?![\d.:：])|[〔\[【][^〔\[【\]】〕]{{1,12}}[\]】〕]"
)
"""A dash or a number before a text value."""

NUMBER_AT_END = re.compile(rf"(?<=[\u4e00-\u9fff])([≥≤<>]?\d+(?:\.\d+)?{AFTER})$")
OPENING = re.compile(
    r"完成|达到|保持|持续|控制|全面|基本|进一步|市级|省级|国家|上级|按|逐步|稳定|大幅|明显|不断|显著|稳步|有所|不(?:低于|降低|减少|增加|下降|超过)|符合|满足|待|依据|根据|以|力争|优于|建成|形成|建立|消除|实现"
)
"""Words that open a text value."""

SURE = 0.3
LIKELY = 1.2
GUESSED = 2.6


def split_texts(tail: str, columns: int) -> Split | None:
    """Part a run that holds text values into as many cells as there are columns.

    The same words twice are two cells; dashes and numbers before them are cells of their own. Where the words differ
    from cell to cell nothing but their openings tells where to cut, and the cut is a guess.

    Examples
    --------
    >>> split_texts("-不减少不减少", 3).cells
    ('-', '不减少', '不减少')
    >>> split_texts("-市级下达", 2).cells
    ('-', '市级下达')
    """
    tail = tail.strip()
    if not re.search(r"[\u4e00-\u9fff]", tail):
        return None
    options = sorted(_options(tail, columns), key=lambda option: option[0])
    if not options:
        return None
    weight, cells = options[0]
    others = tuple(dict.fromkeys(other for value, other in options[1:] if other != cells and value - weight < 1.0))
    confidence = 0.9 if weight <= SURE else 0.7 if weight <= LIKELY else 0.45
    ambiguous = bool(others) or weight >= GUESSED
    return Split(cells, min(confidence, 0.5) if others else confidence, ambiguous, others[:4], weight)


def _options(tail: str, columns: int) -> Iterator[tuple[float, tuple[str, ...]]]:
    atoms: list[str] = []
    at = 0
    while True:
        left = columns - len(atoms)
        rest = tail[at:].strip()
        if left <= 0:
            return
        if rest:
            for weight, cells in _words(rest, left):
                yield weight + 0.1 * (not atoms), (*atoms, *cells)
        atom = ATOM.match(tail, at)
        if atom is None or not rest:
            return
        atoms.append(atom[0].strip())
        at = atom.end()


def _words(rest: str, columns: int) -> Iterator[tuple[float, tuple[str, ...]]]:
    if columns == 1:
        yield SURE, (rest,)
        return
    size, remainder = divmod(len(rest), columns)
    if not remainder and rest == rest[:size] * columns:
        yield 0.0, (rest[:size],) * columns
    number = NUMBER_AT_END.search(rest)
    if columns == 2 and number is not None and number.start() > 1:
        yield LIKELY, (rest[: number.start()], number[1])
    if columns > 2:
        yield from ((weight + LIKELY, ("", *cells)) for weight, cells in _words(rest, columns - 1))
        return
    for opening in OPENING.finditer(rest, 2):
        first, second = rest[: opening.start()], rest[opening.start() :]
        if len(first) >= 2 and len(second) >= 2:
            alike = len(set(first) & set(second)) / max(len(set(first)), len(set(second)))
            yield GUESSED - alike, (first, second)
    yield GUESSED + 0.8, ("", rest)
