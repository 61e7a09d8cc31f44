"""What serves what: the servers of plans, the graph of a plan, and the neighbours of a target, an item or a matter.

A server is seen by whoever sees its item or matter; a target by whoever may see targets. What lies outside is left out of the
graph and of its counts alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Q
from django.urls import reverse

from ditan.base.declaration import Label, Server, domains, servers_of
from ditan.base.records.models import Contribution, ContributionState, Metric
from ditan.base.records.selectors.contributions import contributions_of_servers, contributions_to
from ditan.core.serving import Edge, Graph, Node
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import BOOKED, SERVING_CODES, Finding, Measure, PlanDocument, Project, TrackedTarget
from ditan.domains.plans.models.finding import TARGET_UNSERVED
from ditan.domains.plans.permissions import Visitor
from ditan.domains.plans.selectors.scope import visible_items, visible_plans
from ditan.domains.plans.selectors.shortfalls import Shortfall, unmeasured, unserved
from ditan.domains.plans.selectors.tracked import reachable

LAYERS = ("server", "metric", "target")
MOST_NEIGHBOURS = 40


def servers(user: Visitor, keys: Collection[str]) -> Iterator[Server]:
    """Booked measures, tasks and projects among these keys that the user may see (`Domain.serving`)."""
    numbers: dict[str, list[int]] = {"measure": [], "project": []}
    for key in keys:
        place, _colon, pk = key.removeprefix("plans.").partition(":")
        if key.startswith("plans.") and place in numbers and pk.isascii() and pk.isdigit():
            numbers[place].append(int(pk))
    for name, many in (("measure", "responsibilities"), ("task", "responsibilities"), ("project", "leads")):
        wanted = numbers["project" if name == "project" else "measure"]
        if wanted:
            kind = KINDS[name]
            rows = visible_items(user, kind, kind.rows().filter(pk__in=wanted, state__in=BOOKED))
            for item in rows.select_related("heading", "plan").prefetch_related(many):
                yield server_of(item)


def server_of(item: Measure | Project) -> Server:
    """An item as a server. Its children and heading are at hand."""
    project = isinstance(item, Project)
    departments = item.leads.all() if isinstance(item, Project) else item.responsibilities.all()
    names = list(dict.fromkeys(row.listed_as for row in departments))
    return Server(
        key=f"plans.{'project' if project else 'measure'}:{item.pk}",
        title=title_of(item),
        link=reverse("plans:item", args=[item.kind, item.pk]),
        state_label=item.get_state_display(),
        organisation_name="、".join(names[:4]),
        kind=KINDS[item.kind].label,
        group=item.category.split("/")[0].strip() or _chapter(item),
        demo=item.is_demo,
    )


def kind_name(server: Server) -> str:
    """`measure`, `task` or `project` for items of plans, whatever became of them; else `other`."""
    return next((name for name, kind in KINDS.items() if server.kind == kind.label), "other")


def title_of(item: Measure | Project) -> str:
    """What tells it from others: tasks and projects of one table often share their heading, so that the content says it."""
    content = (item.content if isinstance(item, Project) else item.text).strip()
    if item.kind == "measure" or not content or len(item.label) >= 16:
        return item.label
    return (
        content.splitlines()[0][:80] if item.label == item.category else f"{item.label}：{content.splitlines()[0]}"[:80]
    )


def _chapter(item: Measure | Project) -> str:
    heading = item.heading
    return "" if heading is None else heading.title[:60]


@dataclass(frozen=True, slots=True)
class ServingFilters:
    """What the graph is asked for. `state` is one of `ContributionState`; what was ruled out comes only when asked for. `at` is the key of one node: only what lies on the ways through it is shown."""

    department: str = ""
    group: str = ""
    metric: int | None = None
    state: str = ""
    whole: bool = False
    at: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: who serves which metric, and the targets that ask for it."""

    server: Server
    contribution: Contribution
    targets: tuple[TrackedTarget, ...]

    @property
    def kind_name(self) -> str:
        return kind_name(self.server)

    @property
    def metric_key(self) -> str:
        return f"metric:{self.contribution.metric_id}"


@dataclass(frozen=True, slots=True)
class Lack:
    """A shortfall, with the stored finding where there is one, so that a person may close it with a reason."""

    shortfall: Shortfall
    finding: Finding | None
    server: Server | None = None
    target: TrackedTarget | None = None


@dataclass(frozen=True, slots=True)
class ServingPage:
    """All that the page of a plan shows. `graph` holds what was asked for; `lines` are the same as a table."""

    plan: PlanDocument
    graph: Graph
    lines: tuple[Line, ...]
    servers: dict[str, Server]
    targets: dict[str, TrackedTarget]
    metrics: dict[str, Metric]
    lacks: tuple[Lack, ...]
    departments: tuple[str, ...]
    groups: tuple[str, ...]
    counts: dict[str, int] = field(default_factory=dict)


def serving_page(user: Visitor, pk: int, filters: ServingFilters | None = None) -> ServingPage:
    """The graph of a plan as this user sees it; a dozen queries, whatever its size."""
    asked = filters or ServingFilters()
    plan = visible_plans(user).get(pk=pk)
    items = list(_items(user, plan))
    found, now = _with_what_became({server.key: server for server in map(server_of, items)}, user)
    targets = list(
        reachable(user, TrackedTarget.objects.filter(plan=plan, stale=False)).select_related(
            "metric", "standing", "indicator", "target"
        )
    )
    if not targets:
        asked = replace(asked, whole=True)
    of_metric: dict[int, list[TrackedTarget]] = {}
    for target in targets:
        of_metric.setdefault(target.metric_id, []).append(target)
    all_lines = list(_lines(user, plan, found, now, of_metric))
    tied = [line for line in all_lines if line.contribution.state != ContributionState.REJECTED]
    asked_of = all_lines if asked.state == ContributionState.REJECTED else tied
    shown = [line for line in asked_of if _matches(line, asked)]
    graph = _graph([line for line in shown if line in tied], targets, asked)
    if asked.at in graph.nodes:
        graph = graph.around(asked.at)
        shown = [line for line in shown if line.server.key in graph.nodes and line.metric_key in graph.nodes]
    return ServingPage(
        plan=plan,
        graph=graph,
        lines=tuple(shown),
        servers=found,
        targets={f"target:{target.pk}": target for target in targets},
        metrics={line.metric_key: line.contribution.metric for line in tied}
        | {f"metric:{target.metric_id}": target.metric for target in targets},
        lacks=tuple(_lacks(plan, items, targets, tied, found)),
        departments=tuple(sorted({name for each in found.values() for name in _names(each)})),
        groups=tuple(sorted({each.group for each in found.values() if each.group})),
        counts={
            "lines": len(tied),
            "confirmed": sum(line.contribution.state == ContributionState.CONFIRMED for line in tied),
            "servers": len(found),
            "targets": len(targets),
            "rejected": len(all_lines) - len(tied),
        },
    )


@dataclass(frozen=True, slots=True)
class Served:
    """A metric that something serves, with the targets of current plans that ask for it in its region."""

    contribution: Contribution
    targets: tuple[TrackedTarget, ...]


@dataclass(frozen=True, slots=True)
class Became:
    """A thing of another domain that was made of an item: `place` is what that domain is called (项目库)."""

    place: Label
    server: Server


def became_of(found: Iterable[Server], key: str) -> tuple[Became, ...]:
    """Among what is known of a key (`servers_of`), the projects, matters and the like that were made of the item."""
    places = {domain.name: domain.label for domain in domains()}
    return tuple(
        Became(places.get(server.key.partition(".")[0], server.kind), server)
        for server in found
        if server.key != key and key in server.derived
    )


def served_by(user: Visitor, key: str, found: Iterable[Server] | None = None) -> tuple[Served, ...]:
    """What a server serves, what it was made of included; for its own page (`plans/_serving.html` with `served=`). `found`
    is what `servers_of` gives for its key, where the caller has it."""
    known = servers_of(user, {key}) if found is None else found
    own = next((server for server in known if server.key == key), None)
    if own is None:
        return ()
    rows = [row for row in contributions_of_servers({key, *own.derived}) if row.state != ContributionState.REJECTED]
    by_metric = {row.metric_id: row for row in sorted(rows, key=lambda row: (row.server_key == key, row.state))}
    targets = reachable(user, TrackedTarget.objects.filter(metric__in=by_metric, stale=False, plan__is_current=True))
    asked: dict[tuple[int, Any], list[TrackedTarget]] = {}
    for target in targets.select_related("metric", "standing", "plan").order_by("year", "pk"):
        asked.setdefault((target.metric_id, target.subject_id), []).append(target)
    return tuple(Served(row, tuple(asked.get((row.metric_id, row.subject_id), ()))) for row in by_metric.values())


def serving_target(user: Visitor, target: TrackedTarget) -> tuple[Line, ...]:
    """What serves a target; for its page (`plans/_serving.html` with `servers=`). Confirmed ties first."""
    rows = [row for row in contributions_to(user, {target.metric_id}) if row.subject_id in (None, target.subject_id)]
    found = {server.key: server for server in servers_of(user, {row.server_key for row in rows})}
    made_of = {key for server in found.values() for key in server.derived}
    lines = [
        Line(_latest(found, row.server_key), row, (target,))
        for row in rows
        if row.server_key not in made_of or row.server_key in found
    ]
    lines.sort(key=lambda line: (line.contribution.state != ContributionState.CONFIRMED, line.server.title))
    return tuple({line.server.key: line for line in reversed(lines)}.values())[::-1]


def _latest(found: dict[str, Server], key: str) -> Server:
    """What became of a plan's item where it became something, else itself."""
    return next((each for each in found.values() if key in each.derived), found[key])


def _items(user: Visitor, plan: PlanDocument) -> Iterator[Measure | Project]:
    for name, many in (("measure", "responsibilities"), ("task", "responsibilities"), ("project", "leads")):
        kind = KINDS[name]
        rows = visible_items(user, kind, kind.rows().filter(plan=plan, state__in=BOOKED))
        yield from rows.select_related("heading").prefetch_related(many).order_by("position", "pk")


def _with_what_became(own: dict[str, Server], user: Visitor) -> tuple[dict[str, Server], dict[str, str]]:
    """The plan's items; one that became a matter or project stands here as that. And the key of each new one's item."""
    became = [server for server in servers_of(user, own) if server.key not in own] if own else []
    now: dict[str, str] = {}
    for server in became:
        for key in server.derived:
            if key in own and key not in now:
                now[server.key] = key
                old = own[key]
                own[key] = Server(
                    key=key,
                    title=old.title,
                    link=server.link or old.link,
                    state_label=server.state_label,
                    light=server.light,
                    organisation_name=server.organisation_name or old.organisation_name,
                    kind=old.kind,
                    group=old.group,
                    derived=(server.key,),
                    demo=old.demo,
                )
    return own, now


def _lines(
    user: Visitor,
    plan: PlanDocument,
    found: dict[str, Server],
    now: dict[str, str],
    of_metric: dict[int, list[TrackedTarget]],
) -> Iterator[Line]:
    """Ties of the plan's items and of what became of them, and of other things that serve the plan's metrics."""
    seen: set[tuple[str, int]] = set()
    for row in contributions_of_servers({*found, *now}):
        key = now.get(row.server_key, row.server_key)
        if (key, row.metric_id) not in seen:
            seen.add((key, row.metric_id))
            yield Line(found[key], row, tuple(of_metric.get(row.metric_id, ())))
    apart = Q(subject=plan.region_id) | Q(subject=None)
    rows = Contribution.objects.filter(apart, metric__in=of_metric, stale=False).exclude(
        server_key__startswith="plans."
    )
    others = [row for row in rows.select_related("metric", "organisation") if row.server_key not in now]
    known = {server.key: server for server in servers_of(user, {row.server_key for row in others})}
    for row in others:
        if row.server_key in known:
            found.setdefault(row.server_key, known[row.server_key])
            yield Line(known[row.server_key], row, tuple(of_metric.get(row.metric_id, ())))


def _matches(line: Line, asked: ServingFilters) -> bool:
    return (
        (not asked.department or asked.department in _names(line.server))
        and (not asked.group or line.server.group == asked.group)
        and (asked.metric is None or line.contribution.metric_id == asked.metric)
        and (not asked.state or line.contribution.state == asked.state)
        and (asked.whole or bool(line.targets) or line.contribution.state != ContributionState.PROPOSED)
    )


def _names(server: Server) -> list[str]:
    return [name for name in server.organisation_name.split("、") if name]


def _graph(lines: Iterable[Line], targets: Iterable[TrackedTarget], asked: ServingFilters) -> Graph:
    nodes: dict[str, Node] = {}
    edges: list[Edge] = []
    for line in lines:
        row, server = line.contribution, line.server
        nodes[server.key] = Node(server.key, server.title, 0, server.group)
        nodes[line.metric_key] = Node(line.metric_key, row.metric.name, 1)
        edges.append(Edge(server.key, line.metric_key, row.sign, row.state == ContributionState.CONFIRMED))
    narrow = asked.department or asked.group or asked.metric is not None
    for target in targets:
        key, metric = f"target:{target.pk}", f"metric:{target.metric_id}"
        if metric not in nodes and narrow:
            continue
        nodes[key] = Node(key, str(target), 2)
        nodes.setdefault(metric, Node(metric, target.metric.name, 1))
        edges.append(Edge(metric, key, 0, True))
    return Graph.of(nodes.values(), edges)


def _lacks(
    plan: PlanDocument,
    items: Collection[Measure | Project],
    targets: list[TrackedTarget],
    tied: list[Line],
    found: dict[str, Server],
) -> Iterator[Lack]:
    """Shortfalls as they are now; the stored finding tells what a person said of each. Served is what anybody's tie serves."""
    metrics = {target.metric_id for target in targets}
    rows = Contribution.objects.filter(stale=False, metric__in=metrics).exclude(state=ContributionState.REJECTED)
    served = set(
        rows.filter(Q(subject=plan.region_id) | Q(subject=None)).order_by().values_list("metric_id", flat=True)
    )
    measures = [item for item in items if isinstance(item, Measure)]
    measured = {line.server.key for line in tied}
    stored = {
        (span.start, span.end, finding.code): finding
        for finding in Finding.objects.filter(plan=plan, code__in=SERVING_CODES).prefetch_related("spans")
        for span in finding.spans.all()
    }
    by_key = {f"target:{target.pk}": target for target in targets}
    for each in (*unserved(targets, served), *unmeasured(measures, measured)):
        yield Lack(
            each,
            stored.get((each.start, each.end, each.code)),
            server=None if each.code == TARGET_UNSERVED else found.get(each.key),
            target=by_key.get(each.key),
        )
