"""What a column of a table holds, by its printed head.

Heads are the only words that tables of this genre share. Each head gives a role; a head that no rule knows gives the
role "other", and its cells are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Role = Literal[
    "number",
    "category",
    "name",
    "project",
    "task",
    "content",
    "unit",
    "value",
    "cumulative",
    "growth",
    "nature",
    "lead",
    "cooperating",
    "owner",
    "period",
    "investment",
    "funding",
    "slice",
    "location",
    "kind",
    "note",
    "other",
]
"""value: a year's value; cumulative and growth: over several years; investment: the total; funding: one source's part;
slice: one year's or period's part of the investment; kind: 新建 or 续建; owner: who builds, where that is not who leads."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its role, its printed head without blanks, and what the head says beside the role.

    `key` is the year of a value column ("2025"), the years of a cumulative one ("2021-2025") and the source of a
    funding column; empty where the head leaves it open. `unit` is a unit that the head prints in brackets.
    """

    role: Role
    label: str
    key: str = ""
    unit: str = ""


FIVE_YEARS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
"""The last year of each five-year plan."""

QUOTES = "“”\"'‘’「」『』"
YEAR = r"(?<!\d)20[0-4]\d(?!\d)"
PLAN = r"(?<!第)十[二三四五六]五"

MEASURE_BRACKET = re.compile(r"[(（]([^()（）]{1,14})[)）]?$")
UNIT_WORD = re.compile(r"单位[:：]|[%‰]|[万亿千百]?元|吨|公里|千米|平方|立方|[亩台辆座处套家项]$")

HEADS: tuple[tuple[Role, str], ...] = (
    ("number", r"序号?|编号|项次|No\.?|行号"),
    ("nature", r"(?:指标|目标)?(?:属性|性质)|约束性[/或、]预期性|指标属性\(性质\)"),
    ("kind", r"(?:项目)?建设性质|项目性质|新建/?续建|项目阶段|建设阶段"),
    (
        "lead",
        r"(?:主要|市级|区级|县级|省级)?(?:责任|牵头|负责|主管|主责|主办|考核|实施责任|牵头责任|责任\(牵头\)|牵头\(责任\)|落实|监管|组织实施|组织)"
        r"(?:单位|部门|处室|科室|主体|地区|镇街)(?:[及和、/(（].{0,10}[)）]?)?|责任分工|数据来源(?:部门|单位)?|牵头领导及?单位|行业主管部门",
    ),
    (
        "cooperating",
        r"(?:配合|协办|协助|参与|协同|协作|责任配合|参加)(?:单位|部门|处室|科室)(?:[及和、/(（].{0,10}[)）]?)?",
    ),
    (
        "owner",
        r"(?:项目)?(?:业主|建设|实施|承担|承建|建设\(业主\)|项目法人|法人|投资|申报|运营)(?:单位|主体|企业|部门|法人)(?:名称)?(?:[及和、/(（].{0,10}[)）]?)?|项目业主|项目法人|业主",
    ),
    (
        "location",
        r"(?:项目|建设|实施|拟建)?(?:地点|位置|地址|区域|所在地区?|范围|县\(市、区\)|区县|属地|涉及镇街)|所在区县|镇街",
    ),
    (
        "period",
        r"(?:项目|拟)?(?:建设|实施|完成|起止|工程|计划|计划完成|计划建设|计划实施|建设起止|起讫|规划|开竣工|开工竣工|预计完成|预计建设)(?:年限|年份|周期|工期|期限|时限|时间|年月|进度安排|时序|起止年限|起止年月|起止时间|期)"
        r"(?:[(（].{0,8}[)）])?|工期|时限|完成时间|计划[开竣完]工(?:时间|日期)?|开竣?工(?:时间|年月)|完成期限|时间安排|时间节点|投产时间|年限|建设年度",
    ),
    ("note", r"备\s*注|说\s*明|备注\(.{0,10}\)|附注"),
    (
        "investment",
        r"(?:项目|估算|计划|预计|匡算|概算|规划|工程|建设|拟)?(?:总投资|投资总额|总投入|投资额|投资估算|投资概算|投资规模|投资金额|估算投资|概算投资|投资匡算|投资合计|资金总额|资金需求|总金额|投资需求)"
        r"(?:额|估算|概算|匡算)?|(?:计划|估算|概算|预计|匡算|项目)?(?:投资|投入)|(?:资金|投资)(?:规模|合计|总计|需求)|估算总投资额?|计划总投资额?|合计投资|金额|概算|估算",
    ),
    (
        "slice",
        r"(?:截[至止].{0,10}|20\d\d年?(?:度)?|年度|当年|累计|已|[“\"]?十[三四五]五[”\"]?(?:期间|时期)?)(?:计划|完成|预计|累计|年度|规划|拟|已)*(?:完成)?投资(?:额|计划)?",
    ),
    (
        "funding",
        r"(?!.*(?:内容|年限|名称|单位|规模|时限|周期|地点|性质|总投))(?:其中:?)?[\u4e00-\u9fff、/和及]{0,12}(?:资金|投资|补助|资本|配套|自筹|贷款|债券?|拨款|出资|融资|财政|奖补|预算内|投入)"
        r"|中央|省级|市级|区级|县级|地方|社会|企业|其他|资金来源(?:及金额|[(（].{0,12}[)）])?|投资来源|筹资方式|资金渠道|资金筹措(?:方式)?",
    ),
    (
        "content",
        r"(?:主要|项目|工程|重点)?(?:建设|项目|工程|实施|工作|改造|研究|任务|主要)?(?:内容|规模|概况|简介|描述)(?:[及与和、/(（](?:主要)?(?:建设)?(?:规模|内容|技术方案|建设规模|建设内容)[)）]?)?|建设任务|主要建设任务|建设内容及?规模|规模及内容|建设方案",
    ),
    (
        "project",
        r"(?:重点|重大|示范|支撑|规划|建设|储备)?(?:项目|工程)(?:名称|清单|内容名称|[(（]工程[)）]名称|[/、](?:工程|项目)名称)?|(?:重点|重大)(?:工程)?项目(?:名称)?|工程项目(?:名称)?|项目或工程名称|项目库",
    ),
    (
        "task",
        r"(?:主要|重点|工作|具体|目标|年度|改革|重大|细化)*(?:任务|举措|措施|事项|工作|要点)(?:清单|名称|分工|事项|内容|要求)?|政策措施|工作目标|目标任务|工作要求|主要举措",
    ),
    (
        "name",
        r"(?:主要|具体|核心|规划|考核|评价|目标|监测|二级|三级|重点|发展|绿色低碳|低碳|碳达峰|约束性|预期性|控制|统计|关键|减排|节能)*(?:指标)(?:名称|内容|项|项目|体系)?(?:[(（]单位[)）]|及单位|、单位)?"
        r"|目标名称|目标指标|目标项|指标项目?|指\s*标|名\s*称|项\s*目\s*名\s*称",
    ),
    (
        "category",
        r"(?:指标|目标|项目|任务|工程|工作|措施|建设|领域|行业|所属|重点|一级|资源)?(?:类别|类型|分类|大类|小类|子类|种类)(?:名称)?|(?:重点|所属|工作|建设|目标)?(?:领域|板块|方面|行业|专栏)|一级指标|专项|类\s*别|维度|准则层|目标层|指标类",
    ),
    ("unit", r"(?:计量)?单\s*位|计算单位|量纲"),
)
"""Role by full match, tried in order."""

_COMPILED = tuple((role, re.compile(pattern)) for role, pattern in HEADS)

PART_HEAD = re.compile(r"(?:其中|(?:资金|投资)(?:来源|构成|渠道|筹措)):")
"""A head that names one source under a head for all of them (`资金来源:中央预算内`)."""

BASE_WORD = re.compile(r"(?:基期|基准|现状|基数|基线|现有|当前|目前)(?:年|值|水平|数)?(?:[(（].*[)）])?$")
TARGET_WORD = re.compile(
    r"(?:规划|预期|期末|远期|末期)?目标(?:值|年|数)?$|规划值$|预期值$|目标值?[(（].*[)）]$|规划期末值?$|(?:指标|标准|参考|考核)值$|计划值$|完成值$|规划目标值?$"
)
_YEARS = rf"(?:{YEAR}年?(?:[-—–~～至/]{YEAR})?年?|[到至]?{PLAN}|五年|规划期)?(?:时期|期间|期末|末|期|内)?"
_CHANGE = r"(?:增长|增加|增减|增|下降|降低|减少|提高|提升|变化|改善)"
SPAN_HEAD = re.compile(
    rf"[〔\[【(]?{_YEARS}[〔\[【(]?(?:累计|合计){_CHANGE}?(?:值|数|率|目标|幅度|情况)?[〕\]】)]?(?:\(?%\)?)?\d?"
)
_SPAN = rf"(?:{YEAR}年?[-—–~～至/]{YEAR}年?|{PLAN}|五年|规划期)?(?:时期|期间|内)?"
_RATE = rf"(?:增速|增长率|增长|增幅|降幅|{_CHANGE}[率值]|变化率|{_CHANGE}幅度|增减|变化情况)"
GROWTH_HEAD = re.compile(
    rf"{_SPAN}(?:年均)?{_RATE}?[〔\[【(/、或](?:五年)?累计(?:值|数|率)?[〕\]】)]?|{_SPAN}累计(?:值|数|率)?[〔\[【(/、或]年均{_RATE}?[〕\]】)]?"
    rf"|{_SPAN}(?:年均|平均每年|年度)?{_RATE}(?:[/、或]{_RATE})*(?:\(.*\))?"
    rf"|{_SPAN}年均(?:{_CHANGE}|完成|目标|值)*|年均值?"
    rf"|{YEAR}年?(?:比|较){YEAR}年?{_CHANGE}*(?:率|值|幅度|情况|或.*)?|比{YEAR}年?{_CHANGE}+(?:率|值|幅度|情况)?"
)
VALUE_TAIL = r"(?:年)?(?:度)?(?:末|底)?(?:期)?(?:规划|预期|预计|实际|现状|目标|完成|基准|基期|基数|控制|考核|发展|建设|达到|值|数|水平|情况|年|\(.*\))*"
VALUE_HEAD = re.compile(
    rf"(?:(?:现状|目标|基期|基准|规划|预期|实际|近期|远期|中期|基数|到|至|截至)+(?:值|年|期|水平)?)?(?:[(（:：,，]?)(?:{YEAR})?(?:[-—–~～至/](?={YEAR}))?{YEAR}{VALUE_TAIL}[)）]?$"
)
PLAN_HEAD = re.compile(
    rf"(?:到|至)?(?:全国|全省|全市|全区)?{PLAN}(?:规划|时期|期间|期|末|期末|末期|目标|现状|完成|实际|值|情况|规划值|累计)*$"
)


def plain_label(text: str) -> str:
    """A head without blanks, quotation marks and footnote marks, with half-width brackets.

    >>> plain_label(" “十四五” 末\\n目标值① ")
    '十四五末目标值'
    """
    text = re.sub(rf"[\s{QUOTES}①-⑳*※]", "", text)
    return text.translate(str.maketrans("（）：，％", "():,%"))


def read_column(label: str) -> Column:
    """The column under one printed head.

    >>> read_column("2025年目标值"), read_column("投资(万元)")
    (Column(role='value', label='2025年目标值', key='2025', unit=''), Column(role='investment', label='投资(万元)', key='', unit='万元'))
    """
    plain = plain_label(label)
    unit = ""
    bracket = MEASURE_BRACKET.search(plain)
    bare = plain
    if bracket is not None and UNIT_WORD.search(bracket[1]) and bracket.start() > 0:
        unit = re.sub(r"^单位:", "", bracket[1])
        bare = plain[: bracket.start()]
    value = _value_column(bare, label, unit)
    if value is not None:
        return value
    part = PART_HEAD.match(plain)
    if part is not None and part.end() < len(plain):
        return Column("funding", plain, re.sub(r"\(.*\)$", "", plain[part.end() :]), unit)
    for role, pattern in _COMPILED:
        if pattern.fullmatch(bare) or pattern.fullmatch(plain):
            key = bare if role == "funding" else ""
            return Column(role, plain, key, unit)
    return Column("other", plain, "", unit)


def _value_column(bare: str, label: str, unit: str) -> Column | None:
    plain = plain_label(label)
    if "投资" in bare or "资金" in bare or len(bare) > 24:
        return None
    years = re.findall(YEAR, bare)
    plan = re.search(PLAN, bare)
    last = str(FIVE_YEARS[plan[0]]) if plan else ""
    if SPAN_HEAD.fullmatch(bare):
        key = _years_key(years) if len(years) > 1 else (years[0] if years else "")
        return Column("cumulative", plain, key or (f"{int(last) - 4}-{last}" if last else ""), unit)
    if GROWTH_HEAD.fullmatch(bare):
        return Column("growth", plain, _years_key(years), unit)
    if years and VALUE_HEAD.fullmatch(bare):
        return Column("value", plain, _years_key(years), unit)
    if last and PLAN_HEAD.fullmatch(bare):
        return Column("value", plain, last, unit)
    if BASE_WORD.match(bare):
        return Column("value", plain, "base", unit)
    if TARGET_WORD.match(bare):
        return Column("value", plain, "target", unit)
    return None


def _years_key(years: Sequence[str]) -> str:
    if len(years) > 1:
        return f"{min(years)}-{max(years)}"
    return years[0] if years else ""


def read_columns(labels: Sequence[str], context: str = "") -> tuple[Column, ...]:
    """The columns of a table; a base or target column without a year takes it from the context (title, other heads).

    >>> [c.key for c in read_columns(["指标", "基期值", "目标值"], "“十四五”主要指标")]
    ['', '2020', '2025']
    """
    columns = [read_column(label) for label in labels]
    years = sorted({int(year) for column in columns if column.role == "value" for year in re.findall(YEAR, column.key)})
    plans = [FIVE_YEARS[name] for name in re.findall(PLAN, plain_label(context))]
    stated = sorted({int(year) for year in re.findall(YEAR, context)})
    last = years[-1] if years else max(plans) if plans else stated[-1] if stated else None
    first = years[0] if years else (max(plans) - 5) if plans else None
    resolved = []
    for column in columns:
        key = column.key
        if column.role == "value" and key == "base":
            key = str(max(plans) - 5) if plans else str(first - 5) if first is not None and first % 5 == 0 else "基期"
            if years and key in map(str, years):
                key = "基期"
        elif column.role == "value" and key == "target":
            taken = {str(year) for year in years}
            wanted = str(max(plans)) if plans else str(last) if last is not None else "目标"
            key = wanted if wanted not in taken else "目标"
        elif column.role in ("cumulative", "growth") and not key and years:
            key = f"{years[0] + 1}-{years[-1]}" if len(years) > 1 else f"{years[0] - 4}-{years[0]}"
        elif column.role in ("cumulative", "growth") and not key and plans:
            key = f"{max(plans) - 4}-{max(plans)}"
        resolved.append(Column(column.role, column.label, key, column.unit))
    return tuple(resolved)
