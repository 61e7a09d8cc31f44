"""The numbers that Word prints before paragraphs and keeps apart from their text (一、 (一) 1.)."""

from __future__ import annotations

import re

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHINESE = "零一二三四五六七八九"
CHINESE_FORMATS = frozenset(
    "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand"
    " ideographDigital chineseLegalSimplified ideographTraditional".split()
)
DEEPEST = 9


class Numbering:
    """Counters of a document's lists."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._styles: dict[str, tuple[str | None, str | None, str | None]] = {}
        if numbering is not None:
            self._read_lists(numbering)
        if styles is not None:
            self._read_styles(styles)

    def next(self, paragraph: etree._Element) -> str:
        """The number that stands before a paragraph, empty where none does."""
        list_id, level = self._list_of(paragraph)
        if list_id is None or list_id == "0":
            return ""
        abstract = self._abstract.get(list_id, "")
        levels = self._levels.get(abstract, {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        for deeper in [one for one in counts if one > level]:
            del counts[deeper]
        counts[level] = counts.get(level, levels[level][2] - 1) + 1
        if levels[level][0] in ("bullet", "none"):
            return ""
        return re.sub(r"%(\d)", lambda found: self._one(levels, counts, int(found.group(1)) - 1), levels[level][1])

    def _one(self, levels: dict[int, tuple[str, str, int]], counts: dict[int, int], level: int) -> str:
        kind, _, first = levels.get(level, ("decimal", "", 1))
        return print_number(counts.get(level, first), kind)

    def _list_of(self, paragraph: etree._Element) -> tuple[str | None, int]:
        list_id = _value(paragraph.find(f"{W}pPr/{W}numPr/{W}numId"))
        level = _value(paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl"))
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        seen = 0
        while style is not None and list_id is None and seen < 20:
            style_list, style_level, style = self._styles.get(style, (None, None, None))
            list_id, level, seen = style_list, level or style_level, seen + 1
        return list_id, int(level) if level is not None and level.isdecimal() and int(level) < DEEPEST else 0

    def _read_lists(self, numbering: etree._Element) -> None:
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            levels = {}
            for level in abstract.iterfind(f"{W}lvl"):
                index, start = level.get(f"{W}ilvl", "0"), _value(level.find(f"{W}start")) or "1"
                if index.isdecimal() and start.isdecimal() and len(start) < 6:
                    kind = _value(level.find(f"{W}numFmt")) or "decimal"
                    levels[int(index)] = kind, _value(level.find(f"{W}lvlText")) or "", int(start)
            self._levels[abstract.get(f"{W}abstractNumId", "")] = levels
        for one in numbering.iterfind(f"{W}num"):
            self._abstract[one.get(f"{W}numId", "")] = _value(one.find(f"{W}abstractNumId")) or ""

    def _read_styles(self, styles: etree._Element) -> None:
        for style in styles.iterfind(f"{W}style"):
            self._styles[style.get(f"{W}styleId", "")] = (
                _value(style.find(f"{W}pPr/{W}numPr/{W}numId")),
                _value(style.find(f"{W}pPr/{W}numPr/{W}ilvl")),
                _value(style.find(f"{W}basedOn")),
            )


def print_number(value: int, kind: str) -> str:
    """A list number as Word prints it.

    Examples
    --------
    >>> print_number(12, "chineseCounting"), print_number(3, "decimal"), print_number(2, "decimalEnclosedCircle")
    ('十二', '3', '②')
    """
    if kind in CHINESE_FORMATS:
        return chinese_number(value)
    if kind.startswith("decimalEnclosedCircle") and 1 <= value <= 20:
        return chr(ord("①") + value - 1)
    if kind == "decimalZero":
        return f"{value:02}"
    if kind in ("lowerLetter", "upperLetter") and 1 <= value <= 26:
        return chr(ord("a" if kind == "lowerLetter" else "A") + value - 1)
    if kind in ("lowerRoman", "upperRoman") and 1 <= value <= 12:
        roman = "i ii iii iv v vi vii viii ix x xi xii".split()[value - 1]
        return roman if kind == "lowerRoman" else roman.upper()
    return str(value)


def chinese_number(value: int) -> str:
    """A number below 1000 in characters.

    Examples
    --------
    >>> [chinese_number(value) for value in (10, 21, 105, 110)]
    ['十', '二十一', '一百零五', '一百一十']
    """
    if not 0 < value < 1000:
        return str(value)
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    text = CHINESE[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else CHINESE[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (CHINESE[ones] if ones else "")


def _value(element: etree._Element | None) -> str | None:
    return element.get(f"{W}val") if element is not None else None
