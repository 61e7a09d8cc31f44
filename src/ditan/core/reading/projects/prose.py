"""Projects that the running text describes: `…改造项目总投资3032万元,其中中央预算内投资1819万元,新建污水管网11.15公里`.

Only a text that gives a named project its own total investment is read; a sum over many projects, a programme of
measures and the progress of works are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Funding, Investment, Project
from ditan.core.reading.projects.quantities import find_quantities
from ditan.core.reading.sentences import Sentence

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
TOTAL = re.compile(
    rf"(?:计划|估算|概算|预计|规划|匡算|拟|预算)*(?:总投资(?:额|估算|概算)?|投资总额|投资估算|估算投资|总投入)(?:额)?(?:为|约为|约|达到?|共计?|预计|:|：)*\s*(?P<number>{NUMBER})\s*余?(?P<unit>[万亿]元)"
)
NAME = re.compile(r"(?P<name>[^,,。;；:：!?！？\n]{3,70}?(?:项目|工程|基地|中心|电站|公园|园区|水库|厂)(?:[(（][^()（）]{1,20}[)）])?)(?:[,,:：]|\s)*(?:位于[^,,。]{2,30}[,,])?$")
OPENING_VERB = re.compile(
    r"^(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．]\s*|[①-⑳])?(?:[\"“”]?(?:十[三四五]五)[\"“”]?(?:期间)?,?|到20\d\d年,?|20\d\d年,?)?(?:重点|加快|积极|大力|继续|稳步|全力|有序|扎实|推进|推动|实施|建设|建成|启动|开工|完成|谋划|抓好|落实|做好|其中|如|即|包括|和|及|是)*"
)
MANY = re.compile(r"\d+\s*(?:个|项|批|余个|多个)|等\S{0,6}项目$|(?:重点|重大|示范|试点|各类|所有|该|本|此|上述|以上|全部|新建|续建|储备|类|计划|PPP)(?:建设)?(?:项目|工程)$|^(?:项目|工程|该项目)$|批项目")
SOURCE = re.compile(
    rf"(?P<source>[\u4e00-\u9fff]{{0,10}}?(?:预算内投资|专项资金|补助资金|财政资金|资金|自筹|贷款|债券|投资|配套|补助|资本))(?:为|约|安排|共|计|:|：)*\s*(?P<number>{NUMBER})\s*(?P<unit>[万亿]元)"
)
DONE = re.compile(r"(?:已|累计|目前|截至|实际|完成|到位|下达|支付|当年|今年|年度)[^,,。;；]{0,10}$")
WORK = re.compile(
    r"(?:主要|项目|工程)*(?:建设|改造|工程|实施)?(?:内容|规模)(?:及规模)?(?:为|包括|是|有|:|：)*\s*(?P<told>[^。;；\n]+)"
    r"|(?P<plain>(?:主要(?:是|为)?|拟|计划|将)?(?:新建|建设|改造|扩建|新增|铺设|敷设|改建|建成|购置|安装|治理|修复|更换|整治)[^。;；\n]+)"
)
LEADING = re.compile(r"^(?:主要(?:是|为)?|拟|计划|将|主要)+")
DATE = r"(?:20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|初|末|上半年|下半年|[一二三四]季度|年底)?)"
STARTED = re.compile(rf"(?P<date>{DATE})(?:正式|全面|前)?(?:开工|动工|启动建设|开始建设|启动|进场施工)")
FINISHED = re.compile(rf"(?P<date>{DATE})(?:之?前|正式|全面|全部|竣|基本)*(?:完工|竣工|建成|投产|投运|投入使用|投入运行|通车|完成建设|完成|交付)")
SPAN = re.compile(rf"(?:建设|实施)?(?:工期|年限|周期|期限|时间)(?:为|:|：|约)*\s*(?P<span>20\d\d年?(?:\d{{1,2}}月)?\s*[-—–~至到]+\s*20\d\d年?(?:\d{{1,2}}月)?底?)")
PROGRESS = re.compile(r"^(?:目前|已|累计|截至|现|正在)|已完成|完成投资|正在(?:施工|建设|进行)|形象进度")
CONFIDENCE = 0.75
REACH = 4
"""Sentences after the one with the total that may still speak of the project."""


def read_described(page: CleanText, sentences: Sequence[Sentence]) -> Iterator[Project]:
    """Projects of the running text, each once."""
    seen: set[str] = set()
    for _, group in groupby(sentences, key=lambda sentence: sentence.heading):
        part = list(group)
        for index, sentence in enumerate(part):
            found = TOTAL.search(page.text, sentence.start, sentence.end)
            if found is None:
                continue
            name = _name(page.text, part, index, found.start())
            if name is None or page.text[slice(*name)] in seen:
                continue
            seen.add(page.text[slice(*name)])
            yield _described(page, part, index, found, name)


def _name(text: str, part: Sequence[Sentence], index: int, before: int) -> tuple[int, int] | None:
    """Where the project's name stands: before its total, else as the short sentence or heading above."""
    start = part[index].start
    for left, right in [(start, before), *([(part[index - 1].start, part[index - 1].end)] if index else [])]:
        piece = text[left:right].rstrip("。:： ,,")
        match = NAME.search(piece)
        if match is None:
            continue
        first = left + match.start("name")
        last = left + match.end("name")
        opening = OPENING_VERB.match(text[first:last])
        first += opening.end() if opening is not None else 0
        words = text[first:last]
        if 5 <= len(words) <= 60 and not MANY.search(words):
            return first, last
    return None


def _described(page: CleanText, part: Sequence[Sentence], index: int, total: re.Match[str], name: tuple[int, int]) -> Project:
    text = page.text
    last = _last(text, part, index)
    start, end = min(name[0], part[index].start), part[last].end
    told = _told(text, total.end(), part[index].end) or next(
        (place for one in part[index + 1 : last + 1] if not PROGRESS.search(text[one.start : one.end]) and (place := _told(text, one.start, one.end))), None
    )
    amount = float(total["number"].replace(",", ""))
    return Project(
        quote=page.quote(start, end),
        span=page.span(start, end),
        confidence=CONFIDENCE,
        name=page.printed(*name),
        content=page.printed(*told) if told is not None else "",
        quantities=find_quantities(page, *told) if told is not None else (),
        period=_period(text, start, end),
        investment=Investment(amount, page.printed(*total.span("unit")), _sources(page, total.end(), part[index].end, total["unit"])),
    )


def _last(text: str, part: Sequence[Sentence], index: int) -> int:
    """Index of the last sentence that still speaks of the project."""
    last = index
    for at in range(index + 1, min(len(part), index + 1 + REACH)):
        if TOTAL.search(text, part[at].start, part[at].end):
            break
        piece = text[part[at].start : part[at].end]
        if re.match(r"(?:该|本)?(?:项目|工程)|计划|预计|建设(?:内容|工期|规模|年限)|主要(?:建设|内容|新建)", piece) is None:
            break
        last = at
    return last


def _told(text: str, start: int, end: int) -> tuple[int, int] | None:
    for found in WORK.finditer(text, start, end):
        group = "told" if found["told"] else "plain"
        first, last = found.span(group)
        piece = text[first:last]
        if PROGRESS.search(piece):
            continue
        lead = LEADING.match(piece)
        first += lead.end() if lead is not None else 0
        while last > first and text[last - 1] in " ,,、":
            last -= 1
        return first, last
    return None


def _sources(page: CleanText, start: int, end: int, unit: str) -> tuple[Funding, ...]:
    found = []
    for match in SOURCE.finditer(page.text, start, end):
        before = page.text[max(start, match.start() - 12) : match.start()]
        if DONE.search(before + match["source"]) or match["unit"] != unit or re.search(r"完成投资|总投资", match["source"]):
            continue
        left = match.start("source") + len(re.match(r"(?:其中|由|申请|争取|包括|和|及)*", match["source"])[0])  # type: ignore[index]
        found.append(Funding(float(match["number"].replace(",", "")), page.printed(left, match.end("source"))))
    return tuple(found)


def _period(text: str, start: int, end: int) -> str:
    span = SPAN.search(text, start, end)
    if span is not None:
        return span["span"]
    begun, done = STARTED.search(text, start, end), FINISHED.search(text, start, end)
    if begun is not None and done is not None and done.start() > begun.start():
        return f"{begun['date']}—{done['date']}"
    return begun["date"] if begun is not None else done["date"] if done is not None else ""
