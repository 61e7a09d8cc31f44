"""The plan's own title and the letter that forwards it.

A published plan often comes behind a letter (关于印发《…》的通知), which names the plan before the plan prints its own
title. The title may stand on several lines, and its 征求意见稿 on one more.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ditan.core.reading.outline.lines import Line
from ditan.core.reading.outline.marks import read_mark
from ditan.core.reading.outline.zones import table_lines

TAIL = r"(?: ?\((?:[^()]{0,12}(?:稿|草案|试行|暂行|修订|修编|版)|[^()]*(?:19|20)\d\d[^()]*)\))*"
TAIL_LINE = re.compile(r"(?: ?\([^()]{0,12}(?:稿|草案|试行|暂行|修订|修编|版)\)| ?\([^()]*20\d\d[^()]*\))+$")
NOUN = r"(?:规划|计划|方案|意见|办法|纲要|行动|要点|措施|举措|决定|细则|指南|导则|清单|蓝图|路线图|通知|通告|公告|公示|函|批复|报告)"
TITLE = re.compile(rf"[^。;!?|>:]*[\u3400-\u9fff”》]{NOUN}{TAIL}$")
LETTER = re.compile(r"(?:通知|通告|公告|公示|函|批复|报告)(?:\([^()]*\))?$")
QUOTED = re.compile(rf"[《〈]([^《》〈〉]*{NOUN}{TAIL})[》〉]")
SENT = re.compile(rf"(?:印发|转发|下发|发布|公布)([^《》]{{4,60}}?{NOUN}{TAIL})的?(?:通知|通告|公告|函)")
"""What a letter forwards where its heading names it without 《 and 》."""
ISSUER_LINE = re.compile(r"[\u3400-\u9fff()、 ]{2,60}(?:政府|委员会|办公厅|办公室|局|厅|委|部|党组|中心|管委会)$")
FORWARDED = re.compile(r"同意,?(?:现|予以)|现(?:将)?.{0,40}(?:印发|予以公布|下发)|(?:全文|内容)如下")
PLACE_LINE = re.compile(r"[\u3400-\u9fff]{2,10}?(?:省|自治区|市|州|盟|区|县|旗|园区)[\u3400-\u9fff“”《》、]{2,30}")
"""The first line of a title over two lines: it begins with the place and stops before its noun."""
ORDERS = re.compile(r"(?:研究|组织|抓紧|加快|尽快|及时)?(?:制定|编制|出台|起草|修订|开展|建立健全|完善)")
"""制定全县工业领域碳达峰实施方案: an order to write a plan, not a plan's title."""
MENU = re.compile(r"首页|当前的?位置|发布(?:时间|日期)|来源[::]|浏览|字体|打印|政务公开|导航|搜索|发文|文号|索引")
SHORTEST, LONGEST = 8, 90
SEARCHED = 8000


@dataclass(frozen=True, slots=True)
class Title:
    """Title lines [first, last) and the title in one line; `letter` is the first line of what forwards the plan."""

    first: int
    last: int
    start: int
    end: int
    text: str
    letter: int | None = None


def find_title(lines: Sequence[Line], contents: tuple[int, int] | None) -> Title | None:
    """The plan's own title, or None where the text prints none."""
    reach = [index for index, line in enumerate(lines) if line.start <= SEARCHED]
    cells = table_lines(lines)
    candidates = [
        found for index in reach if not cells[index] and (found := _title_from(lines, index, contents)) is not None
    ]
    letters = [found for found in candidates if LETTER.search(found.text)]
    plans = _whole([found for found in candidates if found not in letters])
    quoted = {_plain(match.group(1)) for line in lines[: len(reach)] for match in QUOTED.finditer(line.text[:400])}
    body = _body_start(lines, contents)
    scored = [
        (2 * named + _opens_body(lines, found.last, contents), index)
        for index, found in enumerate(plans)
        if (named := _plain(found.text) in quoted) or found.first < body
    ]
    if not scored:
        return _named_in_letter(lines, letters, len(reach))
    chosen = plans[max(scored)[1]]
    before = [found.first for found in letters if found.first < chosen.first]
    letter = before[0] if before else _unheaded_letter(lines, chosen.first)
    return Title(chosen.first, chosen.last, chosen.start, chosen.end, chosen.text, letter)


def _whole(titles: Sequence[Title]) -> list[Title]:
    """Without those that are only the last lines of the one before."""
    kept: list[Title] = []
    for title in titles:
        if not kept or title.first >= kept[-1].last:
            kept.append(title)
    return kept


def _title_from(lines: Sequence[Line], index: int, contents: tuple[int, int] | None) -> Title | None:
    """The title that begins on a line, over as many lines as it takes."""
    if contents is not None and contents[0] <= index < contents[1]:
        return None
    text = ""
    for last in range(index, min(index + 3, len(lines))):
        line = lines[last].text
        if len(line) > LONGEST or read_mark(line) is not None or MENU.search(line):
            return None
        if last > index and _is_title(line) and not _hollow(line) and not _belongs(text, line):
            return None
        text += line
        if _is_title(text) and not _hollow(text):
            break
        if not (_unfinished(text) or ISSUER_LINE.match(text) or len(line) >= SHORTEST + 4):
            return None
    else:
        return None
    while last + 1 < len(lines) and TAIL_LINE.match(lines[last + 1].text):
        last += 1
        text += lines[last].text
    start = lines[index].start
    return Title(index, last + 1, start, lines[last].end, text)


def _belongs(text: str, line: str) -> bool:
    """Whether a line that could be a title alone goes on from the lines above it."""
    if _unfinished(text) or (line.startswith("关于") and ISSUER_LINE.match(text) is not None):
        return True
    if "关于" in text and LETTER.search(line) is not None:
        return True
    return (
        PLACE_LINE.fullmatch(text) is not None
        and ISSUER_LINE.fullmatch(text) is None
        and PLACE_LINE.match(line) is None
    )


def _is_title(text: str) -> bool:
    return (
        SHORTEST <= len(text) <= LONGEST
        and TITLE.match(text) is not None
        and not text.startswith(("附件", "根据", "按照", "为"))
        and ORDERS.match(text) is None
    )


def _hollow(text: str) -> bool:
    """行动计划(2025—2027年) alone says nothing of what it plans."""
    core = re.sub(r"\([^()]*\)", "", text)
    return (
        re.fullmatch(rf"(?:三年|五年|年度|总体|工作|实施|专项|重点)*(?:行动|实施|工作|发展|专项)*{NOUN}", core)
        is not None
    )


def _unfinished(text: str) -> bool:
    return (
        text.count("《") > text.count("》")
        or text.count("(") > text.count(")")
        or text.endswith(("关于", "的", "和", "与", "、", "三年", "印发"))
    )


def _opens_body(lines: Sequence[Line], index: int, contents: tuple[int, int] | None) -> bool:
    """Whether the contents, a first heading or an opening paragraph follows soon."""
    for at in range(index, min(index + 4, len(lines))):
        text = lines[at].text
        if contents is not None and at == contents[0]:
            return True
        mark = read_mark(text)
        if mark is not None and mark.value == 1 and mark.rank <= 4:
            return True
        if len(text) > 60 and not FORWARDED.search(text):
            return True
    return False


def _body_start(lines: Sequence[Line], contents: tuple[int, int] | None) -> int:
    """Index of the first chapter or 一、 outside the contents."""
    for index, line in enumerate(lines):
        if contents is not None and contents[0] <= index < contents[1]:
            continue
        mark = read_mark(line.text)
        if mark is not None and mark.value == 1 and mark.form in ("chapter", "chinese"):
            return index
    return len(lines)


def _unheaded_letter(lines: Sequence[Line], first: int) -> int | None:
    """The letter's first line where the letter itself prints no title."""
    at = next((index for index in range(first) if FORWARDED.search(lines[index].text)), None)
    if at is None:
        return None
    return at - 1 if at > 0 and lines[at - 1].text.endswith(":") else at


def _named_in_letter(lines: Sequence[Line], letters: Sequence[Title], reach: int) -> Title | None:
    """A title that only the letter prints, between 《 and 》, else the letter's own."""
    for letter in letters:
        places = [line.start + at for line in lines[letter.first : letter.last] for at in range(len(line.text))]
        found = QUOTED.search(letter.text) or SENT.search(letter.text)
        if found is not None:
            start, end = places[found.start(1)], places[found.end(1) - 1] + 1
            return Title(letter.first, letter.last, start, end, found.group(1), letter.first)
    if letters:
        return letters[0]
    for index in range(reach):
        text = lines[index].text
        if FORWARDED.search(text) and (found := QUOTED.search(text)) is not None:
            return _quoted(
                lines, index, found, index - 1 if index > 0 and lines[index - 1].text.endswith(":") else index
            )
    return None


def _quoted(lines: Sequence[Line], index: int, found: re.Match[str], letter: int) -> Title:
    start = lines[index].start
    return Title(index, index + 1, start + found.start(1), start + found.end(1), found.group(1), letter)


def _plain(text: str) -> str:
    return re.sub(r"[\s“”()《》〈〉]|征求意见稿|草案|试行", "", text)
