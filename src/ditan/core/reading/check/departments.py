"""Department names that were cut off, lists that break off, tasks without anyone, one body under two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ditan.core.reading.check.plan import SURE, Plan, finding
from ditan.core.reading.draft import Finding, FindingSpan, Measure, Project
from ditan.core.reading.resolve.organisations import clean_name, is_collective

LIST_BREAKS_OFF = re.compile(r"[、,，]\s*$")
WHOLE = re.compile(r"(?:局|委|办|部|厅|政府|区|县|市|省|镇|乡|街道|公司|中心|院|会|集团|站|所|处|社|队|行|校)$")

HELD_AS_FULL = 3
"""A full name must be printed so often before a shorter one counts as cut off."""


def cut_names(plan: Plan) -> Iterable[Finding]:
    """区发展改革 where the plan elsewhere prints 区发展改革委: the name lost its end."""
    counts: dict[str, int] = {}
    places: dict[str, FindingSpan] = {}
    for item in _responsible(plan):
        for name in _printed(item):
            counts[name] = counts.get(name, 0) + 1
            places.setdefault(name, _where(plan, item, name))
    prefixes = {
        name[:length]: name
        for name, count in counts.items()
        if count >= HELD_AS_FULL
        for length in (len(name) - 1, len(name) - 2)
    }
    for name in counts:
        full = prefixes.get(name)
        if full and len(name) > 2 and not _is_whole(plan, name):
            message = f"单位名称“{name}”不完整,文中其他处写作“{full}”。"
            yield finding("department-cut", "warning", message, (places[name], places[full]))


def broken_lists(plan: Plan) -> Iterable[Finding]:
    """A list of departments with a separator at its end, or two running: a name may be lost."""
    for item in (*plan.draft.measures, *plan.draft.tasks):
        place = plan.page.locate(*item.department_span) if item.department_span is not None else (0, 0)
        for match in re.finditer(r"[^、,，\s]*[、,，]{2,}[^、,，\s]*", plan.page.text[place[0] : place[1]]):
            message = f"责任单位“{match.group()}”有连续的顿号,可能漏列单位。"
            side = plan.at(place[0] + match.start(), place[0] + match.end())
            yield finding("department-list-open", "notice", message, (side,))
    for task in plan.draft.tasks:
        for start, end in _cells(plan, task):
            if LIST_BREAKS_OFF.search(plan.page.text[start:end]):
                printed = plan.page.text[start:end].strip()
                message = f"责任单位一栏“{printed}”以顿号结束,可能漏列单位。"
                yield finding("department-list-open", "notice", message, (plan.at(start, end),))


def missing_departments(plan: Plan) -> Iterable[Finding]:
    """Rows of a task table that name nobody, where nearly all others name somebody."""
    tasks = [task for task in plan.draft.tasks if task.confidence >= SURE]
    silent = [task for task in tasks if not task.lead and not task.cooperating]
    if tasks and 0 < len(silent) <= max(1, len(tasks) // 10):
        listed = "、".join(f"第{task.number}项" for task in silent)
        message = f"任务分工表{listed}没有写责任单位。"
        yield finding("department-missing", "warning", message, (plan.of_item(task) for task in silent))


def two_names(plan: Plan) -> Iterable[Finding]:
    """One body under two names in one plan (城市建设事务中心, 城建中心)."""
    names: dict[str, dict[str, FindingSpan]] = {}
    for item in _responsible(plan):
        for printed, canonical in _resolved(item):
            if canonical:
                key = re.sub(r"^(?:区|市(?!场)|县|省)", "", printed)
                names.setdefault(canonical, {}).setdefault(key, _where(plan, item, printed))
    for canonical, printed_names in names.items():
        short = [name for name in printed_names if any(_abbreviates(name, other) for other in printed_names)]
        if len(short) > 1:
            listed = "、".join(f"“{name}”" for name in short)
            message = f"同一单位({canonical})在文中有{len(short)}种写法:{listed}。"
            yield finding("department-names-differ", "notice", message, (printed_names[name] for name in short))


def _is_whole(plan: Plan, name: str) -> bool:
    """Whether a name stands for itself: a known or collective one, a place, or one with the ending of a body."""
    known = plan.lexicon.organisation(name) is not None or bool(plan.lexicon.regions_named(name))
    return known or is_collective(name) or WHOLE.search(name) is not None


def _abbreviates(a: str, b: str) -> bool:
    """Whether one of two different names is the other with characters left out: 城建中心, 城市建设事务中心."""
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return len(short) < len(long) and not long.endswith(short) and all(char in rest for char in short)


def _responsible(plan: Plan) -> Iterator[Measure | Project]:
    items: tuple[Measure | Project, ...] = (*plan.draft.measures, *plan.draft.tasks, *plan.draft.projects)
    for item in items:
        if item.confidence >= SURE:
            yield item


def _printed(item: Measure | Project) -> Iterator[str]:
    for name in (*item.lead, *(item.cooperating if isinstance(item, Measure) else ())):
        yield clean_name(name)


def _resolved(item: Measure | Project) -> Iterator[tuple[str, str]]:
    pairs = list(zip(item.lead, item.lead_organisations, strict=False))
    if isinstance(item, Measure):
        pairs += zip(item.cooperating, item.cooperating_organisations, strict=False)
    for printed, canonical in pairs:
        yield clean_name(printed), canonical


def _where(plan: Plan, item: Measure | Project, name: str) -> FindingSpan:
    """The name inside its item, else the whole item."""
    first, last = item.span
    if isinstance(item, Measure) and item.department_span is not None:
        first = item.department_span[0]
        last = max(last, item.department_span[1])
    at = plan.draft.text.find(name, first, last + 200)
    return plan.side(at, at + len(name)) if at >= 0 else plan.of_item(item)


def _cells(plan: Plan, task: Measure) -> Iterator[tuple[int, int]]:
    """The lines of the cleaned text that hold the task's departments."""
    if task.department_span is None:
        return
    start, end = plan.page.locate(*task.department_span)
    text = plan.page.text
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    for line in re.finditer(r"[^\n|]+", text[first : stop if stop >= 0 else len(text)]):
        if line.group().strip():
            yield first + line.start(), first + line.end()
