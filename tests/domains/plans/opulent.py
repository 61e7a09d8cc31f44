"""A big library, made by bulk statements: as many plans, items and departments as a test asks for."""

from __future__ import annotations

from itertools import count

from django.utils import timezone

from ditan.base.records.models import Source, SourceText, Subject
from ditan.domains.plans.models import (
    Finding,
    FindingSpan,
    Heading,
    Indicator,
    IndicatorDepartment,
    IndicatorValue,
    Measure,
    PlanDocument,
    PlanReading,
    Project,
    ProjectFunding,
    ProjectLead,
    ProjectQuantity,
    Responsibility,
    Target,
)

SENTENCE = "到2025年,单位地区生产总值能源消耗比2020年下降14.5%,推进重点行业节能降碳改造,建立健全工作机制。"
QUOTE = SENTENCE * 3
PER_PLAN = {"indicator": 20, "target": 40, "measure": 50, "task": 60, "project": 30}
"""Items of one plan; 200 plans have 40,000."""

DEPARTMENTS = tuple(f"区第{number}局" for number in range(60))
STATES = ("confirmed", "confirmed", "proposed", "edited", "rejected")


def build_library(
    plans: int, *, per_plan: dict[str, int] | None = None, regions: int = 40, departments: int = 60
) -> list[PlanDocument]:
    """Store plans with items in all states, spread over regions and departments."""
    numbers = per_plan or PER_PLAN
    made = _plans(plans, regions)
    for number, plan in enumerate(made):
        _items(plan, number, numbers, DEPARTMENTS[:departments])
    return made


def _plans(plans: int, regions: int) -> list[PlanDocument]:
    start = Source.objects.count()
    subjects = [
        Subject.objects.get_or_create(kind="region", code=f"5{number:05d}", defaults={"name": f"第{number}区"})[0]
        for number in range(min(regions, plans))
    ]
    sources = Source.objects.bulk_create(
        Source(name=f"规划{start + number}.txt", sha256=f"{start + number:064x}", size=9, state="readable")
        for number in range(plans)
    )
    SourceText.objects.bulk_create(SourceText(source=source, text=QUOTE * 20) for source in sources)
    made = PlanDocument.objects.bulk_create(
        PlanDocument(
            source=source,
            title=f"第{number}区应对气候变化“十四五”规划",
            issuer="生态环境局",
            status="issued",
            region=subjects[number % len(subjects)],
            period_start=2021,
            period_end=2025,
        )
        for number, source in enumerate(sources)
    )
    PlanReading.objects.bulk_create(
        PlanReading(
            source=plan.source, plan=plan, reader_version="1", started_at=timezone.now(), finished_at=timezone.now()
        )
        for plan in made
    )
    return made


def _common(plan: PlanDocument, heading: Heading, number: int) -> dict[str, object]:
    state = STATES[number % len(STATES)]
    decided = {"decided_at": timezone.now(), "decided_how": "by_hand", "decided_by_name": "某人"}
    return {
        "plan": plan,
        "heading": heading,
        "position": number,
        "start": number * 7,
        "end": number * 7 + len(QUOTE),
        "quote": QUOTE,
        "confidence": 0.5 + (number % 50) / 100,
        "key": f"{plan.pk}-{number}",
        "state": state,
        "due_year": 2020 + number % 15,
        **(decided if state != "proposed" else {}),
    }


def _items(plan: PlanDocument, seed: int, numbers: dict[str, int], names: tuple[str, ...]) -> None:
    heading = Heading.objects.create(
        plan=plan, position=0, title="主要目标", kind="chapter", part_end=9, start=0, end=0
    )
    department = (names[at % len(names)] for at in count(seed))
    _indicators(plan, heading, numbers["indicator"], department)
    Target.objects.bulk_create(
        Target(name=f"能耗下降{number}", value=number, unit="%", year=2025, **_common(plan, heading, number))
        for number in range(numbers["target"])
    )
    for form in ("measure", "task"):
        measures = Measure.objects.bulk_create(
            Measure(form=form, number=str(number), title=f"推进节能{number}", text=SENTENCE, roles="split",
                    **_common(plan, heading, number))
            for number in range(numbers[form])
        )  # fmt: skip
        Responsibility.objects.bulk_create(
            Responsibility(measure=measure, position=at, printed_name=name, organisation_name=name, listed_as=name,
                           role="lead" if at == 0 else "cooperating")
            for measure in measures
            for at, name in enumerate((next(department), next(department), next(department)))
        )  # fmt: skip
    _projects(plan, heading, numbers["project"], department)
    finding = Finding.objects.create(
        plan=plan, code="totals_differ", level="warning", message="合计不符", key=str(plan.pk)
    )
    FindingSpan.objects.bulk_create(
        FindingSpan(finding=finding, plan=plan, position=at, start=at, end=at + 2, quote="合计") for at in range(2)
    )


def _indicators(plan: PlanDocument, heading: Heading, number_of: int, department: object) -> None:
    rows = Indicator.objects.bulk_create(
        Indicator(name=f"指标{number}", unit="%", nature="约束性", category="类别", **_common(plan, heading, number))
        for number in range(number_of)
    )
    IndicatorValue.objects.bulk_create(
        IndicatorValue(indicator=row, year=str(year), year_number=year, value=1, text="1", position=at)
        for row in rows
        for at, year in enumerate((2020, 2025, 2030))
    )
    names = [next(department) for _row in rows]  # type: ignore[call-overload]
    IndicatorDepartment.objects.bulk_create(
        IndicatorDepartment(indicator=row, printed_name=name, listed_as=name)
        for row, name in zip(rows, names, strict=True)
    )


def _projects(plan: PlanDocument, heading: Heading, number_of: int, department: object) -> None:
    rows = Project.objects.bulk_create(
        Project(name=f"储能项目{number}", category="能源", content=SENTENCE, period="2021-2025", start_year=2010,
                investment_total=number, investment_unit="万元", **_common(plan, heading, number))
        for number in range(number_of)
    )  # fmt: skip
    ProjectQuantity.objects.bulk_create(
        ProjectQuantity(project=row, value=9, unit="台", text="9台", start=0, end=2, quote="9台") for row in rows
    )
    ProjectFunding.objects.bulk_create(ProjectFunding(project=row, amount=5, source="市级") for row in rows)
    names = [next(department) for _row in rows]  # type: ignore[call-overload]
    ProjectLead.objects.bulk_create(
        ProjectLead(project=row, printed_name=name, listed_as=name) for row, name in zip(rows, names, strict=True)
    )
