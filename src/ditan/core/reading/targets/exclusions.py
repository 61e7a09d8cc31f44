"""What is no target: results of the past, norms and thresholds, grants of money, descriptions of projects."""

from __future__ import annotations

import re

from ditan.core.reading.quantities import Amount
from ditan.core.reading.targets.clauses import Clause
from ditan.core.reading.targets.context import Context
from ditan.core.reading.targets.naming import Pair
from ditan.core.reading.targets.statements import Statement
from ditan.core.reading.targets.timing import When
from ditan.core.reading.targets.vocabulary import ACT, BUILD, COUNTED_END, MEASURED, PERCENT, RATIO_NAME

PAST = re.compile(
    r"目前|(?<![实体展呈出在])现有|现已|(?<![实体展])现状(?!改造|建设)|以来|(?<![人户辆])拥有(?!量|率)|去年|至今|当前|原有|荣获|获评|获批|入选|跻身|超额"
    r"|已(?!建成区)(?:经|有|达|建|完成|实现|累计|成|开|创|形成|全|提前|超|基本|连续|获|投|入|安装|发展|被|在|培|推|关|淘|新)"
    r"|(?:提前|圆满|顺利)完成|(?<![争力])成功创建|(?<![比较])上年|历史(?:性|新高|最)|曾(?=经|于|获|被|在|是)|了[0-9]"
)
"""Words of a clause that tell what is, not what shall be."""

PROJECT = re.compile(r"总投资|计划投资|估算投资|概算|投资约?[0-9]|占地(?:面积)?约?[0-9]|总工程量|主要建设内容")
"""Words of a sentence that describes a project."""

COUNTRY = re.compile(r"习近平(?:总书记|主席|同志)|联合国|《巴黎协定|(?:中国|我国)(?:将|力争|提出|承诺|政府)")
"""Words of a sentence that tells of the country's goals, not the plan's."""

_GRANT = re.compile(
    r"奖励|补助|补贴|奖补|罚款|安排|注册资本|资助|给予|最高|押金|贴息|每(?:个|家|户|人|吨|亩|千瓦)(?!均)"
)
_FUND = re.compile(r"设立|基金|资金|经费|授信")
_RULE = re.compile(
    r"禁止|严禁|不得(?![低少超高大小])|一律不|不予|不再|一般不|原则上不(?![低少超高大小])|必须|应当|不宜"
    r"|应(?:按|符合|当|不|安装|设置|采用|执行|满足|大于|小于|高于|低于|配建|预留|留有)"
)
_CONDITION = re.compile(r"\s*(?:对(?!标|照|接|口|外|内)|凡|若|如(?!期)|当(?!年|前|地)|针对|围绕|聚焦|按照|根据|依据)")
_ANNOUNCED = re.compile(r"(?:发展|主要|重点|具体|方面的?|大)*(?:目标|指标|方面|部分|任务|领域|行动|章节?|环节|板块)")
"""锁定五个发展目标: what the plan counts of itself."""

_STANDARD = re.compile(r"(?:执行|实施|采用|按照?|落实)\s*[0-9.]+[%％]的?(?:建筑)?节能(?:设计|强制性)?标准")
"""A standard is named by its saving: 严格执行75%节能设计标准."""

_DISTANCES = frozenset("米 公里 千米 km m 分钟 小时 秒 年 岁 个月 周 级 期 届 轮 层 度 ℃ 伏 千伏 吨级".split(" "))
_DURATIONS = frozenset("分钟 小时 秒 天 岁".split(" "))
_DISTANCE_NAME = re.compile(
    r"天数|天$|时间|时长|历时|周期|寿命|里程|长度|半径|公里|线路|管网|道|路|网|渠|河|堤|廊|岸|隧|米$|带"
)
_PART_OF = re.compile(r"占[^、，,]{2,20}$")
_UNCOUNTED = frozenset("年 次 类 种 级 期 轮 届 点".split(" "))
_PHYSICAL = ("吨", "千瓦", "兆瓦", "米", "公顷", "亩", "公里", "千伏", "吨/小时", "吨标准煤", "kW", "MW", "吨标煤")
_SCRAPPED = re.compile(r"(?:淘汰|关闭|关停|退出|整治|改造|报废|拆除|替代|整合|禁止|压减|更新)$")
_ACTING = re.compile(rf"{ACT}|{BUILD}|每年|年均|累计")
_ARRANGING = re.compile(
    r"(?:推进|推动|组织|实施|开展|形成|构建|布局|设置|设立|发布|编制|制定|规划布局|部署|谋划|支持)$"
)
_AHEAD = re.compile(r"力争|确保|争取|计划|预计|规划")
_ALLOTS = re.compile(r"(?:任务|目标|指标|计划)(?:数|量)?(?:分别|分解|分配)?(?:为|如下)?[:：]$")
_WEIGHT = re.compile(r"权重|分值|得分|计分|扣分|积分")
"""What a rule of assessment counts: 占综合考核权重的5%."""
_LONGEST_NAME = 60


def is_ruled_out(context: Context, when: When, statement: Statement) -> bool:
    """Whether the whole statement is a norm, a condition, a grant, or a quantity of a project."""
    amount = statement.values[0]
    if _is_grant(context.text, context.clause, statement):
        return True
    if _is_norm(context.text, context.clause, amount) and not (amount.unit in PERCENT and when.year is not None):
        return True
    if amount.words and (when.source != "sentence" or _ANNOUNCED.match(context.text, amount.end)):
        return True
    return context.section.projects and when.source != "sentence"


def is_target(context: Context, when: When, statement: Statement, pair: Pair) -> bool:
    """Whether the name and the value make a target: something measured, or something that shall be made or done."""
    text, amount = context.text, pair.amount
    name = pair.name.plain(text)
    if not 2 <= len(name) <= _LONGEST_NAME or _WEIGHT.search(name):
        return False
    if amount.unit in _DISTANCES and not _DISTANCE_NAME.search(name):
        return amount.unit in _DURATIONS and statement.form != "made" and MEASURED.search(name) is not None
    if statement.form == "made":
        return _is_made(context, when, statement, amount)
    if statement.form == "share":
        if when.source != "sentence" and _STANDARD.search(text, context.clause.start, context.clause.end):
            return False
        return amount.unit in PERCENT or when.source == "sentence" or amount.compared
    if not (amount.unit or statement.values[-1].unit):
        return statement.form == "level" and MEASURED.search(name) is not None
    if statement.form in ("level", "change"):
        return True
    if amount.unit in PERCENT:
        return RATIO_NAME.search(name) is not None or _PART_OF.search(name) is not None
    if amount.unit in _UNCOUNTED:
        return False
    if when.year is not None and (context.section.goals or amount.comparator == "approx"):
        return True
    counts = COUNTED_END.search(name) is not None or MEASURED.search(name) is not None
    return counts or statement.listed or _is_allotted(text, context.clause) or _acts(text, when, statement)


def _is_norm(text: str, clause: Clause, amount: Amount) -> bool:
    rule = _RULE.search(text, clause.start, amount.number_start)
    return rule is not None or _CONDITION.match(text, clause.start) is not None


def _is_grant(text: str, clause: Clause, statement: Statement) -> bool:
    """Whether the amount is money to be given, a fund's size or a capital, not a result."""
    unit = statement.values[0].unit
    if not unit.endswith("元") or "/" in unit:
        return False
    if _GRANT.search(text, clause.start, clause.end):
        return True
    return statement.form in ("made", "count") and _FUND.search(text, clause.start, clause.end) is not None


def _is_allotted(text: str, clause: Clause) -> bool:
    """Whether the clause lists shares of a task that stands before its colon (2025年造林任务为:甲镇1200亩、乙镇860亩)."""
    return _ALLOTS.search(text, max(0, clause.start - 20), clause.start) is not None


def _acts(text: str, when: When, statement: Statement) -> bool:
    """Whether a verb of making or doing stands before the noun; one that only arranges (设立) needs a year beside it."""
    verb = _ACTING.search(text, *statement.name)
    if verb is None:
        return False
    if when.source == "sentence" or statement.values[0].compared:
        return True
    return _ARRANGING.fullmatch(text, *verb.span()) is None or verb.group() in ("实施", "开展")


def _is_made(context: Context, when: When, statement: Statement, amount: Amount) -> bool:
    text = context.text
    if amount.unit in _UNCOUNTED:
        return False
    verb = statement.name[0], amount.start
    threshold = amount.end > amount.unit_end and amount.unit.endswith(_PHYSICAL)
    if threshold and _SCRAPPED.search(text, *verb):
        return False
    if when.source == "sentence" or _ARRANGING.search(text, *verb) is None:
        return True
    return _AHEAD.search(text, context.clause.start, amount.start) is not None
