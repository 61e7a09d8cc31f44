"""From lines to headings: number, title, where the title ends, titles over two lines."""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from dataclasses import dataclass

from ditan.core.reading.outline.entries import Entry
from ditan.core.reading.outline.lines import Line
from ditan.core.reading.outline.marks import Mark, read_mark

TITLE_END = re.compile(r"[。:;!?|]|(?<=[\u3400-\u9fff)”])\.(?!\d)")
SPACED_LEAD = re.compile(r"[^ ,。]{4,25}(?= +[^ \d(])")
CONTINUES = re.compile(r"[和与及暨的、,)]|以及|并")
ENDS_OPEN = re.compile(r"[和与及暨的、,—“(《]$")
STOPPED = re.compile(r"[。;:!?,]$")
SECOND_LINE = 40
LONG_TITLE = 30


@dataclass(frozen=True, slots=True)
class Found:
    """A heading with its mark and its lines [first, last)."""

    entry: Entry
    mark: Mark
    first: int
    last: int


def read_heading(lines: Sequence[Line], index: int, mark: Mark, contents: Set[str]) -> Found:
    """The heading that a marked line prints.

    `contents` are the bare lines of the table of contents: they prove that a title runs over two lines.
    """
    line = lines[index]
    after = len(mark.number)
    stop = TITLE_END.search(line.text, after)
    title_end = stop.start() if stop is not None else len(line.text)
    lead = SPACED_LEAD.match(line.text, _skip_blanks(line.text, after))
    if title_end - after > LONG_TITLE and lead is not None and mark.rank >= 3:
        title_end = lead.end()
    title = line.text[after:title_end].strip(" .、")
    end, last = line.start + title_end, index + 1
    whole = stop is None and title_end == len(line.text)
    if whole and index + 1 < len(lines) and _joins(title, lines[index + 1], mark, contents):
        title, end, last = title + lines[index + 1].text.strip(" |"), lines[index + 1].end, index + 2
    run_in = not whole and len(line.text.rstrip(" |。.:")) > title_end
    number = mark.number.strip(" .、::")
    return Found(Entry(line.start, end, line.end, number, title, mark.rank, mark.kind, None, run_in), mark, index, last)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " .、":
        at += 1
    return at


def _joins(title: str, following: Line, mark: Mark, contents: Set[str]) -> bool:
    """Whether the next line is the second half of the title, or the whole title of a bare 附件."""
    text = following.text
    if len(text) > SECOND_LINE or STOPPED.search(text) or read_mark(text) is not None or "|" in text or "\t" in text:
        return False
    if mark.rank > 4:
        return False
    if not title:
        return text != "序号" and len(text) >= 4
    if re.sub(r"\s", "", text) in contents and re.sub(r"\s", "", mark.number + title) in contents:
        return True
    opened = (
        title.count("《") > title.count("》")
        or title.count("“") > title.count("”")
        or title.count("(") > title.count(")")
    )
    return opened or ENDS_OPEN.search(title) is not None or (len(title) >= 10 and CONTINUES.match(text) is not None)
