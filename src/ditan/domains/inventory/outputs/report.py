"""The report of an inventory: what was emitted, by whom and what, how sure that is, and what is missing."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from django.utils.translation import gettext as _

from ditan.base.reporting.documents import (
    Block,
    Chart,
    DataTable,
    Document,
    Flow,
    FlowLink,
    FlowNode,
    Heading,
    Note,
    Paragraph,
    Run,
    Section,
    Series,
    Text,
)
from ditan.core.factors.sets import label_of_set
from ditan.core.inventory.categories import categories
from ditan.core.inventory.checks.running import CHECKS
from ditan.core.inventory.entries import Entry
from ditan.core.inventory.lacking import lacking
from ditan.core.inventory.notation import combine_keys
from ditan.core.inventory.views import Node, View, tree
from ditan.domains.inventory.models import Finding
from ditan.domains.inventory.outputs.bands import Bands
from ditan.domains.inventory.outputs.facts import GROUPS, TJ_PER_TCE, Facts, counted
from ditan.domains.inventory.outputs.tables import cell_of, co2e_of

WAN = Decimal(10_000)
MOST_ROWS = 80
LONGEST_SOURCE = 110
COLOURS = ("#44403c", "#7c3aed", "#ca8a04", "#0f766e", "#78716c", "#0284c7")


def report(facts: Facts, bands: Bands | None, day: datetime.date) -> Document:
    """The whole document. `bands` are the ranges that a simulation gave, where one was run for these very rows."""
    inventory = facts.inventory
    sections = [
        Section(_("概述"), list(_overview(facts, bands))),
        Section(_("温室气体排放"), list(_gases(facts))),
        Section(_("能源消费"), list(_energy(facts))),
        Section(_("大气污染物"), list(_pollutants(facts))),
        Section(_("历年变化"), list(_trend(facts, bands))),
        Section(_("不确定性"), list(_uncertainty(facts, bands))),
        Section(_("质量控制"), list(_quality(facts))),
        Section(_("附表：因子出处"), list(_factors(facts)), landscape=True, numbered=False),
    ]
    return Document(
        title=_("%(region)s %(year)d 年温室气体和大气污染物排放清单报告")
        % {"region": inventory.region.name, "year": inventory.year},
        date=day,
        sections=sections,
        subtitle=_state(facts),
        issuer=inventory.organisation.name if inventory.organisation else "",
        contents=True,
    )


def _state(facts: Facts) -> str:
    inventory = facts.inventory
    state = str(inventory.get_state_display())
    if inventory.edition:
        state = _("%(state)s，第 %(edition)d 版") % {"state": state, "edition": inventory.edition}
    return f"{_('演示，数据为虚构')}　{state}" if inventory.demo else state


def _overview(facts: Facts, bands: Bands | None) -> Iterator[Block]:
    inventory = facts.inventory
    gwp = Note(_("全球增温潜势采用 %s（100 年）。") % facts.gwp.name + facts.gwp.note)
    gross, net = facts.co2e(land=False), facts.co2e(land=True)
    text: list[str | Run] = [
        _("%(year)d 年，%(region)s温室气体排放总量（不含土地利用变化和林业）为 ")
        % {"year": inventory.year, "region": inventory.region.name},
        Run(_("%s 万吨二氧化碳当量") % _wan(gross.tonnes), (gwp,), "strong"),
        _("，计入土地利用变化和林业后为 %s 万吨二氧化碳当量。") % _wan(net.tonnes),
    ]
    if bands is not None and bands.total is not None:
        low, high = bands.total
        text.append(
            _("按蒙特卡洛模拟，计入土地利用后总量的 95%% 区间为 %(low)s—%(high)s 万吨。")
            % {"low": _wan(low), "high": _wan(high)}
        )
    yield Paragraph(text)
    unknown = len({*gross.unknown, *net.unknown})
    if unknown:
        yield Paragraph(
            [Run(_("有 %d 行的温室气体排放量未知，没有计入合计，原因见“质量控制”。") % unknown, look="strong")]
        )
    indirect = facts.totals.indirect("CO2")
    if indirect.tonnes is not None:
        yield Paragraph(_("外购电力和热力的间接排放 %s 万吨二氧化碳，另列，不计入上述总量。") % _wan(indirect.tonnes))
    if inventory.boundary:
        yield Paragraph(inventory.boundary)


def _gases(facts: Facts) -> Iterator[Block]:
    root = tree(View.PROVINCE, facts.entries, categories())
    sectors = [node for node in root.children if node.counted and _speaks(facts, node)]
    if not sectors:
        yield Paragraph(_("清单中还没有温室气体排放量。"))
        return
    yield _sector_table(facts, root, sectors)
    gases = [gas for gas in facts.gases if any(node.total(gas).booked for node in sectors)]
    positive = [node for node in sectors if _co2e(facts, node) > 0]
    drawn = {gas: [_gas_in_wan(facts, node, gas) for node in positive] for gas in gases}
    series = [Series(gas, values) for gas, values in drawn.items() if all((each or 0) >= 0 for each in values)]
    if positive and series:
        yield Chart("bars", _("分部门温室气体排放"), [node.label for node in positive], series, _("万吨二氧化碳当量"))
    for node in sectors:
        lines = [each for each in node.children if each.counted and _speaks(facts, each)]
        if len(lines) > 1:
            yield Heading(node.label)
            yield _sector_table(facts, node, lines)


def _sector_table(facts: Facts, whole: Node, nodes: Sequence[Node]) -> DataTable:
    gases = [gas for gas in facts.gases if not whole.total(gas).empty]
    head = [_("类别"), *(f"{gas}（t）" for gas in gases), f"{_('合计')}（{_('万吨')}CO2e）"]
    rows = [[node.label, *(_said(node, gas) for gas in gases), _co2e_said(facts, node)] for node in nodes]
    total = [_("合计"), *(_said(whole, gas) for gas in gases), _co2e_said(facts, whole)]
    align = ["left", *["right"] * (len(gases) + 1)]
    note = _("NO 未发生；NE 未估算；NA 不适用；IE 列于他处；C 保密；未知：缺数据或参数。")
    return DataTable(
        head,
        [*rows, total],
        caption=f"{whole.label}",
        align=align,  # type: ignore[arg-type]
        totals=1,
        notes=(note,),
    )


def _energy(facts: Facts) -> Iterator[Block]:
    flows = {key: Decimal(repr(value)) / TJ_PER_TCE / WAN for key, value in facts.energy_tj.items() if value > 0}
    if not flows:
        yield Paragraph(_("清单中没有可以折算热量的能源消费。"))
        return
    total = sum(flows.values(), Decimal(0))
    yield Paragraph(
        _("清单所列能源消费折合 %s 万吨标准煤（当量值，按各燃料平均低位发热量，1 吨标准煤 = 29.3076 GJ）。")
        % f"{total:.2f}"
    )
    if facts.energy_unknown:
        yield Paragraph(_("另有 %d 行的热量未知，没有计入。") % facts.energy_unknown)
    sources = [(name, colour) for name, colour in GROUPS.values() if any(key[0] == name for key in flows)]
    targets = list(dict.fromkeys(sector for _group, sector in flows))
    nodes = [FlowNode(name, 0, colour) for name, colour in sources] + [FlowNode(name, 1) for name in targets]
    links = [FlowLink(group, sector, round(value, 4)) for (group, sector), value in flows.items()]
    yield Flow(_("能源流向"), nodes, links, _("万吨标准煤"))


def _pollutants(facts: Facts) -> Iterator[Block]:
    if not facts.pollutants:
        yield Paragraph(_("清单中还没有大气污染物排放量。"))
        return
    root = tree(View.AIR, facts.entries, categories())
    nodes = [node for node in root.children if any(not node.total(gas).empty for gas in facts.pollutants)]
    head = [_("源分类"), *(f"{gas}（t）" for gas in facts.pollutants)]
    rows = [[node.label, *(_said(node, gas) for gas in facts.pollutants)] for node in nodes]
    rows.append([_("合计"), *(_said(root, gas) for gas in facts.pollutants)])
    right = ["left", *["right"] * len(facts.pollutants)]
    yield DataTable(head, rows, caption=_("大气污染物排放"), align=right, totals=1)  # type: ignore[arg-type]
    yield Paragraph(_("温室气体和大气污染物由同一套活动数据计算，治理措施按“应用比例 × 去除效率 × 投运率”计入。"))


def _trend(facts: Facts, bands: Bands | None) -> Iterator[Block]:
    own = facts.inventory.gwp_set
    same = [(each, entries) for each, entries in facts.earlier if each.gwp_set == own]
    other = [each for each, _entries in facts.earlier if each.gwp_set != own]
    if not same:
        yield Paragraph(_("本地区没有采用同一全球增温潜势的更早年份清单可以比较。"))
    else:
        years = [*(each.year for each, _entries in same), facts.inventory.year]
        every = [*(entries for _each, entries in same), facts.entries]
        values = [_total(facts, entries, land=False) for entries in every]
        net = [_total(facts, entries, land=True) for entries in every]
        low: list[Decimal | None] = [None] * len(years)
        high: list[Decimal | None] = [None] * len(years)
        for place, year in enumerate(years):
            if bands is not None and year in bands.years:
                low[place], high[place] = (round(each / WAN, 2) for each in bands.years[year])
        known = any(each is not None for each in low)
        yield Chart(
            "lines",
            _("温室气体排放"),
            [str(year) for year in years],
            [Series(_("净排放量（含土地利用）"), net), Series(_("排放总量（不含土地利用）"), values)],
            _("万吨二氧化碳当量"),
            lower=low if known else (),
            upper=high if known else (),
        )
        first, last = values[0], values[-1]
        if first and last is not None:
            change = (last / first - 1) * 100
            yield Paragraph(
                _("%(year)d 年比 %(base)d 年%(word)s %(change)s%%。")
                % {
                    "year": years[-1],
                    "base": years[0],
                    "word": _("上升") if change > 0 else _("下降"),
                    "change": f"{abs(change):.1f}",
                }
            )
    if other:
        named = "、".join(f"{each.year}（{each.gwp_set}）" for each in other)
        yield Paragraph(_("采用其他全球增温潜势的年份没有列入比较：%s。") % named)


def _uncertainty(facts: Facts, bands: Bands | None) -> Iterator[Block]:
    if bands is None:
        yield Paragraph(_("没有对现有数据运行过不确定性分析；可在清单的“不确定性”页运行。"))
        return
    yield Paragraph(bands.about)
    rows: list[list[Text | None]] = [[name, _wan(mid), _wan(low), _wan(high)] for name, mid, low, high in bands.lines]
    head = [_("类别"), _("估计值（万吨CO2e）"), _("95% 下限"), _("95% 上限")]
    if rows:
        yield DataTable(head, rows, caption=_("不确定性"), align=["left", "right", "right", "right"])
    if bands.unranged:
        yield Paragraph(_("以下参数的出处没有给出范围，按确定值处理：%s。") % "、".join(bands.unranged[:40]))


def _quality(facts: Facts) -> Iterator[Block]:
    unknown = unknown_rows(facts)
    if unknown:
        rows = [[name, category, "、".join(gases), reason] for name, category, gases, reason in unknown[:MOST_ROWS]]
        yield DataTable(
            [_("行"), _("类别"), _("气体"), _("原因")], rows, caption=_("未知的排放量"), widths=[2.4, 1.3, 3, 6]
        )
        if len(unknown) > len(rows):
            yield Paragraph(
                _("共 %(all)d 行，此处列出 %(shown)d 行，其余见清单工作簿。")
                % {"all": len(unknown), "shown": len(rows)}
            )
    else:
        yield Paragraph(_("没有未知的排放量。"))
    if not facts.findings:
        yield Paragraph(_("质检没有发现问题，或尚未运行。"))
        return
    yield _finding_counts(facts.findings)
    told = [each for each in facts.findings if each.answer or (each.state == "open" and each.severity == "error")]
    if told:
        said = [[str(each.get_state_display()), each.message, each.answer or None] for each in told[:MOST_ROWS]]
        head = [_("状态"), _("问题"), _("处理说明")]
        yield DataTable(head, said, caption=_("已说明和未处理的严重问题"), widths=[1.2, 6, 4])


def _finding_counts(findings: Sequence[Finding]) -> DataTable:
    """How many findings of each check wait, were answered, are gone."""
    states = ("open", "closed", "gone")
    counted = Counter((each.check_code, each.state) for each in findings)
    codes = sorted({each.check_code for each in findings}, key=lambda code: -counted[code, "open"])
    rows = [[_check_name(code), *(str(counted[code, state]) for state in states)] for code in codes]
    head = [_("检查项"), _("待处理"), _("已说明"), _("已消除")]
    return DataTable(head, rows, caption=_("质检情况"), align=["left", "right", "right", "right"], widths=[4, 1, 1, 1])


def _check_name(code: str) -> str:
    return CHECKS[code][0] if code in CHECKS else code


def unknown_rows(facts: Facts) -> list[tuple[str, str, list[str], str]]:
    """What is not known, a line a row: its name, its category, the gases, and what it lacks."""
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for each in facts.entries:
        if each.unknown:
            gases, problems = found.setdefault((each.row, each.category), ([], []))
            gases.append(each.gas)
            problems.append(each.problem)
    return [
        (facts.named(row), category, list(dict.fromkeys(gases)), lacking(problems))
        for (row, category), (gases, problems) in found.items()
    ]


def _factors(facts: Facts) -> Iterator[Block]:
    if not facts.factors:
        yield Paragraph(_("没有用到因子库中的因子。"))
        return
    by_set = groupby(sorted(facts.factors, key=lambda each: (each.factor_set, each.code)), lambda each: each.factor_set)
    rows: list[list[Text | None]] = [
        [
            label_of_set(name),
            each.name,
            None if each.value is None else f"{each.value:.10g}",
            each.unit,
            _cut(each.source),
            "" if each.verified else _("未核实"),
        ]
        for name, group in by_set
        for each in group
    ]
    head = [_("因子集"), _("名称"), _("数值"), _("单位"), _("出处"), _("核实")]
    yield DataTable(head, rows, caption=_("采用的因子"), widths=[3, 4, 1.6, 1.8, 6, 1.2])


def _cut(source: str) -> str:
    """A source as long as a table bears; the workbook has the whole."""
    return source if len(source) <= LONGEST_SOURCE else f"{source[:LONGEST_SOURCE]}…"


def _said(node: Node, gas: str) -> str | None:
    value = cell_of(node.total(gas))
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:,.4g}"
    return value or None


def _co2e(facts: Facts, node: Node) -> Decimal:
    return facts.gwp.of(node.entries).tonnes


def _speaks(facts: Facts, node: Node) -> bool:
    """Whether a line says anything of greenhouse gases."""
    return any(not node.total(gas).empty for gas in facts.gases)


def _co2e_said(facts: Facts, node: Node) -> str | None:
    """CO2e of a line in 万吨; a word where a row is unknown, a key where nothing but keys stands there."""
    found = co2e_of(facts, node)
    if isinstance(found, float):
        return _wan(found)
    if found:
        known = _co2e(facts, node)
        return _("%s（不完整）") % _wan(known) if known else found
    return combine_keys([key for gas in facts.gases if (key := node.total(gas).key) is not None])


def _gas_in_wan(facts: Facts, node: Node, gas: str) -> Decimal | None:
    if node.total(gas).booked is None:
        return None
    found = facts.gwp.of(each for each in node.entries if each.gas == gas)
    return round(found.tonnes / WAN, 4)


def _total(facts: Facts, entries: Sequence[Entry], *, land: bool) -> Decimal | None:
    found = facts.gwp.of(counted(entries, land=land))
    return None if found.unknown and not found.tonnes else round(found.tonnes / WAN, 2)


def _wan(tonnes: Decimal | float) -> str:
    return f"{Decimal(str(tonnes)) / WAN:,.2f}"
