"""Writes of check-ups: indicators, a year's check-up, its values, problems that become matters under supervision."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from importlib.resources import files
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.audit.services import record
from ditan.base.directory.forms import organisation_named
from ditan.base.directory.models import Organisation, Region
from ditan.base.notices.services.notifying import person_name
from ditan.base.records.models import Metric, Subject
from ditan.base.records.selectors.scope import visible_standings
from ditan.base.refusal import Changed, InvalidFields, Refusal
from ditan.core.checkups import bands_of_text, grade
from ditan.domains.checkups.models import UNSETTLED, Checkup, Indicator, Result, Review
from ditan.domains.checkups.permissions import ENTER, MANAGE, require
from ditan.domains.checkups.selectors import Rule, own_results, rules_of
from ditan.domains.supervision.services import propose_matter

MOST_REGIONS = 100
FIELDS = ("code", "name", "aspect", "unit", "definition", "basis")


class WrongState(Refusal):
    """The check-up is not at a point where this can be done."""

    code = "wrong_state"
    status = 409


def load_indicators() -> int:
    """Add the indicators of `data/indicators.csv` that are not there yet; gives how many. None is verified."""
    there = set(Indicator.objects.exclude(shipped="").values_list("shipped", flat=True))
    taken = set(Indicator.objects.values_list("code", flat=True))
    text = files("ditan.domains.checkups").joinpath("data/indicators.csv").read_text(encoding="utf-8")
    rows = [row for row in csv.DictReader(text.splitlines()) if row["shipped"] not in there | taken]
    Indicator.objects.bulk_create(
        Indicator(
            **{name: row[name] for name in (*FIELDS, "shipped")},
            bands=row["bands"].replace("|", "\n"),
            at_least=row["at_least"] == "1",
        )
        for row in rows
    )
    return len(rows)


@transaction.atomic
def save_indicator(
    *, user: Any, values: Mapping[str, str], indicator: Indicator | None = None, version: int = 0
) -> Indicator:
    """Add an indicator or change one. Check-ups that run keep what they began with. `InvalidFields` by field."""
    require(user, MANAGE)
    errors: dict[str, str] = {}
    given = {name: values.get(name, "").strip() for name in FIELDS}
    for name, word, most in (("code", _("编号"), 20), ("name", _("指标"), 100), ("basis", _("依据"), 400)):
        if not given[name] or len(given[name]) > most:
            errors[name] = _("请填写%(word)s，1—%(most)d 字。") % {"word": word, "most": most}
    for name, word, most in (("aspect", _("方面"), 40), ("unit", _("单位"), 20)):
        if len(given[name]) > most:
            errors[name] = _("%(word)s不超过 %(most)d 字。") % {"word": word, "most": most}
    twins = Indicator.objects.filter(code=given["code"])
    if (twins.exclude(pk=indicator.pk) if indicator else twins).exists():
        errors["code"] = _("编号“%s”已有别的指标在用；请换一个。") % given["code"]
    at_least = values.get("at_least", "1") == "1"
    try:
        bands_of_text(values.get("bands", ""), at_least=at_least)
    except ValueError as error:
        errors["bands"] = str(error)
    metric = None
    if values.get("metric", "").strip():
        wanted = values["metric"].strip()
        metric = Metric.objects.filter(code=wanted).first() or Metric.objects.filter(name=wanted).first()
        if metric is None:
            errors["metric"] = _("没有统计指标“%s”；请按名称或代码填写。") % wanted[:60]
    organisation = None
    try:
        organisation = organisation_named(values.get("organisation", ""), "organisation")
    except InvalidFields as refused:
        errors |= refused.errors
    if errors:
        raise InvalidFields(errors)
    held = Indicator() if indicator is None else _held(Indicator, indicator, version, _("这个指标"))
    for name in FIELDS:
        setattr(held, name, given[name])
    held.bands, held.at_least, held.metric = values.get("bands", "").strip(), at_least, metric
    held.verified, held.is_active = values.get("verified") == "on", values.get("is_active", "on") == "on"
    held.organisation = organisation
    held.save()
    _note("indicator_saved", user, held.pk, held.name, after=given | {"bands": held.bands})
    return held


@transaction.atomic
def begin(*, user: Any, title: str, year: int, regions: Sequence[Region], demo: bool = False) -> Checkup:
    """Begin a year's check-up of these regions by the active indicators as they are now, and take what is on record."""
    require(user, MANAGE)
    errors: dict[str, str] = {}
    if not title.strip() or len(title.strip()) > 200:
        errors["title"] = _("请填写名称，1—200 字。")
    if not 2000 <= year <= 2100:
        errors["year"] = _("体检年度应为四位年份，如 2026。")
    if not regions or len(regions) > MOST_REGIONS:
        errors["regions"] = _("请选择 1—%d 个地区。") % MOST_REGIONS
    rows = list(Indicator.objects.filter(is_active=True).select_related("metric").order_by("aspect", "code"))
    if not rows:
        errors["title"] = _("还没有启用的体检指标；请先维护指标。")
    if errors:
        raise InvalidFields(errors)
    rules = [_plain(each) for each in rows]
    answers = {
        each.code: each.organisation_id or (each.metric.responsible_id if each.metric else None) for each in rows
    }
    made = Checkup.objects.create(title=title.strip(), year=year, rules=rules, demo=demo)
    Result.objects.bulk_create(
        Result(
            checkup=made,
            region=region,
            region_name=region.name,
            indicator=rule["code"],
            position=place,
            organisation_id=answers[rule["code"]],
        )
        for region in regions
        for place, rule in enumerate(rules)
    )
    _note("begun", user, made.pk, made.title, after={"regions": [each.name for each in regions], "rules": len(rules)})
    take_from_records(user=user, checkup=made)
    return made


@transaction.atomic
def take_from_records(*, user: Any, checkup: Checkup) -> int:
    """Take the values of the year that stand on record for indicators tied to a metric; gives how many changed. What a
    person typed stays where nothing is on record."""
    require(user, MANAGE)
    _require_open(checkup)
    rules = {rule.code: rule for rule in rules_of(checkup)}
    rows = list(checkup.results.select_related("region"))
    metrics = {rule.metric for rule in rules.values() if rule.metric}
    codes = {row.region.code for row in rows}
    standing = {
        (each.metric_id, each.subject.code): each
        for each in visible_standings(user)
        .filter(
            metric__in=metrics, subject__kind=Subject.Kind.REGION, subject__code__in=codes, period=str(checkup.year)
        )
        .filter(contested=False, demo__in=[False, checkup.demo])
        .select_related("subject")
        .order_by("pk")
    }
    changed = []
    for row in rows:
        rule = rules[row.indicator]
        found = standing.get((rule.metric, row.region.code)) if rule.metric else None
        if found is None or found.number is None or row.observation_id == found.observation_id:
            continue
        row.observation_id, row.note, row.by_name = found.observation_id, "", ""
        row.review, row.review_note = Review.NONE, ""
        _set(row, rule, Decimal(str(round(found.number, 6))))
        changed.append(row)
    fields = [
        "observation",
        "note",
        "by_name",
        "value",
        "grade",
        "problem",
        "working",
        "review",
        "review_note",
        "version",
    ]
    Result.objects.bulk_update(changed, fields, batch_size=200)
    if changed:
        _note("taken", user, checkup.pk, checkup.title, after={"values": len(changed)})
    return len(changed)


@transaction.atomic
def save_value(*, user: Any, result: Result, version: int, value: str, note: str = "") -> Result:
    """Type a value that is not on record; an empty one is unknown again. It wants a word where it is from."""
    require(user, MANAGE)
    return _typed(user, result, version, value, note, Review.NONE, "value_saved")


@transaction.atomic
def enter_value(*, user: Any, result: Result, version: int, value: str, note: str = "") -> Result:
    """Enter a value of one's own town or organisation: it waits for the office. What the office typed or accepted, or what
    stands on record, is changed by the office alone. `DoesNotExist` where it is another's."""
    require(user, ENTER)
    own = own_results(user).get(pk=result.pk)
    if own.value is not None and own.review not in UNSETTLED:
        raise WrongState(_("这一项已有审定的数值；如有误，请联系组织部门退回后再改。"))
    return _typed(user, own, version, value, note, Review.WAITING, "value_entered")


@transaction.atomic
def review_value(*, user: Any, result: Result, version: int, accept: bool, reason: str = "") -> Result:
    """Accept what was entered, or give it back with the reason."""
    require(user, MANAGE)
    _require_open(result.checkup)
    rule = next(rule for rule in rules_of(result.checkup) if rule.code == result.indicator)
    if result.review not in ((Review.WAITING,) if accept else (Review.WAITING, Review.ACCEPTED)):
        raise WrongState(_("“%s”没有待审核的数值；请刷新页面。") % rule.name)
    if not accept and not 0 < len(reason.strip()) <= 200:
        raise InvalidFields({"reason": _("请填写退回理由，1—200 字。")})
    held: Result = _held(Result, result, version, f"{result.region_name}“{rule.name}”")
    held.review = Review.ACCEPTED if accept else Review.RETURNED
    held.review_note = "" if accept else reason.strip()
    held.save(update_fields=["review", "review_note"])
    after = {"review": held.review, "reason": held.review_note}
    _note("value_reviewed", user, held.checkup_id, f"{held.region_name}·{rule.name}", {"review": result.review}, after)
    return held


def _typed(user: Any, result: Result, version: int, value: str, note: str, review: Review, act: str) -> Result:
    _require_open(result.checkup)
    rule = next(rule for rule in rules_of(result.checkup) if rule.code == result.indicator)
    number = _number(rule, value)
    if number is not None and not note.strip():
        raise InvalidFields({"note": _("“%s”：请写明数值的来源（文件、统计表或监测）。") % rule.name})
    held: Result = _held(Result, result, version, f"{result.region_name}“{rule.name}”")
    before = None if held.value is None else str(held.value)
    held.observation, held.note, held.by_name = None, note.strip()[:400], person_name(user)
    _set(held, rule, number)
    held.review, held.review_note = Review.NONE if number is None else review, ""
    held.version -= 1  # `_set` counts for rows that are not held
    held.save()
    after = {"value": None if number is None else str(number), "note": held.note}
    _note(act, user, result.checkup_id, f"{result.region_name}·{rule.name}", {"value": before}, after)
    return held


@transaction.atomic
def propose(*, user: Any, result: Result, organisation: Organisation | None = None) -> Result:
    """Make a matter under supervision of a problem; doing it twice gives the same one."""
    require(user, MANAGE)
    rule = next(rule for rule in rules_of(result.checkup) if rule.code == result.indicator)
    if not result.problem:
        raise WrongState(_("“%s”没有列为问题，不能转为督办。") % rule.name)
    if result.review in UNSETTLED:
        raise WrongState(_("“%s”的数值尚未审核通过，先审核再转为督办。") % rule.name)
    text = _("%(title)s：%(region)s“%(name)s”为 %(value)s%(unit)s，%(grade)s（%(working)s）。依据：%(basis)s") % {
        "title": result.checkup.title,
        "region": result.region_name,
        "name": rule.name,
        "value": f"{result.value.normalize():f}" if result.value is not None else "—",
        "unit": rule.unit,
        "grade": result.grade,
        "working": result.working,
        "basis": rule.basis,
    }
    metric = Metric.objects.filter(pk=rule.metric).select_related("responsible").first() if rule.metric else None
    matter = propose_matter(
        user=user,
        title=_("整改%(region)s“%(name)s”%(grade)s")
        % {"region": result.region_name, "name": rule.name, "grade": result.grade},
        text=text,
        kind="checkup",
        organisation=organisation or (metric.responsible if metric else None),
        origin_key=f"checkups.result:{result.pk}",
    )
    if result.matter_id != matter.pk:
        Result.objects.filter(pk=result.pk).update(matter=matter)
        result.matter = matter
        _note("proposed", user, result.checkup_id, f"{result.region_name}·{rule.name}", after={"matter": matter.pk})
    return result


@transaction.atomic
def close(*, user: Any, checkup: Checkup, version: int) -> Checkup:
    """End the check-up: its values stay as they are. What is missing is named on its page and stays unknown."""
    require(user, MANAGE)
    _require_open(checkup)
    unsettled = checkup.results.filter(review__in=UNSETTLED).count()
    if unsettled:
        raise WrongState(_("还有 %d 项填报的数值待审核或已退回；请先审核，或改填、清空后再完成。") % unsettled)
    held: Checkup = _held(Checkup, checkup, version, _("这次体检"))
    held.closed_at = timezone.now()
    held.save()
    _note("closed", user, held.pk, held.title)
    return held


def _plain(indicator: Indicator) -> dict[str, Any]:
    row = {name: getattr(indicator, name) for name in FIELDS}
    more = {"bands_text": indicator.bands, "at_least": indicator.at_least, "verified": indicator.verified}
    return row | more | {"metric": indicator.metric_id, "organisation": indicator.organisation_id}


def _set(row: Result, rule: Rule, value: Decimal | None) -> None:
    found = grade(rule.bands, None if value is None else float(value))
    row.value, row.grade, row.problem, row.working = value, found.grade, found.problem, found.working
    row.version += 1


def _number(rule: Rule, text: str) -> Decimal | None:
    if not text.strip():
        return None
    try:
        found = Decimal(text.strip().replace(",", "").removesuffix("%"))
    except InvalidOperation:
        found = Decimal("NaN")
    if not found.is_finite() or abs(found) >= 10**13:
        raise InvalidFields(
            {"value": _("“%(name)s”应为数字，收到“%(text)s”。") % {"name": rule.name, "text": text[:20]}}
        )
    return found


def _require_open(checkup: Checkup) -> None:
    if checkup.closed_at is not None:
        raise WrongState(_("这次体检已完成，数值不再变动。"))


def _held(model: Any, row: Any, version: int, what: str) -> Any:
    rows = model.objects.filter(pk=row.pk)
    if not rows.filter(version=version).update(version=F("version") + 1):
        raise Changed(_("%s刚由他人修改；请刷新页面后再改。") % what)
    return rows.get()


def _note(act: str, user: Any, key: int, name: str, before: Any = None, after: Any = None) -> None:
    record(
        act=f"checkups.{act}",
        user=user,
        target_kind="checkups.checkup",
        target_key=key,
        target_name=name,
        before=before,
        after=after,
    )
