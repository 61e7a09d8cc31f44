"""How the walk through the permission matrix fills in an address: one row for each that names an object.

An address that names an object and has no row here fails the walk, as one without a declaration does.
"""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from importlib import import_module

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from ditan.base.access.addresses import OPERATION, Address
from ditan.base.access.models import Grant, RoleOfPost
from ditan.base.alerts.models import Alert, AlertEvidence, AlertRule
from ditan.base.alerts.services.ruling import keep_version
from ditan.base.audit.models import Entry
from ditan.base.audit.services.asking import VERIFY_JOB
from ditan.base.directory.models import (
    Dictionary,
    DictionaryEntry,
    Facility,
    Holding,
    Organisation,
    Parameter,
    Person,
    Post,
    Region,
)
from ditan.base.identity.models import ApiToken
from ditan.base.notices.models import Announcement, Delivery, Notice
from ditan.base.notices.wording import kinds
from ditan.base.records.models import Contribution, Metric, Standing, Subject, ValueImport
from ditan.base.records.services import receive_file, record
from ditan.base.reporting.models import Download
from ditan.base.workflow.models import (
    Assignment,
    Cell,
    Evidence,
    Job,
    Relation,
    Round,
    RoundMetric,
    SheetImport,
    Submission,
)
from ditan.domains.plans.models import IndicatorDepartment, Measure, Project, Responsibility
from tests.domains.plans.addresses import operation_address, page_address, tracked_of
from tests.web.matrix_world import Fill, World, pk

OWN, OTHER = "indicator", "project"
"""Kinds of item of the small plan: its first indicator is 区林业局's, its first project 区经济信息委's."""
FORM = {"version": "1", "action": "confirm"}

LONG_AGO = date(2020, 1, 1)
PLACE = re.compile(r"<(?:\w+:)?(\w+)>")


def body(world: World) -> str:
    """What a program sends: enough for every operation."""
    sent = {"version": 1, "changes": {}, "confidence": 0.5, "plan": world.plan.pk, "start": 0, "end": 1, "values": {}}
    return json.dumps(sent)


def owed(world: World, who: User) -> Assignment:
    """What the organisation of the one who walks owes, or what another owes."""
    return Assignment.objects.get(organisation__name="铜山区林业局" if who == world.user else "铜山区财政局")


def standing(world: World, who: User) -> Standing:
    """A value of the organisation of the one who walks, or of another."""
    return Standing.objects.get(subject=owed(world, who).subject)


def contribution(world: World, who: User) -> Contribution:
    """A tie of a measure of the one who walks, or of another's project."""
    kind = "measure" if who == world.user else "project"
    return Contribution.objects.get(server_key__startswith=f"plans.{kind}:")


def series_of(world: World, who: User) -> dict[str, int]:
    """The arguments of that value's series."""
    found = standing(world, who)
    return {"subject": found.subject_id, "metric": found.metric_id}


SHEETS = ("sheet", "cells", "submit", "withdraw", "review", "decide", "lock", "restate", "urge", "extend", "delegate")
SHEETS += ("evidence", "template", "sheet_import")
OF_ROUND = ("new", "edit", "metrics", "organisations", "open", "close", "reopen", "urge", "lock", "export")

ALERT_STEPS = ("acknowledge", "dispose", "report", "check", "close", "mute", "unmute")


def alert_of(world: World, who: User) -> Alert:
    """The alert for which the organisation of the one who walks answers, or another one."""
    return Alert.objects.get(responsible__name="铜山区林业局" if who == world.user else "铜山区财政局")


ROWS: dict[str, Fill] = {
    **dict.fromkeys(
        ("records:import_report", "records:import_act"), pk(lambda world, who: ValueImport.objects.get(by=who))
    ),
    **dict.fromkeys((f"alerts:{name}" for name in ("alert", "assign", "evidence", *ALERT_STEPS)), pk(alert_of)),
    **dict.fromkeys((f"api:alerts_{name}" for name in ("alert", "send_back", *ALERT_STEPS)), pk(alert_of)),
    **dict.fromkeys(
        ("alerts:evidence_file", "alerts:evidence_remove"),
        lambda world, who: {
            "pk": alert_of(world, who).pk,
            "file": AlertEvidence.objects.get(alert=alert_of(world, who)).pk,
        },
    ),
    **dict.fromkeys(
        ("alerts:rule", "alerts:rule_edit", "alerts:rule_switch"), pk(lambda world, who: AlertRule.objects.get())
    ),
    **dict.fromkeys(("records:restate", "records:choose"), pk(standing)),
    **dict.fromkeys(
        ("records:observation", "records:card", "api:records_observation", "api:records_trace"),
        pk(lambda world, who: standing(world, who).observation),
    ),
    **dict.fromkeys(("records:series", "records:series_export"), series_of),
    **dict.fromkeys(
        ("records:metric", "records:metric_edit", "api:records_metric"),
        pk(lambda world, who: Metric.objects.get(code="matrix")),
    ),
    **dict.fromkeys((f"workflow:{name}" for name in SHEETS), pk(owed)),
    **dict.fromkeys(
        (f"workflow:round_{name}" for name in OF_ROUND), pk(lambda world, who: owed(world, world.user).round)
    ),
    "workflow:relation_switch": pk(lambda world, who: Relation.objects.get()),
    "workflow:round": pk(lambda world, who: owed(world, who).round),
    "workflow:cell": lambda world, who: {
        "pk": owed(world, who).pk,
        "asked": Cell.objects.get(submission__assignment=owed(world, who)).asked_id,
    },
    **dict.fromkeys(
        ("workflow:evidence_file", "workflow:evidence_remove"),
        lambda world, who: {
            "pk": owed(world, who).pk,
            "file": Evidence.objects.get(submission__assignment=owed(world, who)).pk,
        },
    ),
    "workflow:sheet_report": lambda world, who: {
        "pk": owed(world, who).pk,
        "sheet": SheetImport.objects.get(submission__assignment=owed(world, who)).pk,
    },
    **dict.fromkeys((f"api:workflow_{name}" for name in ("sheet", "save", "submit")), pk(owed)),
    "help_chapter": lambda world, who: {"chapter": "work"},
    **dict.fromkeys(
        ("access:role", "access:role_edit", "access:role_delete", "access:grant", "access:post_give"),
        pk(lambda world, who: world.role),
    ),
    "access:revoke": pk(lambda world, who: Grant.objects.get(user=world.other)),
    "access:post_take": pk(lambda world, who: RoleOfPost.objects.get(role=world.role)),
    **dict.fromkeys(
        (
            "accounts:disable",
            "accounts:enable",
            "accounts:unlock",
            "accounts:reset",
            "accounts:remove_factor",
            "accounts:release",
        ),
        pk(lambda world, who: world.other),
    ),
    "records:contribution": pk(contribution),
    "audit:entry": pk(lambda world, who: Entry.objects.order_by("pk")[0]),
    "audit:progress": pk(lambda world, who: Job.objects.get(kind=VERIFY_JOB)),
    **dict.fromkeys(
        (
            "directory:organisation",
            "directory:organisation_edit",
            "directory:organisation_move",
            "directory:organisation_close",
            "directory:post_new",
        ),
        pk(lambda world, who: Organisation.objects.order_by("pk")[0]),
    ),
    "directory:post_hold": pk(lambda world, who: Post.objects.order_by("pk")[0]),
    **dict.fromkeys(
        ("directory:person", "directory:person_edit", "directory:person_hold"),
        pk(lambda world, who: Person.objects.get()),
    ),
    **dict.fromkeys(("directory:hand_over", "directory:leave"), pk(lambda world, who: Holding.objects.get())),
    **dict.fromkeys(
        ("directory:dictionary", "directory:dictionary_edit", "directory:entry_new"),
        pk(lambda world, who: Dictionary.objects.get()),
    ),
    "directory:entry_edit": pk(lambda world, who: DictionaryEntry.objects.get()),
    "directory:parameter_set": pk(lambda world, who: Parameter.objects.get(key="test")),
    **dict.fromkeys(
        (
            "directory:region",
            *(f"directory:region_{act}" for act in ("rename", "move", "merge", "split", "abolish")),
        ),
        pk(lambda world, who: Region.objects.get()),
    ),
    **dict.fromkeys(
        ("directory:facility_edit", "directory:facility_close"),
        pk(lambda world, who: Facility.objects.get()),
    ),
    "identity:token_revoke": pk(lambda world, who: ApiToken.objects.get(owner=who)),
    "notices:read": pk(lambda world, who: Notice.objects.get(user=who)),
    **dict.fromkeys(
        ("notices:announcement_read", "notices:announcement_withdraw"),
        pk(lambda world, who: Announcement.objects.get()),
    ),
    **dict.fromkeys(("notices:template", "notices:template_reset"), lambda world, who: {"kind": next(iter(kinds()))}),
    "notices:channel": lambda world, who: {"channel": "mail"},
    "notices:resend": pk(lambda world, who: Delivery.objects.get()),
    **dict.fromkeys(("reporting:file", "reporting:delete"), pk(lambda world, who: Download.objects.get(user=who))),
}
"""The arguments of each address that names an object, without those of the domains after the first."""

DOMAINS: tuple[str, ...] = ("evaluation", "projects", "supervision", "workplans", "assessment", "checkups", "inventory")
"""Domains whose rows stand in their own `tests/domains/<name>/addresses.py`: `ROWS`, `PERSONAL`, `GONE_FOR_ALL` and
`populate(world)`."""
OF_DOMAINS = [import_module(f"tests.domains.{name}.addresses") for name in DOMAINS]
for _rows in OF_DOMAINS:
    ROWS.update(_rows.ROWS)

PERSONAL = {"identity:token_revoke", "notices:read", "reporting:file", "reporting:delete"}
PERSONAL |= {"records:import_report", "records:import_act"}
"""Addresses of things that belong to one account, whatever its role reaches."""
EXCEPT_WITH = {"identity:token_revoke": "identity.manage_tokens"}
"""Permissions with which everybody's are reached all the same."""
GONE_FOR_ALL = {
    "setup",  # the first start is over
    "records:contribution_new",  # names no server
    "api:api-root",  # the API has no front page
    "identity:token_revoke",  # who may not issue tokens finds none
    "reporting:file",  # not yet produced
    "plans:plan_changes",  # no earlier version
    *("plans:upload_file", "plans:upload_retry", "plans:upload_delete"),  # the upload became a plan
}
"""Not found although allowed."""
for _rows in OF_DOMAINS:
    PERSONAL |= _rows.PERSONAL
    GONE_FOR_ALL |= _rows.GONE_FOR_ALL


def addressed(address: Address, world: World, kind: str) -> str:
    """The address filled in, for an item of that kind or a thing of its owner."""
    if address.name.startswith("plans:"):
        return page_address(address.name.removeprefix("plans:"), world.plan, kind)
    if address.name.startswith("api:plans_"):
        return "/" + operation_address(address.route, world.plan, kind)
    if address.kind == OPERATION and address.name in ROWS:
        who = world.user if kind == OWN else world.other
        filled = ROWS[address.name](world, who)
        return "/" + PLACE.sub(lambda place: str(filled[place[1]]), address.route)
    if address.kind == OPERATION:
        return "/" + PLACE.sub("1", address.route)
    if not PLACE.search(address.route):
        return reverse(address.name)
    who = world.user if kind == OWN else world.other
    return reverse(address.name, kwargs=ROWS[address.name](world, who))


def populate(world: World) -> None:
    """One of each thing that an address may name, for both accounts where they are personal."""
    post = Post.objects.create(organisation=Organisation.objects.all()[0], title="科员")
    Holding.objects.create(person=Person.objects.create(name="甲"), post=post, valid_from=LONG_AGO)
    Region.objects.create(code="500151", name="铜梁区", level="district")
    Facility.objects.create(organisation=post.organisation, name="换电站")
    Grant.objects.create(user=world.other, role=world.role, valid_from=LONG_AGO)
    RoleOfPost.objects.create(post=post, role=world.role)
    Announcement.objects.create(title="停机维护", text="今晚停机维护。")
    dictionary = Dictionary.objects.create(key="test", name="测试")
    DictionaryEntry.objects.create(dictionary=dictionary, value="1", label="测试")
    Parameter.objects.create(key="test", name="测试")
    Delivery.objects.create(kind="test", key="1", channel="mail", recipient="1", subject="测试")
    Job.objects.create(kind=VERIFY_JOB, created_by=world.user)
    for who in (world.user, world.other):
        Notice.objects.create(user=who, kind="test", key="1", subject="测试")
        Download.objects.create(user=who, kind="test", title="测试")
        ValueImport.objects.create(by=who, name="数据.xlsx", sha256="0" * 64, size=1, state=ValueImport.State.WAITING)
        now = timezone.now()
        ApiToken.objects.create(
            owner=who,
            name="测试",
            digest=str(who.pk),
            beginning="x",
            created_at=now,
            expires_at=now + timedelta(days=1),
        )
    for kind in (OWN, OTHER):
        tracked_of(kind, world.plan)
    contributing(world)
    reporting(world)
    alerting()
    for rows in OF_DOMAINS:
        rows.populate(world)


def contributing(world: World) -> None:
    """The plan's measure, made one of the walker's own, and its project: both booked, each with a tie to a metric."""
    metric = Metric.objects.create(code="served", name="绿色矿山")
    own = IndicatorDepartment.objects.filter(indicator__plan=world.plan).order_by("pk")[0]
    now = timezone.now()
    measure = Measure.objects.filter(plan=world.plan).order_by("pk")[0]
    for item in (measure, Project.objects.filter(plan=world.plan).order_by("pk")[0]):
        type(item).objects.filter(pk=item.pk).update(state="confirmed", decided_at=now, decided_how="by_hand")
        key = f"plans.{'project' if item.kind == 'project' else 'measure'}:{item.pk}"
        Contribution.objects.create(
            server_key=key, server_title=item.label, metric=metric, ground="name", basis=metric.name, start=0, end=0
        )
    Responsibility.objects.create(measure=measure, role="joint", printed_name=own.printed_name, listed_as=own.listed_as)


def alerting() -> None:
    """An alert of the organisation of the one who walks, and one of another, each with a file."""
    rule = AlertRule.objects.create(name="亮灯", kind="light", parameters={"red": "red"}, basis="测试")
    version = keep_version(rule, None, "")
    for name in ("铜山区林业局", "铜山区财政局"):
        alert = Alert.objects.create(
            rule=rule,
            fired_version=version,
            kind="light",
            key=name,
            level="red",
            rank=4,
            title=name,
            responsible=Organisation.objects.get(name=name),
            raised_at=timezone.now(),
        )
        source = receive_file(name="台账.pdf", data=b"%PDF-1.7", user=None)
        AlertEvidence.objects.create(alert=alert, source=source)


def reporting(world: World) -> None:
    """Two open rounds: one asks the organisation of the one who walks, the other another one."""
    metric = Metric.objects.create(code="matrix", name="森林覆盖率", unit="%")
    for name in ("铜山区林业局", "铜山区财政局"):
        place = Organisation.objects.filter(name=name).first() or Organisation.objects.create(
            name=name, kind="department"
        )
        made = Round.objects.create(
            title=name, kind="yearly", period="2025", state="open", opens_on=LONG_AGO, due_on=LONG_AGO
        )
        asked = RoundMetric.objects.create(round=made, metric=metric)
        if not Relation.objects.exists():
            Relation.objects.create(comparator="le", level="hint")
        subject = Subject.objects.create(kind=Subject.Kind.ORGANISATION, code=str(place.pk), name=name)
        record(
            user=None,
            subject=subject,
            metric=metric,
            period="2024",
            status="final",
            origin="manual",
            reported="40",
            permission=None,
        )
        assignment = Assignment.objects.create(round=made, organisation=place, subject=subject, due_on=LONG_AGO)
        assignment.metrics.set([asked])
        submission = Submission.objects.create(assignment=assignment)
        Cell.objects.create(submission=submission, asked=asked, unit="%")
        source = receive_file(name="台账.pdf", data=b"%PDF-1.7", user=None)
        Evidence.objects.create(submission=submission, source=source)
        SheetImport.objects.create(submission=submission, name="表.xlsx")
