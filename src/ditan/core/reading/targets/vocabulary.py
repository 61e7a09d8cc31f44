"""The words by which plans state targets, as patterns that the other modules share."""

from __future__ import annotations

import re

from ditan.core.reading.quantities_units import alternation


def one_of(*lines: str) -> str:
    """An alternation of blank-separated words, longest first."""
    return "(?:" + alternation([word for line in lines for word in line.split()]) + ")"


HEDGE = (
    "(?:"
    + one_of(
        "力争 确保 争取 努力 预计 计划 规划 原则上 总体上 总体 整体 基本 稳定 持续 继续 进一步 逐步 逐年 始终 全部 全面",
        "分别要 分别 共计 总计 合计 平均 长期 稳步 大幅 显著 明显 有效 累计 总共 一共 同比 至少要 也 将 须 需 仍",
    )
    + r"|(?<![供响对效反适])应(?!用|急|对|变|收)|(?<![主需重])要(?!求|素|道)|(?<![公])共(?![同享建和交])|(?:(?<![人平户年月日])|(?<=[较比][0-9]{4}年))均|(?<![成首])都(?=[\s要能应须将可在]*(?:达|实现|完成|控制|保持|不|超|[低高大小]于|降|提)))"
)
"""Words between a name and its verb that belong to neither."""

LEADING_HEDGE = (
    "(?:"
    + one_of(
        "力争 确保 争取 努力 预计 计划 原则上 总体上 继续 进一步 逐步 全部 全面 分别 累计 稳步 大幅 总共 一共 也 将 仍"
    )
    + r"|基本(?!农田|公共|养老|医疗|建设)|规划(?!面积|区|用地|范围))"
)
"""Words before a name that are no part of it."""

TO = (
    "(?:"
    + one_of(
        "达到 达至 达 保持在 保持 稳定在 稳定保持在 稳定保持 稳定达到 维持在 维持 控制在 控制到 控制 管控在 严控在",
        "提高到 提高至 提升到 提升至 上升到 上升至 增加到 增加至 增长到 增长至 增至 升至 扩大到 扩大至 拓展到 发展到",
        "降低到 降低至 降到 降至 下降到 下降至 压减到 压减至 压降到 压降至 减少到 减少至 缩减到 缩减至 缩短到 缩短至",
        "削减到 削减至 恢复到 恢复至 优化到 优化至 推广到 占到 占 实现 完成 至 到 是 接近 不变 扩展至 调整到 调整至 为",
        "巩固在 巩固到 稳控在 锁定在 压缩到 压缩至 缩小到 缩小至 回升到 优于 好于 延长到 延长至 充实到 收窄到 严格控制在 攀升至 攀升到",
    )
    + ")"
)
"""Verbs before a level that is to be attained or kept."""

BY = one_of(
    "下降 降低 减少 削减 压减 压降 下调 减排 节约 节能 节水 增长 增加 提高 提升 上升 扩大 改善 净减少 净增加 净增长 净增 新增 递增 递减 缩减 增 减 降",
)
"""Verbs before an amount of change."""

CEILING = re.compile(r"(?:控制|管控|严控)(?:在|到)?$")
"""A verb that makes the value after it a ceiling."""

BUILD = one_of(
    "建成 建设 建立 建成投用 创建 创成 创建成 争创 培育 培育发展 培育认证",
    "发展 打造 创新打造 形成 布局 构建 设立 设置 认定 遴选 选树 评选 推出 引进 新引进 引育 招引 孵化 新培育 发布",
    "开发 组建 完成 实现 实施 开展 争取 争取创建 申报 成功创建 落地 累计创建 累计建成 累计建设 累计培育 累计完成",
    "落实 创新 培养 培训 优选 扶持 谋划 开工 开工建设 投运 布设 部署 组织实施 累计实施 创建培育 规划建设 规划布局 计划建设 育成",
)
"""Verbs of making: they are no part of the name of what is made."""

ACT = one_of(
    "新建 改建 扩建 新改建 改扩建 新扩建 续建 新增 新增创建 新增建设 淘汰 整治 治理 改造 更新 更换 关闭 关停 退出 推广 购置 投放 安装 配置 配备 报废 报废更新",
    "拆除 搬迁 清理 修复 种植 植树 造林 营造 压减 削减 减少 化解 腾退 盘活 恢复 替代 增加 扩大 提高 压缩 整合 疏浚",
    "铺设 敷设 开通 覆盖 节约 吸纳 消纳 收储 流转 保护 新建改造 改造提升 新认定 新创建 新打通 打通 新开工 提升 节能",
    "改建更新 更新改造 新建和改造 新建（改造） 新建(改造) 推广应用 完工 新打造 新改扩建 新、改扩建 新、改、扩建 排查 新植 新造",
)
"""Verbs of doing: what is counted is the doing, so they stay in the name."""

RATIO = r"(?:率|比例|比重|占比|比率|比值|覆盖面|满意度|知晓度|盖度|贡献度|增速|增幅|降幅|幅度|降低|下降|份额|集中度|郁闭度|机械化水平|水平|指数|程度)"
"""Endings of what is measured in percent."""

LEVEL = (
    r"(?:浓度|总量|数量|强度|面积|规模|能力|容量|装机|里程|长度|系数|效率|能耗|水耗|煤耗|电耗|消耗|排放|产值|增加值|收入|余额|产能|储量|"
    r"金额|总额|价值|投资|库容|人次|流量|密度|天数|水位|寿命|限值|投资额|成交额|销售额|消费额|规模化|利润|税收|车桩比|保有|"
    r"(?<!需氧)[率量数度值额比])"
)
"""Endings of what is measured in units."""

PERCENT = frozenset({"%", "％", "‰"})
"""Units of a share."""

MEASURED = re.compile(rf"(?:{RATIO}|{LEVEL})(?:[(（][^()（）]*[)）])?[”\"]?$")
RATIO_NAME = re.compile(rf"{RATIO}(?:[(（][^()（）]*[)）])?[”\"]?$")
COUNTED_END = re.compile(r"(?:数|总数|数量|总量|规模|保有量|入库数)(?:[(（][^()（）]*[)）])?$")

REGION = (
    r"(?:到时|届时|(?:全[区市省县州旗镇域盟国]|我[区市省县州]|[区市省县]内|辖区内?|区域内|各地|本[区市县]|自治区|新区|开发区)"
    r"(?:范围)?内?(?![间际级政委场民属域]))"
)
"""Words for the plan's own region before a name."""

NUMBERING = (
    r"(?:[一二三四五六七八九十]{1,3}[是要][，,]?|[一二三四五六七八九十]{1,3}[、.．](?=\S)|[(（][一二三四五六七八九十0-9]{1,3}[)）]"
    r"|[0-9]{1,2}[.．、)）](?![0-9])|[①-⑳●■◆▪·—-]+|第[一二三四五六七八九十]+[,，、])"
)
"""Numbering at the head of a clause."""
