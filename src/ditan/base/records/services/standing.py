"""Which version stands: the rules of `core.records` applied to stored rows, and their result stored beside them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record as log
from ditan.base.records.errors import Changed, NotAvailable
from ditan.base.records.models import Choice, Observation, Standing
from ditan.base.records.permissions import CHOOSE, require
from ditan.base.records.services.bulk import insert_many, update_many
from ditan.base.records.services.keys import chunks
from ditan.base.records.services.telling import tell
from ditan.base.records.versions import content_of, issuer_of_row
from ditan.core.records import Choice as Chosen
from ditan.core.records import Version, eligible, place

Key = tuple[int, int, str, str]


def issuer_of(report: Any) -> Hashable | None:
    """What tells the issuer of a report or observation from others: its publication, its file, or its name."""
    if report.publication is not None:
        return ("publication", report.publication.pk)
    if report.source is not None:
        return ("source", report.source.pk)
    return ("issuer", report.issuer_name) if report.issuer_name else None


@dataclass(slots=True)
class Line:
    """A stored version, as far as the rules ask."""

    version: int
    status: str
    issuer: Hashable | None
    content: Hashable
    same: tuple[Any, ...]
    place: tuple[Any, ...]
    reported: str
    number: float | None
    origin: str
    role: str
    demo: bool
    period_kind: str
    period_end: Any
    decided: bool
    pk: int | None = field(default=None)

    def as_version(self) -> Version:
        """As the rules of `core.records` read it."""
        return Version(self.version, self.status, self.issuer, self.content, for_show=self.demo)

    @classmethod
    def of(cls, row: Observation) -> Line:
        return cls(
            version=row.version,
            status=row.status,
            issuer=issuer_of_row(row),
            content=content_of(row),
            same=(row.state, row.number, row.reported, row.unit, row.qualifier),
            place=(row.source_id, row.start),
            reported=row.reported,
            number=row.number,
            origin=row.origin,
            role=row.role,
            demo=row.demo,
            period_kind=row.period_kind,
            period_end=row.period_end,
            decided=row.decided,
            pk=row.pk,
        )


FIELDS = (
    "subject",
    "metric",
    "period",
    "period_kind",
    "period_end",
    "basis",
    "version",
    "state",
    "number",
    "reported",
    "unit",
    "qualifier",
    "status",
    "issuer_name",
    "origin",
    "role",
    "source",
    "start",
    "publication",
    "demo",
    "decided",
)


def lines_of(standings: Sequence[Standing]) -> dict[Key, list[Line]]:
    """All versions of these values, oldest first, by key."""
    wanted = {(row.subject_id, row.metric_id, row.period, row.basis) for row in standings}
    found: dict[Key, list[Line]] = {}
    for chunk in chunks(sorted(wanted)):
        keys = set(chunk)
        rows = (
            Observation.objects.filter(
                subject_id__in={key[0] for key in keys},
                metric_id__in={key[1] for key in keys},
                period__in={key[2] for key in keys},
            )
            .order_by("version")
            .only(*FIELDS)
        )
        for row in rows.iterator(chunk_size=2000):
            key = (row.subject_id, row.metric_id, row.period, row.basis)
            if key in keys:
                found.setdefault(key, []).append(Line.of(row))
    return found


def store_standings(
    changed: Mapping[Key, Sequence[Line]], chosen: tuple[Observation, str, User | None] | None = None
) -> list[int]:
    """Let what stands follow from all versions. `chosen` says which one a person decided for, why, and who.

    Gives the keys of the observations that stand anew: in the place of another, or agreed where they were contested.
    """
    earlier = _earlier(changed)
    before = {key: (row.observation_id, row.contested) for key, row in earlier.items()}
    rows = []
    moved: list[int] = []
    for key, lines in changed.items():
        row = earlier.get(key) or Standing(subject_id=key[0], metric_id=key[1], period=key[2], basis=key[3])
        if chosen is not None:
            observation, reason, user = chosen
            row.chosen_version, row.chosen_upto = observation.version, lines[-1].version
            row.chosen_reason, row.chosen_at = reason[:400], timezone.now()
            row.chosen_by_name = name_of(user)
        choice = Chosen(row.chosen_version, row.chosen_upto) if row.chosen_version and row.chosen_upto else None
        stands = place([line.as_version() for line in lines], choice)
        line = next(line for line in lines if line.version == stands.version)
        row.observation_id = line.pk  # type: ignore[assignment]
        row.period_kind, row.period_end = line.period_kind, line.period_end
        row.number, row.status = line.number, line.status
        row.origin, row.role, row.demo = line.origin, line.role, line.demo
        row.versions, row.contested = len(lines), stands.contested
        rows.append(row)
        if line.pk is not None and before.get(key) != (line.pk, stands.contested):
            moved.append(line.pk)
    insert_many([row for row in rows if row.pk is None])
    update_many(list(earlier.values()), UPDATED)
    return moved


def _row_of(key: Key) -> dict[str, Any]:
    return dict(zip(("subject", "metric", "period", "basis"), key, strict=True))


UPDATED = (
    "observation",
    "period_end",
    "number",
    "status",
    "origin",
    "role",
    "demo",
    "versions",
    "contested",
    "chosen_version",
    "chosen_upto",
    "chosen_by_name",
    "chosen_at",
    "chosen_reason",
)


def _earlier(changed: Mapping[Key, Sequence[Line]]) -> dict[Key, Standing]:
    """Standing rows of these keys that are there already: keys with more than the one version that is new."""
    wanted = {key for key, lines in changed.items() if lines[-1].version > 1}
    found: dict[Key, Standing] = {}
    for chunk in chunks(sorted(wanted)):
        rows = Standing.objects.filter(
            subject_id__in={key[0] for key in chunk},
            metric_id__in={key[1] for key in chunk},
            period__in={key[2] for key in chunk},
        )
        found |= {
            (row.subject_id, row.metric_id, row.period, row.basis): row
            for row in rows
            if (row.subject_id, row.metric_id, row.period, row.basis) in wanted
        }
    return found


def name_of(user: Any) -> str:
    """What the person is called in a row that outlives the account."""
    if user is None or not getattr(user, "is_authenticated", False):
        return ""
    return f"{user.last_name}{user.first_name}" or str(user.get_username())


@transaction.atomic
def choose(*, user: User, standing: Standing, version: int, reason: str, versions: int | None = None) -> Standing:
    """Let one of several versions stand, with a reason. `versions` is how many the person saw."""
    from ditan.base.records.selectors.scope import require_reach

    require(user, CHOOSE)
    require_reach(user, CHOOSE, [(standing.subject, standing.metric)])
    row = Standing.objects.select_for_update(of=("self",)).get(pk=standing.pk)
    if versions is not None and versions != row.versions:
        raise Changed(_("这个值刚刚有了新版本，您看到的已不是全部；请刷新后再选。"))
    if not reason.strip():
        raise NotAvailable(_("选定一个值须说明理由，例如“口径与规划一致”“为主管部门核定值”。"))
    key = (row.subject_id, row.metric_id, row.period, row.basis)
    lines = lines_of([row])[key]
    picked = next((line for line in lines if line.version == version), None)
    if picked is None:
        raise NotAvailable(_("没有第 %(version)d 版；请刷新后再选。") % {"version": version})
    if version not in {each.number for each in eligible([line.as_version() for line in lines])}:
        raise NotAvailable(_("只能在数据状态最高的各版本中选定；较早状态的值已被取代，演示值不能取代真实值。"))
    before = row.observation
    observation = Observation.objects.get(version=version, **_row_of(key))
    moved = store_standings({key: lines}, chosen=(observation, reason.strip(), user))
    Choice.objects.create(
        standing=row,
        observation=observation,
        upto=lines[-1].version,
        reason=reason.strip()[:400],
        by=user,
        by_name=name_of(user),
        at=timezone.now(),
    )
    log(
        act="records.value_chosen",
        user=user,
        target_kind="observation",
        target_key=observation.pk,
        target_name=f"{standing.subject.name} {standing.metric.name} {observation.period_name}",
        before={"value": before.reported, "version": before.version},
        after={"value": observation.reported, "version": observation.version},
        detail=reason.strip(),
    )
    tell(moved)
    return Standing.objects.get(pk=row.pk)
