"""Projects that the running text describes: `…改造项目总投资3032万元,其中中央预算内投资1819万元,新建污水管网11.15公里`.

Only a text that gives a named project its own total investment is read; a sum over many projects, a programme of
measures and the progress of works are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.departments import looks_like_body, split_names
from ditan.core.reading.draft import Funding, Investment, Project
from ditan.core.reading.projects.quantities import find_quantities
from ditan.core.reading.sentences import Sentence

NUMBER = r"\d+(?:,\d{3})*(?:\.\d+)?"
TOTAL = re.compile(
    rf"(?:计划|估算|概算|预计|规划|匡算|拟|预算)*(?:总投资(?:额|金额|估算|概算)?|投资总额|投资估算|估算投资|总投入)(?:额)?(?:为|约为|约|达到?|共计?|预计|:|：)*\s*(?P<number>{NUMBER})\s*余?(?P<unit>[万亿]元)"
)
NAME = re.compile(
    r"(?P<name>[^,,。;；:：!?！？\n]{3,70}?(?:项目|工程|基地|中心|电站|公园|园区|水库|厂)(?:[(（][^()（）]{1,20}[)）])?)(?:[,,:：]|\s)*(?:位于[^,,。]{2,30}[,,])?$"
)
OPENING_VERB = re.compile(
    r"^(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）、.．]\s*|[①-⑳])?(?:[\"“”]?(?:十[三四五]五)[\"“”]?(?:期间)?,?|到20\d\d年,?|20\d\d年,?)?(?:重点|加快|积极|大力|继续|稳步|全力|有序|扎实|推进|推动|实施|建设|建成|启动|开工|完成|谋划|抓好|落实|做好|其中|如|即|包括|和|及|是)*"
)
POINTED = re.compile(
    r"^(?:据(?:了解|悉|介绍),)?(?:[(（]?[\d一二三四五六七八九十]{1,3}[)）)、.．]\s*)?(?:该|此|本)(?:项目|工程)"
)
"""A project that the text only points at: its name stands above the excerpt, or nowhere."""

STATED = re.compile(
    r"(?:建设|改造|工程|实施|项目)(?:主要)?(?:内容|规模)(?:[及和](?:规模|内容))?(?:为|包括|有|是|:|：)+\s*(?P<told>[^。\n]{6,}?)"
    r"(?=[,,;；](?:项目)?(?:计划|估算|概算|预计|拟)?(?:总投资|投资|总工期|工期|建设(?:工期|资金|年限|单位|周期|期限))|等?。|等?\n|等?$)"
)
"""What a project's text itself calls what is built."""

SUBJECT = re.compile(
    r"(?P<name>[^,,。;；:：!?\n]{4,40}?(?:项目|工程|基地|电站|水库|厂))(?=是|为|位于|建于|,(?:位于|是|于|由|建设))"
)
"""A project as the subject of the sentence that gives its total further on."""

EARLIER_NAME = re.compile(
    r"(?:^|(?<=[,,。;；:：\n]))(?P<name>[\u4e00-\u9fff()（）“”]{4,40}?(?:项目|工程))(?=[在于是将已,。]|举行|正式)"
)
MANY = re.compile(
    r"\d+\s*(?:个|项|批|余个|多个)|等\S{0,6}项目$|(?:重点|重大|示范|试点|各类|所有|该|本|此|上述|以上|全部|新建|续建|储备|类|计划|PPP)(?:建设)?(?:项目|工程)$|^(?:项目|工程|该项目)$|批项目"
)
SOURCE = re.compile(
    rf"(?P<source>[\u4e00-\u9fff]{{0,10}}?(?:预算内投资|专项资金|补助资金|财政资金|资金|自筹|贷款|债券|投资|配套|补助|资本))(?:为|约|安排|共|计|:|：)*\s*(?P<number>{NUMBER})\s*(?P<unit>[万亿]元)"
)
OPENING_SOURCE = re.compile(r"(?:其中|申请|争取|包括|由|和|及)+")
SCALE = {"元": 1e-4, "万元": 1.0, "亿元": 1e4}
DONE = re.compile(r"(?:已|累计|目前|截至|实际|完成|到位|下达|支付|当年|今年|年度)[^,,。;；]{0,10}$")
CLAUSE = re.compile(r"[^,,;；。\n]+")
MONEY_CLAUSE = re.compile(rf"{NUMBER}\s*余?[万亿]元|^其中$|资金|投资")
PROGRESS = re.compile(r"^(?:目前|已|累计|截至|现|正在)|已完成|完成投资|正在(?:施工|建设|进行)|形象进度")
TIME_CLAUSE = re.compile(
    r"(?:工期|年限|周期|期限|时间)(?:为|:|：|约)?\s*(?:20\d\d|\d+个?[年月])|20\d\d年.{0,8}(?:开工|动工|启动|完工|竣工|建成|投产|投运|投入|通车|交付|完成)|^(?:计划|预计|拟)?于?20\d\d年"
)
LEAD_CLAUSE = re.compile(
    r"(?:由|[(（]?(?:牵头|责任|实施|建设)(?:单位|部门|主体)[:：])(?P<who>[^,,;；。()（）\n]{2,40}?)(?:牵头|负责|组织|承担|实施|承建|投资|建设|[)）]|$)"
)
CONTENT_HEAD = re.compile(
    r"^(?:项目|工程)?(?:主要|拟|计划|将)*(?:(?:建设|改造|工程|实施)?(?:内容|规模)(?:[及和](?:规模|内容))?(?:为|包括|是|有|:|：)+|是(?=[新建改扩铺])|为(?=[新建改扩铺]))?(?:主要)?"
)
DATE = r"(?:20\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?(?:底|初|末|上半年|下半年|第?[一二三四]季度|年底)?)"
STARTED = re.compile(rf"(?P<date>{DATE})(?:正式|全面|前)?(?:开工|动工|启动建设|开始建设|启动|进场施工)")
FINISHED = re.compile(
    rf"(?P<date>{DATE})(?:之?前|正式|全面|全部|竣|基本)*(?:完工|竣工|建成|投产|投运|投入使用|投入运行|通车|完成建设|完成|交付)"
)
OPENS = re.compile(rf"(?:开始|开工|动工|启动)(?:日期|时间)(?:[(（][^()（）]*[)）])?(?:为|:|：)?\s*(?P<date>{DATE})")
CLOSES = re.compile(
    rf"(?:结束|完工|竣工|建成|投产|交付|投用|完成)(?:使用)?(?:日期|时间)?(?:[(（][^()（）]*[)）])?(?:为|:|：)\s*(?P<date>{DATE})"
)
SPAN = re.compile(
    r"(?:(?:建设|实施)?(?:工期|年限|周期|期限|时间)|(?:建设|实施)期)(?:为|:|：|约)*\s*(?P<span>20\d\d年?(?:\d{1,2}月)?\s*[-—–~至到]+\s*20\d\d年?(?:\d{1,2}月)?底?)"
)
CONFIDENCE = 0.75
REACH = 4
"""Sentences after the one with the total that may still speak of the project."""


def read_described(page: CleanText, sentences: Sequence[Sentence]) -> Iterator[Project]:
    """Projects of the running text, each once."""
    seen: set[str] = set()
    for _, group in groupby(sentences, key=lambda sentence: sentence.heading):
        part = [piece for sentence in group for piece in _pieces(page.text, sentence)]
        for index, sentence in enumerate(part):
            found = TOTAL.search(page.text, sentence.start, sentence.end)
            if found is None:
                continue
            name = _name(page.text, part, index, found.start())
            if name is None and _points_at_one(page.text, part, index):
                name = _pointed_at(page.text, part, index) or (sentence.start, sentence.start)
            if name is None or page.text[slice(*name)] in seen:
                continue
            seen.add(page.text[slice(*name)])
            yield _described(page, part, index, found, name)


def _pieces(text: str, sentence: Sentence) -> list[Sentence]:
    """A sentence that tells of several projects, each with its total, parted between them."""
    cuts = [found.start() for found in re.finditer(";", text[sentence.start : sentence.end])]
    edges = [sentence.start, *(sentence.start + cut + 1 for cut in cuts), sentence.end]
    pieces = [replace(sentence, start=left, end=right) for left, right in pairwise(edges)]
    told = [TOTAL.search(text, piece.start, piece.end) is not None for piece in pieces]
    return pieces if len(pieces) > 1 and all(told) else [sentence]


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
        named = MANY.search(words) is None and POINTED.match(words) is None and "内容" not in words
        if 5 <= len(words) <= 60 and named:
            return first, last
    subject = SUBJECT.match(text, start, before)
    if subject is not None and not MANY.search(subject["name"]):
        return subject.span("name")
    return None


def _pointed_at(text: str, part: Sequence[Sentence], index: int) -> tuple[int, int] | None:
    """The name that a sentence before gives to the project that this one points at."""
    for sentence in reversed(part[max(0, index - REACH) : index]):
        for found in EARLIER_NAME.finditer(text, sentence.start, sentence.end):
            if not MANY.search(found["name"]) and POINTED.match(found["name"]) is None:
                return found.span("name")
    return None


def _points_at_one(text: str, part: Sequence[Sentence], index: int) -> bool:
    """Whether a sentence speaks of `该项目`, and it or those behind it say what is built."""
    return (
        POINTED.match(text[part[index].start : part[index].end]) is not None
        and STATED.search(text, part[index].start, part[_last(text, part, index)].end) is not None
    )


def _described(
    page: CleanText, part: Sequence[Sentence], index: int, total: re.Match[str], name: tuple[int, int]
) -> Project:
    text = page.text
    last = _last(text, part, index)
    start, end = min(name[0], part[index].start), part[last].end
    stated = STATED.search(text, start, end)
    told = (
        stated.span("told")
        if stated is not None
        else next(
            (
                place
                for one in part[index : last + 1]
                if (place := _told(text, max(one.start, total.end() if one is part[index] else one.start), one.end))
            ),
            None,
        )
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
        investment=Investment(
            amount, page.as_set(*total.span("unit")), _sources(page, total.end(), part[index].end, total["unit"])
        ),
        lead=_lead(page, start, end),
    )


def _last(text: str, part: Sequence[Sentence], index: int) -> int:
    """Index of the last sentence that still speaks of the project."""
    last = index
    for at in range(index + 1, min(len(part), index + 1 + REACH)):
        if TOTAL.search(text, part[at].start, part[at].end):
            break
        piece = text[part[at].start : part[at].end]
        if (
            re.match(
                r"(?:该|此|本)?(?:项目|工程)|计划|预计|资金来源|建设(?:内容|工期|规模|年限|资金)|主要(?:建设|内容|新建)|由.{2,20}(?:牵头|负责|实施)|(?:牵头|责任)单位",
                piece,
            )
            is None
        ):
            break
        last = at
    return last


def _told(text: str, start: int, end: int) -> tuple[int, int] | None:
    """What is built: the first run of clauses that speak of neither money nor time nor progress nor who does it."""
    first = last = None
    for clause in CLAUSE.finditer(text, start, end):
        words = clause[0].strip()
        other = (
            PROGRESS.search(words)
            or MONEY_CLAUSE.search(words)
            or TIME_CLAUSE.search(words)
            or LEAD_CLAUSE.match(words)
        )
        if other is None and re.search(r"[\u4e00-\u9fff]{2}", words):
            first = clause.start() if first is None else first
            last = clause.end()
        elif first is not None:
            break
    if first is None or last is None:
        return None
    while text[first].isspace():
        first += 1
    opening = CONTENT_HEAD.match(text[first:last])
    first += opening.end() if opening is not None and opening.end() < last - first else 0
    while last > first and text[last - 1].isspace():
        last -= 1
    return first, last


def _sources(page: CleanText, start: int, end: int, unit: str) -> tuple[Funding, ...]:
    """The parts of the total, in the total's unit."""
    found = []
    for match in SOURCE.finditer(page.text, start, end):
        before = page.text[max(start, match.start() - 12) : match.start()]
        if DONE.search(before + match["source"]) or re.search(r"完成投资|总投资", match["source"]):
            continue
        opening = OPENING_SOURCE.match(match["source"])
        left = match.start("source") + (opening.end() if opening is not None else 0)
        amount = float(match["number"].replace(",", "")) * SCALE[match["unit"]] / SCALE[unit]
        found.append(Funding(round(amount, 6), page.printed(left, match.end("source"))))
    return tuple(found)


def _lead(page: CleanText, start: int, end: int) -> tuple[str, ...]:
    for found in LEAD_CLAUSE.finditer(page.text, start, end):
        names = split_names(found["who"], found.start("who"))
        if names and all(looks_like_body(name.text) for name in names):
            return tuple(page.printed(name.start, name.end) for name in names)
    return ()


def _period(text: str, start: int, end: int) -> str:
    span = SPAN.search(text, start, end)
    if span is not None:
        return span["span"]
    begun = OPENS.search(text, start, end) or STARTED.search(text, start, end)
    done = CLOSES.search(text, start, end) or FINISHED.search(text, start, end)
    if begun is not None and done is not None and done.start() > begun.start():
        return f"{begun['date']}—{done['date']}"
    return begun["date"] if begun is not None else done["date"] if done is not None else ""
