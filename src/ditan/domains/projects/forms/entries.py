"""Each form of a project: its fields, what it shows of a stored row, and what it reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy

from ditan.base.directory.forms import organisation_named, region_named
from ditan.base.refusal import InvalidFields
from ditan.domains.projects.forms.fields import Field, Reader, Typed
from ditan.domains.projects.models import KIND_CHOICES, UNIT_CHOICES, Abatement, Kind, Money, Project
from ditan.domains.projects.services import MoneyDraft, ProjectDraft
from ditan.domains.projects.services.stepping import Step

TWO_HIGH = (("", gettext_lazy("未判定")), ("yes", gettext_lazy("是")), ("no", gettext_lazy("否")))

PROJECT_FIELDS = (
    Field("name", gettext_lazy("项目名称"), must=True, wide=True),
    Field("content", gettext_lazy("建设内容"), "lines", wide=True, most=30_000),
    Field("number", gettext_lazy("项目编号"), most=50),
    Field("category", gettext_lazy("类别"), most=300),
    Field("kind", gettext_lazy("建设性质"), "choice", choices=(("", gettext_lazy("未填")), *Kind.choices)),
    Field(
        "is_two_high",
        gettext_lazy("“两高”项目"),
        "choice",
        choices=TWO_HIGH,
        help=gettext_lazy("高耗能、高排放项目；判定后才能批复"),
    ),
    Field("organisation", gettext_lazy("责任单位"), "organisation"),
    Field("region", gettext_lazy("所在区划"), "region"),
    Field("start_year", gettext_lazy("开始年"), "year"),
    Field("due_year", gettext_lazy("完成年"), "year"),
    Field("location", gettext_lazy("建设地点"), wide=True, most=300),
    Field("latitude", gettext_lazy("纬度"), "number", help=gettext_lazy("十进制度，如 29.8419")),
    Field("longitude", gettext_lazy("经度"), "number", help=gettext_lazy("十进制度，如 106.0564")),
    Field("note", gettext_lazy("备注"), "lines", wide=True, most=2_000),
)

MONEY_FIELDS = (
    Field("kind", gettext_lazy("资金类别"), "choice", must=True, choices=KIND_CHOICES),
    Field("year", gettext_lazy("年度"), "year", help=gettext_lazy("空白为未分年")),
    Field("amount", gettext_lazy("金额"), "number", must=True),
    Field("unit", gettext_lazy("单位"), "choice", must=True, choices=UNIT_CHOICES),
    Field(
        "fund",
        gettext_lazy("资金来源"),
        most=100,
        help=gettext_lazy("如 上级资金、区级财政投资、社会投资；空白为来源待定"),
    ),
    Field("price_year", gettext_lazy("价格年份"), "year", help=gettext_lazy("空白为当年价")),
    Field("basis", gettext_lazy("依据"), wide=True, most=300, help=gettext_lazy("文件名称与文号、支付凭证号等")),
)
REASON = Field("reason", gettext_lazy("调整理由"), must=True, wide=True)

MILESTONE_FIELDS = (
    Field("title", gettext_lazy("节点"), must=True, wide=True, most=200),
    Field("due_on", gettext_lazy("计划日期"), "date", must=True),
    Field("done_on", gettext_lazy("完成日期"), "date", help=gettext_lazy("完成后填写")),
    Field("text", gettext_lazy("说明"), wide=True),
)

QUANTITY_FIELDS = (
    Field("what", gettext_lazy("工程量"), must=True, wide=True, most=200),
    Field("unit", gettext_lazy("单位"), must=True, most=50),
    Field("planned", gettext_lazy("计划数"), "number"),
    Field("done", gettext_lazy("完成数"), "number", help=gettext_lazy("空白为未知，不是零")),
    Field("done_on", gettext_lazy("统计日期"), "date"),
)

ABATEMENT_FIELDS = (
    Field("amount", gettext_lazy("预期减排量"), "number", must=True),
    Field("unit", gettext_lazy("单位"), "choice", must=True, choices=Abatement.UNITS),
    Field("method", gettext_lazy("核算方法"), must=True, wide=True, help=gettext_lazy("标准号或核算公式")),
    Field("basis", gettext_lazy("数据来源"), must=True, wide=True, help=gettext_lazy("报告名称与页码")),
)

CONDITION_FIELDS = (
    Field("done_on", gettext_lazy("落实日期"), "date", must=True),
    Field("outcome", gettext_lazy("落实情况"), must=True, wide=True),
)


def step_fields(step: Step) -> Sequence[Field]:
    """What a step asks for."""
    fields = []
    if step.asks_document:
        fields.append(Field("document", gettext_lazy("批复文号"), must=True, most=100))
    if step.asks_day:
        fields.append(Field("on", gettext_lazy("日期"), "date", must=True))
    if step.asks_reason:
        said = "" if step.must_reason else gettext_lazy("还有工程量没有完成数时必填")
        fields.append(
            Field("text", gettext_lazy("理由"), "lines", must=step.must_reason, wide=True, help=said, most=4000)
        )
    return fields


def draft_of_project(read: Reader) -> ProjectDraft:
    """A project as the form sends it."""
    two_high = {"yes": True, "no": False}.get(read.text("is_two_high"))
    return ProjectDraft(
        **{name: read.text(name) for name in ("name", "content", "number", "category", "kind", "location", "note")},
        is_two_high=two_high,
        organisation=_named(read, organisation_named, "organisation"),
        region=_named(read, region_named, "region"),
        start_year=read.year("start_year"),
        due_year=read.year("due_year"),
        latitude=read.number("latitude"),
        longitude=read.number("longitude"),
    )


def _named(read: Reader, find: Callable[[str, str], Any], name: str) -> Any:
    try:
        return find(read.text(name), name)
    except InvalidFields as refused:
        read.errors |= refused.errors
        return None


def typed_of_project(project: Project) -> Typed:
    """The fields of the form, as a stored project fills them."""
    plain = {field.name: getattr(project, field.name) for field in PROJECT_FIELDS}
    return {
        **plain,
        "organisation": project.organisation.name if project.organisation else "",
        "region": project.region.name if project.region else "",
        "is_two_high": {True: "yes", False: "no"}.get(project.is_two_high, ""),  # type: ignore[arg-type]
    }


def draft_of_money(read: Reader) -> MoneyDraft:
    """A line of money as the form sends it."""
    amount = read.number("amount")
    return MoneyDraft(
        kind=read.text("kind"),
        amount=amount,
        year=read.year("year"),
        fund=read.text("fund"),
        unit=read.text("unit") or "万元",
        price_year=read.year("price_year"),
        basis=read.text("basis"),
        reason=read.text("reason"),
    )


def typed_of_money(line: Money) -> Typed:
    """The fields of the form, as a stored line fills them."""
    return {field.name: getattr(line, field.name) for field in MONEY_FIELDS}
