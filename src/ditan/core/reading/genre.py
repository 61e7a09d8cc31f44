"""Whether a text is of the genre at all: a plan, or a part of one."""

from __future__ import annotations

import re

from ditan.core.reading.errors import NotAPlan

WORDS = (
    "规划 方案 行动 目标 指标 任务 责任 牵头 配合 部门 政府 管委会 建设 推进 加强 加快 实施 完善 落实 保障 工程 项目"
    " 绿色 低碳 节能 减排 降碳 碳达峰 碳中和 碳排放 生态 环境 污染 能源 能耗 垃圾 污水 治理 改造 示范 监测 约束性 预期性"
    " 森林 耕地 水质 空气质量 覆盖率 处理率 利用率 回收率 达标率 比重 占比 达到 不低于 发展 产业 投资 万元 年底 十三五 十四五 十五五"
).split()
_WORD = re.compile("|".join(sorted(WORDS, key=len, reverse=True)))
HAN = re.compile(r"[\u3400-\u9fff]")
SEARCHED = 60_000
LEAST_PER_1000 = 8.0
NO_CHINESE = "文件中几乎没有中文({han} 个汉字),不像规划文本;请确认上传的是规划、方案或任务分工表的正文"
NO_MARKS = (
    "没有找到规划的特征(目标、任务、责任单位、指标等用语很少,仅见“{seen}”);请确认上传的是规划、方案或任务分工表的正文"
)


def require_plan(text: str) -> None:
    """Raise `NotAPlan` where a cleaned text shows no mark of a plan.

    Examples
    --------
    >>> require_plan("推进节能降碳,落实部门责任。")
    """
    sample = text[:SEARCHED]
    han = len(HAN.findall(sample))
    if han < 4:
        raise NotAPlan(NO_CHINESE.format(han=han), f"{han} Chinese characters")
    seen = _WORD.findall(sample)
    distinct = dict.fromkeys(seen)
    wanted = 2 if han < 200 else 4 if han < 1000 else 8
    if len(distinct) < wanted or 1000 * len(seen) < LEAST_PER_1000 * han:
        listed = "、".join(list(distinct)[:5]) or "无"
        raise NotAPlan(NO_MARKS.format(seen=listed), f"{len(distinct)} words of the genre in {han} characters")
