"""Projects counted twice, one thing in two numbers, and one thing under two leads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from ditan.core.reading.check.plan import SURE, Plan, finding
from ditan.core.reading.draft import Finding, Measure, Project
from ditan.core.reading.resolve.names import likeness

SHARED = 7
"""Characters that two project texts must share in one run to speak of one thing."""

OPENING = 30
"""So many characters of a task are its opening."""

NEAR = 0.85
"""Likeness from which two project texts are one project."""

COUNTED = re.compile(
    r"(?P<what>[\u4e00-\u9fff]{4,14}?)(?:约|共|总计|达)?(?P<number>\d+(?:\.\d+)?)(?P<unit>万?(?:个|台|座|辆|处|套|户|家|栋|条|根|盏|棵))"
)
WORK = re.compile(r"^(?:实施|建设|新建|推进|开展|完成|建成)+|(?:工程|项目|建设|实施)+$")
OBJECT = re.compile(r"^(?:推广|使用|更新|更换|新建|新增|建设|建成|购置|改造|完成|投放|新|约|计划|年)+")
PLACED = re.compile(r"[\u4e00-\u9fff]{1,4}(?:镇|乡|街道|村|社区|园区|片区|新区|河|溪|路|库|流域)")
"""A place: like works in two places are two works."""

HANZI = re.compile(r"[\u4e00-\u9fff]+")


def counted_twice(plan: Plan) -> Iterable[Finding]:
    """Projects whose money or content stands in another project too."""
    projects = [one for one in plan.draft.projects if one.confidence >= SURE]
    told: set[tuple[str, str]] = set()
    for first, second, phrase in _sharing(projects):
        pair = (first.number, second.number)
        if pair in told:
            continue
        if _amount_inside(first, second):
            told.add(pair)
            small, large = sorted((first, second), key=_total)
            message = (
                f"第{first.number}项与第{second.number}项都含“{phrase}”,第{large.number}项的投资{_total(large):,}"
                f"扣除第{small.number}项的{_total(small):,}恰为整数{_total(large) - _total(small):,.0f},疑重复计列。"
            )
            yield finding("project-counted-twice", "warning", message, (plan.of_item(first), plan.of_item(second)))
        elif _contained(_hanzi(first), _hanzi(second)):
            told.add(pair)
            message = f"第{first.number}项与第{second.number}项内容几乎相同(“{phrase}”),请核对是否重复。"
            yield finding("project-counted-twice", "warning", message, (plan.of_item(first), plan.of_item(second)))


def one_thing_two_numbers(plan: Plan) -> Iterable[Finding]:
    """One project that gives two numbers for one thing: 水质监测站点30个,水质监测站点6个."""
    for project in plan.draft.projects:
        if project.confidence < SURE:
            continue
        seen: dict[tuple[str, str], str] = {}
        for match in COUNTED.finditer(project.content):
            key = (match["what"], match["unit"])
            if key in seen and seen[key] != match["number"]:
                message = (
                    f"第{project.number}项中“{match['what']}”写了两个数:{seen[key]}{match['unit']}"
                    f"和{match['number']}{match['unit']}。"
                )
                yield finding("one-thing-two-numbers", "warning", message, (plan.of_item(project),))
            seen.setdefault(key, match["number"])


def shared_objects(plan: Plan) -> Iterable[Finding]:
    """Two projects of one lead and one time that count the same thing: 纯电动公交车75台, 纯电动公交车99台."""
    owners: dict[tuple[str, str], tuple[Project, str]] = {}
    for project in plan.draft.projects:
        if project.confidence < SURE or PLACED.search(project.content):
            continue
        for match in COUNTED.finditer(project.content):
            what = OBJECT.sub("", match["what"])
            if len(what) < 5:
                continue
            printed = match["number"] + match["unit"]
            other = owners.setdefault((what, match["unit"]), (project, printed))
            if other[0] is not project and _leads(other[0]) & _leads(project) and _overlap(other[0], project):
                message = (
                    f"第{other[0].number}项与第{project.number}项都列有“{what}”({other[1]}、{printed}),"
                    f"牵头单位相同、时间重叠,请核对是否重复计列。"
                )
                yield finding(
                    "project-counted-twice", "notice", message, (plan.of_item(other[0]), plan.of_item(project))
                )


def different_leads(plan: Plan) -> Iterable[Finding]:
    """A project that repeats a task of the task table, word for word or by name, under another lead."""
    tasks = [one for one in plan.draft.tasks if one.confidence >= SURE and one.lead]
    texts = [_hanzi_of(task.text or task.title) for task in tasks]
    index, openings = _by_run(texts, 12), _by_run([text[:OPENING] for text in texts], SHARED)
    for project in plan.draft.projects:
        text = _hanzi(project)
        if project.confidence < SURE or not project.lead or len(text) < 12:
            continue
        same = [*_repeating(text, tasks, index), *_naming(project, tasks, openings)]
        for task in {one.span: one for one in same}.values():
            leads, others = _leads(project), _leads(task)
            if leads and others and not leads & others:
                message = (
                    f"同一事项“{project.content[:24]}…”在项目表中由{'、'.join(project.lead)}牵头,"
                    f"在任务分工表第{task.number}项中由{'、'.join(task.lead)}牵头。"
                )
                yield finding("lead-differs", "warning", message, (plan.of_item(project), plan.of_item(task)))


def _sharing(projects: Sequence[Project]) -> Iterator[tuple[Project, Project, str]]:
    """Pairs of projects that share a run of characters which few others hold, with the longest such run."""
    texts = [_hanzi(one) for one in projects]
    runs = {run: owners for run, owners in _by_run(texts, SHARED).items() if len(owners) > 1}
    shared: dict[tuple[int, int], str] = {}
    for run, owners in runs.items():
        for first, second in pairwise(sorted(owners)) if len(owners) <= 3 else ():
            longest = shared.get((first, second), "")
            grown = _grow(run, texts[first], texts[second])
            if len(grown) > len(longest):
                shared[first, second] = grown
    for (first, second), phrase in sorted(shared.items()):
        yield projects[first], projects[second], phrase


def _by_run(texts: Sequence[str], length: int) -> dict[str, set[int]]:
    index: dict[str, set[int]] = {}
    for number, text in enumerate(texts):
        for at in range(len(text) - length + 1):
            index.setdefault(text[at : at + length], set()).add(number)
    return index


def _grow(run: str, a: str, b: str) -> str:
    """The longest common run around a shared one."""
    first, second = a.index(run), b.index(run)
    left = 0
    while first - left > 0 and second - left > 0 and a[first - left - 1] == b[second - left - 1]:
        left += 1
    right = len(run)
    while first + right < len(a) and second + right < len(b) and a[first + right] == b[second + right]:
        right += 1
    return a[first - left : first + right]


def _contained(a: str, b: str) -> bool:
    """Whether one text is the other with a little more; two towns' like works differ inside."""
    short, long = sorted((a, b), key=len)
    return len(short) >= 12 and short in long and len(short) >= 0.8 * len(long)


def _amount_inside(a: Project, b: Project) -> bool:
    """Whether one total is the other plus a whole number, and not a whole number itself."""
    small, large = sorted((_total(a), _total(b)))
    return small > 0 and small != large and small % 1 != 0 and (large - small) % 1 == 0


def _repeating(text: str, tasks: Sequence[Measure], index: dict[str, set[int]]) -> Iterator[Measure]:
    """Tasks whose text holds nearly all of a project's text."""
    candidates: set[int] = set()
    for at in range(0, len(text) - 11, 4):
        candidates |= index.get(text[at : at + 12], set())
    for number in sorted(candidates):
        held = _hanzi_of(tasks[number].text or tasks[number].title)
        shorter, longer = sorted((text, held), key=len)
        if shorter in longer or likeness(text, held) >= NEAR:
            yield tasks[number]


def _naming(project: Project, tasks: Sequence[Measure], openings: dict[str, set[int]]) -> Iterator[Measure]:
    """Tasks that begin with the work that a project is named after (“物联网+智慧排水”)."""
    opening = _hanzi_of(re.split(r"[,，。:：;；]", project.content or project.name, maxsplit=1)[0])
    name = WORK.sub("", opening)
    for number in sorted(openings.get(name[:SHARED], ())) if len(name) >= SHARED else ():
        if name in _hanzi_of(tasks[number].text or tasks[number].title)[:OPENING]:
            yield tasks[number]


def _overlap(a: Project, b: Project) -> bool:
    first, second = ([int(year) for year in re.findall(r"20\d\d", one.period)] for one in (a, b))
    return bool(first and second) and first[0] <= second[-1] and second[0] <= first[-1]


def _leads(item: Project | Measure) -> set[str]:
    canonical = item.lead_organisations or ("",) * len(item.lead)
    return {name or printed for name, printed in zip(canonical, item.lead, strict=False)}


def _hanzi(project: Project) -> str:
    return _hanzi_of(project.content or project.name)


def _hanzi_of(text: str) -> str:
    return "".join(HANZI.findall(text))


def _total(project: Project) -> Decimal:
    money = project.investment
    return Decimal(str(money.total)) if money is not None and money.total is not None else Decimal(0)
