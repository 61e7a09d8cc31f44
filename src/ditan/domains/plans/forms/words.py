"""Codes in words: the kinds of findings, and the metrics that the lexicon knows; and how a message is set."""

from __future__ import annotations

import re
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ditan.domains.plans.names import lexicon

CODES: dict[str, str | Promise] = {
    "announced-count-differs": _("数目与宣布不符"),
    "announced-name-differs": _("名称与总述不符"),
    "annex-absent": _("附件缺失"),
    "annex-differs": _("附表与正文不符"),
    "annual-total-differs": _("年度合计不符"),
    "category-names-differ": _("类别写法不一"),
    "contents-differ": _("目录与正文不符"),
    "date-damaged": _("日期残缺"),
    "department-cut": _("单位名称不完整"),
    "department-list-open": _("单位列举未完"),
    "department-missing": _("缺责任单位"),
    "department-names-differ": _("单位写法不一"),
    "document-number-damaged": _("文号残缺"),
    "indicator-names-differ": _("指标名称不一"),
    "indicator-repeated": _("指标重复"),
    "lead-differs": _("牵头单位不一"),
    "marks-unpaired": _("标点不成对"),
    "number-damaged": _("数字残缺"),
    "number-repeated": _("编号重复"),
    "one-thing-two-numbers": _("一事两数"),
    "outside-period": _("时间在规划期外"),
    "part-above-whole": _("部分大于总体"),
    "period-reversed": _("起止年颠倒"),
    "plans-already-met": _("他规划已达到"),
    "plans-differ": _("规划之间不一"),
    "plans-weaken": _("后规划弱于前规划"),
    "project-counted-twice": _("项目重复计列"),
    "reference-dangling": _("引用落空"),
    "relation-impossible": _("指标关系不成立"),
    "share-above-all": _("占比超过百分之百"),
    "shares-do-not-add": _("占比之和不符"),
    "target-already-met": _("目标已达到"),
    "target-in-the-past": _("目标年已过"),
    "target_unserved": _("目标没有支撑"),
    "task_unmeasured": _("任务没有可衡量的结果"),
    "target-weakens": _("目标前高后低"),
    "term-spelled-twice": _("用语写法不一"),
    "title-differs": _("规划名称不一"),
    "total-differs": _("合计不符"),
    "undated-value-differs": _("未写年份的值不符"),
    "unit-lost": _("缺计量单位"),
    "unit-wrong": _("计量单位不符"),
    "value-differs": _("前后数值不一"),
    "word-doubled": _("字词重复"),
}


def code_word(code: str) -> str | Promise:
    """A finding's type in words; a type that is new here is shown by its code."""
    return CODES.get(code, code)


@cache
def _metrics() -> dict[str, str]:
    return {metric.code: metric.name for metric in lexicon().metrics}


def metric_word(code: str) -> str:
    """A metric's Chinese name; a code that the lexicon does not know stays as it is."""
    return _metrics().get(code, code)


FULL_WIDTH = str.maketrans(",:;()", "，：；（）")
QUOTED_OR_GROUPED = re.compile(r"(“[^”]*”|《[^》]*》|\d,(?=\d{3}))")


def typeset(message: str) -> str:
    """A finding's own words in full-width marks; what it quotes from the plan and grouped numbers stay as they are."""
    parts = QUOTED_OR_GROUPED.split(message)
    return "".join(part if index % 2 else part.translate(FULL_WIDTH) for index, part in enumerate(parts))
