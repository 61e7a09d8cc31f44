"""Published values of the plans' districts that come with the product, each with the publication that printed it.

235 rows, 2015–2025. Two publications that disagree stay side by side as rivals until a person chooses; rates of the city
are benchmarks and its totals are never a district's. Nothing is invented: a remark of the file stays with the value.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.records.models import (
    Metric,
    Observation,
    Origin,
    Publication,
    Role,
    State,
    Status,
    Subject,
)
from ditan.base.records.services.catalogue import load_shipped_metrics, shipped_rows
from ditan.base.records.services.recording import record_many
from ditan.base.records.services.reports import Report
from ditan.base.records.services.sources import name_subject
from ditan.core.periods import parse_printed

REFERENCE = "shipped:actuals"
ROLES = {"direct": Role.OWN, "proxy": Role.PROXY, "benchmark": Role.BENCHMARK, "city_total": Role.CITY_TOTAL}
QUALIFIERS = {"≈": "approx"}

WORDS = (
    ("CONFLICT pair:", "与另一出处不一致："),
    ("CONFLICT with", "不一致，另见"),
    ("CONFLICT:", "与另一出处不一致："),
    ("quote", "引文"),
    ("unknown", "发布日期不详"),
    (" (page later updated with 2024 figures)", "（页面后来改为2024年数据）"),
    (" (day not in excerpt)", "（日期不详）"),
)
"""Words of whoever compiled the file, in Chinese. A quote is never touched."""

Row = dict[str, str]


def load_published_values() -> int:
    """Record the shipped values; gives how many were new. One query when this file has been recorded already."""
    name = f"{REFERENCE}:{_digest()}"
    if Observation.objects.filter(reference=name).exists():
        return 0
    with transaction.atomic():
        load_shipped_metrics()
        before = Observation.objects.count()
        record_many(published_reports(), user=None, reference=name, permission=None)
        return Observation.objects.count() - before


def published_reports() -> list[Report]:
    """A report for each row of the file, in its order."""
    rows = shipped_rows("actuals.csv")
    printed = {(row["printed"], row["unit"]): row for row in shipped_rows("printed.csv")}
    metrics = {metric.code: metric for metric in Metric.objects.all()}
    subjects = {row["printed"]: _subject(row) for row in shipped_rows("places.csv")}
    publications = _publications(rows)
    return [
        _report(
            row,
            subjects[row["region"]],
            metrics[printed[row["metric"], row["unit"]]["metric"]],
            printed[row["metric"], row["unit"]]["basis"],
            publications[_cited(row)],
        )
        for row in rows
    ]


def _report(row: Row, subject: Subject, metric: Metric, basis: str, publication: Publication) -> Report:
    period = parse_printed(row["period"])
    text = metric.direction == "text"
    return Report(
        subject=subject,
        metric=metric,
        period=period.period,
        basis=basis,
        status=Status.PUBLISHED,
        origin=Origin.PUBLICATION,
        role=ROLES.get(row["serves"], Role.CONTEXT),
        state=State.TEXT if text else "",
        reported=row["value"],
        unit=row["unit"],
        qualifier="" if text else QUALIFIERS.get(row["qualifier"], row["qualifier"]),
        publication=publication,
        quote=row["quote"],
        note="；".join(_remarks(row, metric, period.remark)),
        reason=_("公开发布"),
    )


def _remarks(row: Row, metric: Metric, period: str) -> list[str]:
    """What a reader must know beside the number, nothing of it left out."""
    names = {metric.name, metric.name.replace("（", "(").replace("）", ")")}
    remarks = [
        _("原文指标名：%(name)s") % {"name": row["metric"]} if row["metric"] not in names else "",
        _printed_period(row["period"], period),
        _("与其他出处不一致") if row["use"] == "conflict" else "",
        in_chinese(row["note"]),
        "" if row["quote_exact"] == "yes" else _("引文经整理，非逐字"),
    ]
    return [remark for remark in remarks if remark]


def _printed_period(printed: str, remark: str) -> str:
    """What was printed for the period, where it says more than the period itself; what stands there is not said twice."""
    if not remark:
        return ""
    told = printed if remark in printed else f"{printed}（{remark}）"
    return _("原文报告期：%(period)s") % {"period": told}


def in_chinese(text: str) -> str:
    """The file's own remarks with its few English words in Chinese.

    >>> in_chinese("quote已去除拼音"), in_chinese("unknown"), in_chinese("2022年")
    ('引文已去除拼音', '发布日期不详', '2022年')
    """
    for word, chinese in WORDS:
        text = text.replace(word, chinese)
    return text


def _subject(place: Row) -> Subject:
    return name_subject(kind=Subject.Kind.REGION, code=place["code"], name=place["name"])


def _cited(row: Row) -> tuple[str, str, str]:
    return row["source_title"][:300], row["source_address"][:500], in_chinese(row["published_on"])[:100]


def _publications(rows: list[Row]) -> dict[tuple[str, str, str], Publication]:
    known = {(each.title, each.address, each.published_on): each for each in Publication.objects.all()}
    fresh = {
        _cited(row): Publication(
            title=row["source_title"][:300],
            publisher=row["source_publisher"][:200],
            address=row["source_address"][:500],
            published_on=_cited(row)[2],
            confidence=row["confidence"],
            title_kind=row["title_kind"],
        )
        for row in rows
        if _cited(row) not in known
    }
    made = Publication.objects.bulk_create(fresh.values())
    return known | dict(zip(fresh, made, strict=True))


def _digest() -> str:
    """Tells this file from an earlier release of it."""
    data = files("ditan.base.records").joinpath("data", "actuals.csv").read_bytes()
    return sha256(data).hexdigest()[:12]
