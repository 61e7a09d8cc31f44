"""Numbers of chapters and sections: printed twice, or another in the table of contents than in the body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ditan.core.reading.check.plan import Plan, finding
from ditan.core.reading.draft import Finding, FindingSpan
from ditan.core.reading.outline.contents import bare
from ditan.core.reading.outline.marks import read_mark

NUMBERED = ("chapter", "section", "item", "box")


@dataclass(frozen=True, slots=True)
class Numbered:
    """A numbered heading of the body or line of the contents."""

    number: str
    value: int
    form: str
    title: str
    side: FindingSpan
    depth: int
    in_contents: bool


def numbering(plan: Plan) -> Iterable[Finding]:
    """Findings of one plan."""
    body, contents = _body(plan), _contents(plan)
    renamed = list(_renumbered(body, contents))
    explained = {old.side for old, _ in renamed}
    twice: dict[tuple[str, str, str], list[FindingSpan]] = {}
    for first, second in (*_repeated(body), *_repeated(contents)):
        twice.setdefault((first.number, _key(first.title), _key(second.title)), []).extend((first.side, second.side))
        for old, new in renamed:
            if old.side in (first.side, second.side):
                twice[first.number, _key(first.title), _key(second.title)].append(new.side)
                explained.add(old.side)
    for (number, first_title, second_title), sides in twice.items():
        moved = [new for old, new in renamed if old.side in sides]
        message = f"编号“{number}”先后用于“{first_title}”和“{second_title}”"
        message += "".join(f",正文中“{_key(new.title)}”为“{new.number}”" for new in moved)
        yield finding("number-repeated", "warning", f"{message}。", sides)
    told = {side for sides in twice.values() for side in sides}
    for old, new in renamed:
        if old.side not in told:
            message = f"目录中“{_key(old.title)}”编为“{old.number}”,正文中为“{new.number}”。"
            yield finding("contents-differ", "warning", message, (old.side, new.side))


def _body(plan: Plan) -> list[Numbered]:
    found = []
    for heading in plan.draft.outline:
        mark = read_mark(heading.number)
        if heading.kind in NUMBERED and mark is not None and mark.value is not None and heading.title:
            found.append(
                Numbered(
                    mark.number.strip(),
                    mark.value,
                    mark.form,
                    heading.title,
                    plan.of_heading(heading),
                    heading.level,
                    False,
                )
            )
    return found


def _contents(plan: Plan) -> list[Numbered]:
    found = []
    for start, end in plan.outline.contents:
        for line in re.finditer(r"[^\n]+", plan.page.text[start:end]):
            text = line.group().strip()
            mark = read_mark(text)
            if mark is not None and mark.value is not None and len(text) > len(mark.number):
                at = start + line.start() + line.group().index(text)
                side = plan.at(at, at + len(text))
                title = bare(text[len(mark.number) :])
                found.append(Numbered(mark.number.strip(), mark.value, mark.form, title, side, mark.rank, True))
    return found


def _repeated(entries: Sequence[Numbered]) -> Iterable[tuple[Numbered, Numbered]]:
    """Neighbours of one form with one number, no outer heading between them."""
    last: dict[str, Numbered] = {}
    for entry in entries:
        before = last.get(entry.form)
        if before is not None and before.value == entry.value and _key(before.title) != _key(entry.title):
            yield before, entry
        for form in [form for form, other in last.items() if other.depth > entry.depth]:
            del last[form]
        last[entry.form] = entry


def _renumbered(body: Sequence[Numbered], contents: Sequence[Numbered]) -> Iterable[tuple[Numbered, Numbered]]:
    """Chapters and sections of the same title whose number is another in the contents."""
    by_title: dict[tuple[str, str], list[Numbered]] = {}
    for entry in body:
        by_title.setdefault((entry.form, _key(entry.title)), []).append(entry)
    for entry in contents:
        same = by_title.get((entry.form, _key(entry.title)), [])
        if len(same) == 1 and same[0].value != entry.value:
            yield entry, same[0]


def _key(title: str) -> str:
    return re.sub(r"[\s“”\"。.:：]", "", title)
