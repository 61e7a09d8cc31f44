"""Metric codes for printed indicator names: proposals that a person confirms."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass

from ditan.core.reading.lexicon import Lexicon, MetricName
from ditan.core.reading.resolve.names import bigrams, likeness, name_key
from ditan.core.reading.resolve.units import size_of

ENOUGH = 0.8
"""Likeness of two keys from which a name is proposed although it is not written so in the lexicon."""

BARE = re.compile(
    r"(?:综合|资源化|集中|安全|回收|循环|分类|无害化|规范化)*(?:收集|处理|处置|利用|覆盖|达标|配套|普及|治理)+率"
)
"""A rate whose own text leaves unsaid of what: it is that of no metric by likeness."""

TELLING = re.compile(
    r"新建|既有|新增|改造|公共|居住|民用|住宅|农村|乡村|县城|城市|城镇|工业|农业|国家级|省级|市级|区级|国家|达标|创建|覆盖|绿地|绿化|产值|增加值|营业收入|规上|重点|煤炭|非化石"
    r"|非水|可再生|清洁|生活|建筑|餐厨|厨余|危险|医疗|化肥|农药|电动|新能源|公交|出租|湿地|森林|草原|耕地|下降|提升|增长|总量|强度|浓度|天数|次数|比例|面积|数量|余额|级及以上|无害化|资源化|回收|分类"
    r"|\d+(?:\.\d+)?|pm|so2|nox|cod|优良|劣|重度|轻度|轨道|铁路|公路|水路|新车|保有|市区|县级|饮用水|地下水|地表水"
)
"""Words that make another indicator out of a name; two names must agree in them."""


@dataclass(frozen=True, slots=True)
class MetricIndex:
    """The metrics of a lexicon by key and by character pair."""

    by_key: dict[str, MetricName]
    by_pair: dict[str, frozenset[str]]

    @classmethod
    def of(cls, lexicon: Lexicon) -> MetricIndex:
        """Index a lexicon's metrics."""
        by_key: dict[str, MetricName] = {}
        by_pair: dict[str, set[str]] = defaultdict(set)
        for metric in lexicon.metrics:
            for name in (metric.name, *metric.aliases):
                key = name_key(name)
                by_key.setdefault(key, metric)
                for pair in bigrams(key):
                    by_pair[pair].add(key)
        return cls(by_key, {pair: frozenset(keys) for pair, keys in by_pair.items()})

    def propose(self, name: str, unit: str | None) -> MetricName | None:
        """The metric that a printed name and unit mean, None where none is near enough."""
        key = name_key(name)
        exact = self.by_key.get(key)
        if exact is not None:
            return exact if same_dimension(unit, exact.unit) else None
        counts: dict[str, int] = defaultdict(int)
        for pair in bigrams(key):
            for candidate in self.by_pair.get(pair, ()):
                counts[candidate] += 1
        best = max(counts, key=lambda candidate: (likeness(key, candidate), candidate), default="")
        if BARE.fullmatch(key) and best.endswith(key):
            return None
        if not best or likeness(key, best) < ENOUGH or telling(key) != telling(best):
            return None
        metric = self.by_key[best]
        return metric if same_dimension(unit, metric.unit) else None


def telling(key: str) -> frozenset[str]:
    """The words of a key that make another indicator out of it.

    Examples
    --------
    >>> sorted(telling("既有公共建筑节能改造面积"))
    ['公共', '建筑', '改造', '既有', '面积']
    """
    return frozenset(TELLING.findall(key))


def same_dimension(unit: str | None, metric_unit: str) -> bool:
    """Whether a printed unit can be a unit of the metric; an absent unit can be any.

    Examples
    --------
    >>> same_dimension("公里/平方公里", "千米/平方千米"), same_dimension("个", "%")
    (True, False)
    """
    if not unit or not metric_unit:
        return True
    return size_of(unit)[0] == size_of(metric_unit)[0]
