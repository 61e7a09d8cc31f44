"""Where the head of a ledger stands, and what its columns are called."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Grid = Sequence[Sequence[str]]
Area = tuple[int, int, int, int]
"""A merged area: first row, first column, last row, last column, counted from 0."""

MORE = "more"
MANY = frozenset((MORE,))
"""Fields that several columns may have: what they hold is added to the text under the column's name."""
SERIAL = "serial"

WORDS: Mapping[str, tuple[str, ...]] = {
    SERIAL: ("序号", "行号"),
    "number": ("督办编号", "编号", "事项编号", "任务编号"),
    "title": (
        "督办事项", "事项", "事项名称", "工作任务", "重点任务", "任务", "任务名称", "督查事项", "批示事项", "议定事项",
        "目标任务", "主要任务", "重点工作", "工作事项", "项目名称", "任务事项", "工作名称", "问题",
    ),
    "text": (
        "工作内容", "具体内容", "内容", "工作要求", "具体措施", "主要措施", "工作措施", "批示内容", "目标要求", "工作举措",
        "任务内容", "内容与要求", "工作目标", "具体任务", "整改措施",
    ),
    "origin": ("来源", "任务来源", "事项来源", "交办来源", "来源类型", "依据", "任务依据"),
    "issued_by": ("批示领导", "交办领导", "批示人", "会议名称", "发文机关", "来文机关", "来文单位", "会议"),
    "issued_number": ("文号", "文件号", "期号", "批示编号", "来文字号", "发文字号"),
    "issued_on": ("批示日期", "批示时间", "会议日期", "会议时间", "发文日期", "交办日期", "交办时间", "立项日期", "立项时间"),
    "lead": (
        "牵头单位", "主办单位", "责任单位", "责任部门", "承办单位", "牵头部门", "主责单位", "牵头", "主办", "承办部门",
        "主责部门", "负责单位", "牵头责任单位", "整改单位",
    ),
    "cooperating": (
        "协办单位", "配合单位", "配合部门", "参与单位", "协同单位", "协办部门", "参加单位", "配合", "协办", "责任配合单位",
    ),
    "due": (
        "完成时限", "办理时限", "办结时限", "时限", "完成期限", "办理期限", "期限", "时间节点", "截止时间", "截止日期",
        "要求完成时间", "计划完成时间", "完成时间", "时限要求", "时间要求", "整改时限", "时间安排",
    ),
    "done_on": (
        "实际完成时间", "实际完成日期", "办结时间", "办结日期", "完成日期", "销号时间", "销号日期", "实际办结时间", "反馈日期",
    ),
    "progress": (
        "进展情况", "工作进展", "办理情况", "落实情况", "完成情况", "推进情况", "最新进展", "办理进展", "进展", "目前进展",
        "工作进展情况", "办理结果", "整改情况", "进度情况",
    ),
    "percent": ("完成进度", "进度", "完成率", "完成比例", "完成百分比"),
    "state": ("状态", "办理状态", "是否完成", "是否办结", "完成状态", "办结状态", "进展状态", "当前状态"),
    "weight": ("权重", "分值"),
    "class": ("督办类别", "任务类别", "类别", "事项类别", "督办级别"),
    "reporting": ("报送频次", "进展报送", "报送周期", "反馈频次"),
    MORE: (
        "备注", "责任人", "责任领导", "分管领导", "联系人", "存在问题", "困难问题", "下一步", "下一步工作", "下步计划", "说明",
        "年度目标", "存在困难", "包抓领导",
    ),
}  # fmt: skip
"""What offices call each field."""

FIELDS = tuple(field for field in WORDS if field != SERIAL)
"""What a column can be taken for, in the order in which a person is offered them."""

_BY_WORD = {word: field for field, words in WORDS.items() for word in words}
_BRACKETS = re.compile(r"\(.*?\)|\[.*?\]|【.*?】|〔.*?〕")
_REST = re.compile(r"[\W_]+")
SHORTEST = 2
"""Characters of a word that is looked for within a longer title."""
LONGEST_TITLE = 30
"""Characters that the title of a column has at most: longer texts are content."""
LOOKED_AT = 30
MOST_LINES = 3


@dataclass(frozen=True, slots=True)
class Head:
    """Rows of the head, counted from 0, both included. `sure` where at least two columns were recognised."""

    first: int
    last: int
    sure: bool


def plain(title: str) -> str:
    """The title as it is compared: half-width, without blanks, brackets and marks.

    >>> plain(" 完成 时限\\n（年／月）")
    '完成时限'
    """
    return _REST.sub("", _BRACKETS.sub("", unicodedata.normalize("NFKC", title)))


def field_of(title: str) -> tuple[str, int]:
    """What one line of a title names and how sure that is: 100 for a known word, its length for one within; ("", 0) else."""
    text = plain(title)
    if not text or len(text) > LONGEST_TITLE:
        return "", 0
    if text in _BY_WORD:
        return _BY_WORD[text], 100
    within = [word for word in _BY_WORD if len(word) >= SHORTEST and word in text]
    if not within:
        return "", 0
    # The last of the longest: 牵头责任单位完成时限 speaks of a deadline.
    best = max(within, key=lambda word: (len(word), text.rfind(word)))
    return _BY_WORD[best], len(best)


def find_head(grid: Grid, areas: Sequence[Area] = ()) -> Head:
    """The rows that look most like the head of a ledger among the first thirty, titles above and lines below it told apart.

    The head is the row in which most different fields are named. A row below belongs to it where merged cells of the head
    reach into it, or where it divides a merged title into columns of its own.
    """
    scores = [len(_named(row)) for row in grid[:LOOKED_AT]]
    if not scores or max(scores) < SHORTEST:
        first = next((place for place, row in enumerate(grid[:LOOKED_AT]) if sum(map(bool, row)) > 1), 0)
        return Head(first, first, sure=False)
    first = scores.index(max(scores))
    last = first
    # A row of few names above one with more may be the upper line of a head of two.
    for top, left, bottom, right in areas:
        reaches = top < first <= bottom and bool(_named(grid[top][left : left + 1]))
        spans = top == bottom == first - 1 and right > left and bool(_named(grid[top])) and _title_like(grid[top])
        if reaches or spans:
            first = top
    reaching = [bottom for top, left, bottom, right in areas if first <= top <= last < bottom <= first + MOST_LINES - 1]
    if reaching:
        last = max(reaching)
    split = [(left, right) for top, left, bottom, right in areas if top == first == bottom and right > left]
    if split and last == first and last + 1 < len(grid):
        below = grid[last + 1]
        if any(any(below[left : right + 1]) for left, right in split) and _title_like(below) and _named(below):
            last += 1
    return Head(first, last, sure=True)


def titles_of(grid: Grid, head: Head, areas: Sequence[Area] = ()) -> list[str]:
    """The title of each column: the lines of its head joined by “/”, a merged title standing above all that it covers."""
    width = max((len(row) for row in grid[head.first : head.last + 1]), default=0)
    lines = [list(row) + [""] * (width - len(row)) for row in grid[head.first : head.last + 1]]
    for top, left, bottom, right in areas:
        if head.first <= top and bottom <= head.last:
            for row in range(top, bottom + 1):
                for column in range(left, min(right + 1, width)):
                    lines[row - head.first][column] = grid[top][left] if left < len(grid[top]) else ""
    titles = []
    for column in range(width):
        parts = [re.sub(r"\s+", "", line[column]) for line in lines]
        titles.append("/".join(dict.fromkeys(part for part in parts if part)))
    return titles


def guess_fields(titles: Sequence[str]) -> list[str]:
    """What each column is, "" where that cannot be told. Of two columns for one field the surer has it, then the first.
    A title of several lines is judged by the lowest line that says anything."""
    guesses = []
    for place, title in enumerate(titles):
        found = next((each for part in reversed(title.split("/")) if (each := field_of(part))[0]), ("", 0))
        guesses.append((place, *found))
    taken: set[str] = set()
    fields = [""] * len(titles)
    for place, field, _points in sorted(guesses, key=lambda guess: (-guess[2], guess[0])):
        if field in ("", SERIAL) or field in taken:
            continue
        fields[place] = field
        if field not in MANY:
            taken.add(field)
    if "title" not in taken and "text" in taken:
        # A ledger with 工作内容 alone means the matter by it.
        fields[fields.index("text")] = "title"
    return fields


def fingerprint(titles: Sequence[str]) -> str:
    """The same for heads that say the same in the same order, whatever their blanks and brackets."""
    text = "|".join(plain(title) for title in titles).rstrip("|")
    return hashlib.sha256(text.encode()).hexdigest()


def _named(row: Sequence[str]) -> set[str]:
    return {field for cell in row if cell and (field := field_of(cell)[0])}


def _title_like(row: Sequence[str]) -> bool:
    texts = [plain(cell) for cell in row if cell]
    return bool(texts) and all(len(text) <= LONGEST_TITLE and not text[:1].isdigit() for text in texts)
