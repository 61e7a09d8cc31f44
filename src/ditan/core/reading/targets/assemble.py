"""From what a clause states to targets: names completed, values paired with names and years, confidence given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ditan.core.reading.cleantext import CleanText
from ditan.core.reading.draft import Basis, Comparator, Target
from ditan.core.reading.quantities import Amount
from ditan.core.reading.quantities_numbers import parse_number
from ditan.core.reading.sentences import Sentence
from ditan.core.reading.targets.clauses import Clause, Span
from ditan.core.reading.targets.exclusions import is_distance, is_grant, is_norm
from ditan.core.reading.targets.names import Name, split_measured, split_names, trim, trim_end, without
from ditan.core.reading.targets.sections import Section
from ditan.core.reading.targets.statements import Statement
from ditan.core.reading.targets.timing import When
from ditan.core.reading.targets.vocabulary import ACT, BUILD, CEILING, COUNTED_END, MEASURED, RATIO_NAME, REGION
from ditan.core.reading.targets.wordings import Wording
from ditan.core.reading.years import YearMention

_PERCENT = frozenset({"%", "％", "‰"})
_WEAK = re.compile(
    r"(?:全[市省国区县]|其)?(?:占比|比重|比例|总?规模|总量|总面积|面积|总?处理规模|总长度?|容量|覆盖率|达标率|占[^，,]{1,24}(?:比重|比例|占比|率|的)?)?"
    r"(?:年均)?(?:增长|增速|增幅|下降|降幅|提升|增加|提高)?(?:率|幅度)?"
)
_LEVEL_NOW = re.compile(r"在现有(?:水平|基础)(?:之)?上|(?:以|按)[^，,]{0,10}为基[数准期年]|[与较比](?:上年|现状|去年)(?:相比)?|的基础上")
_FROM = re.compile(r"(?:由|从)(?:\s?20[0-9]{2}\s?年?(?:底|末)?的?)?(?P<value>[0-9][0-9.,]*)(?P<unit>[^0-9]{0,12})$")
_ACTING = re.compile(rf"(?:{ACT}|{BUILD}|每年|年均|累计)")
_PHYSICAL = ("吨", "千瓦", "兆瓦", "米", "公顷", "亩", "公里", "千伏", "蒸吨/小时", "吨/小时", "吨标准煤", "kW", "MW", "吨标煤")
_FLEETING = re.compile(r"(?:推进|推动|组织|实施|开展|形成|构建|布局|设置|设立|发布|编制|制定|规划布局|部署|谋划|支持)$")
_AHEAD = re.compile(r"力争|确保|争取|计划|预计|规划")
_DISTANCE_PREFIX = re.compile(r"[0-9.]+(?:米|公里|分钟|小时|m|km)")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,3}(?<!城)(?:市|县)(?![级场政区委])")
_TASK = re.compile(r"(?:的)?(?:任务|工作|目标)$")
_BARE_VERB = re.compile(r"(?:实现|完成|确保|达到|建成)\s*$")
_PROCESS = re.compile(r"\s*(?:在|从|其|通过)|.*(?:工作|过程|建设|行动|其)中$")
_SCRAPPED = re.compile(r"(?:淘汰|关闭|关停|退出|整治|改造|报废|拆除|替代|整合|禁止|压减|更新)$")
_HERE = re.compile(rf"(?:{REGION})\s*$")


@dataclass
class Context:
    """What carries over from clause to clause while a text is read."""

    page: CleanText
    section: Section = field(default_factory=Section)
    heading: int | None = None
    clause: Clause = field(default_factory=lambda: Clause(0, 0, True))
    mentions: Sequence[YearMention] = ()
    before: Clause | None = None
    past: bool = False
    previous: Name | None = None
    previous_unit: str = ""
    paragraph: int = -1
    sentence_start: int = 0
    base_year: int | None = None

    def enter(self, sentence: Sentence, section: Section) -> None:
        """Begin a sentence; a name carries over within a paragraph."""
        if sentence.paragraph != self.paragraph:
            self.previous = None
        self.paragraph, self.heading, self.section = sentence.paragraph, sentence.heading, section
        self.sentence_start = sentence.start
        self.base_year = None

    def among(self) -> Span | None:
        """The clause before, where it says of whom the next one speaks a share (新增的车辆中，新能源汽车比例…)."""
        before = self.before
        if before is None or self.clause.opens or not self.page.text.startswith("中", before.end - 1):
            return None
        return None if _PROCESS.match(self.page.text, before.start, before.end) else (before.start, before.end)

    def enter_clause(self, clause: Clause, mentions: Sequence[YearMention], past: bool) -> None:
        """Begin a clause with the mentions of years inside it."""
        self.before = None if clause.start == self.sentence_start else self.clause
        self.clause, self.mentions, self.past = clause, mentions, past
        bases = [mention.year for mention in mentions if mention.kind == "base"]
        if bases:
            self.base_year = bases[-1]


def assemble(context: Context, when: When, statement: Statement) -> list[Target]:
    """The targets of a statement; none where it states no target."""
    if context.past or when.past or _ruled_out(context, when, statement):
        return []
    pairs = _pairs(context, when, statement)
    return [
        _target(context, when, statement, name, amount, year, carried)
        for name, amount, year, carried in pairs
        if _is_target(context, when, statement, name, amount, carried)
    ]


def assemble_wording(context: Context, when: When, wording: Wording) -> list[Target]:
    """The targets whose value is a wording."""
    if when.past or (wording.needs_year and when.year is None):
        return []
    page, text = context.page, context.page.text
    span = trim(text, _own_part(context, wording.name))
    if span[1] - span[0] < 2:
        return []
    names = split_measured(text, span) or (Name((span,)),)
    return [
        Target(
            quote=page.quote(name.start() or span[0], wording.value[1]),
            span=page.span(name.start() or span[0], wording.value[1]),
            confidence=0.8 if when.source == "sentence" else 0.7,
            name=name.printed(page),
            value=page.printed(*wording.value).strip(),
            unit=None,
            year=when.year,
            comparator=wording.comparator,
            subject=_subject(context, name),
            heading=context.heading,
        )
        for name in names
    ]


Pair = tuple[Name, Amount, int | None, bool]


def _pairs(context: Context, when: When, statement: Statement) -> list[Pair]:
    """Each value with its name, its year, and whether the name was carried over."""
    text = context.page.text
    values = statement.values
    if statement.form == "made":
        return [(_made_name(context, statement), values[0], when.year, False)]
    if statement.form == "share":
        return [(_share_name(context, statement), values[0], when.year, False)]
    counted = statement.form == "count" or (
        statement.form == "level" and not MEASURED.search(text[statement.name[0] : trim_end(text, statement.name)])
    )
    made = counted and values[0].unit not in _PERCENT and not re.search(r"每年|年均", text[slice(*statement.name)])
    span = trim(text, _own_part(context, statement.name), made=made)
    parts = tuple(trim(text, part) for part in without(span, _holes(context, span)))
    parts = tuple(part for part in parts if part[1] > part[0])
    change = () if statement.form != "change" else (statement.verb,)
    names = _split(text, parts[0], statement) if len(parts) == 1 else None
    if names is not None and len(names) > 1:
        context.previous = names[-1]
        if len(values) == 1:
            return [(name.joined(*change), values[0], when.year, False) for name in names]
        return [
            (name.joined(*change), value, when.year, False) for name, value in zip(names, values, strict=False)
        ]
    name, carried = _whole_name(context, parts)
    if not carried or name.pieces:
        context.previous = name
    name = name.joined(*change)
    if len(values) == len(when.years) and len(values) > 1:
        return [(name, value, year, carried) for value, year in zip(values, when.years, strict=True)]
    return [(name, value, when.year, carried) for value in values]


def _split(text: str, span: Span, statement: Statement) -> tuple[Name, ...] | None:
    if statement.apart or len(statement.values) > 1:
        return split_names(text, span, len(statement.values), shared=len(statement.values) == 1)
    if statement.alike:
        return split_names(text, span, 1, shared=True)
    return split_measured(text, span)


def _own_part(context: Context, span: Span) -> Span:
    """The part of a name's span behind the last year in it (到2025年城镇绿色建筑…), or before it where none is behind."""
    start, end = span
    for mention in reversed(context.mentions):
        if mention.kind in ("base", "annual") or not start <= mention.start < end:
            continue
        if end - mention.end >= 2 and re.search(r"[\u4e00-\u9fffA-Z]{2}", context.page.text[mention.end : end]):
            return min(mention.end, end), end
        end = mention.start
    return start, end


def _holes(context: Context, span: Span) -> list[Span]:
    text = context.page.text
    holes = [
        (mention.start, mention.end)
        for mention in context.mentions
        if mention.kind == "base" and span[0] <= mention.start < span[1]
    ]
    holes.extend(match.span() for match in _LEVEL_NOW.finditer(text, *span))
    start = _FROM.search(text, *span)
    if start:
        holes.append((start.start(), span[1]))
    return holes


def _whole_name(context: Context, parts: tuple[Span, ...]) -> tuple[Name, bool]:
    """The name of parts that do not divide, completed from the clause before where they say too little."""
    text = context.page.text
    name = Name(parts)
    plain = name.plain(text)
    previous = context.previous
    whole = context.among()
    if whole is not None and plain:
        return Name((trim(text, whole), *parts)), False
    if previous is None:
        return name, False
    if not plain:
        return previous, True
    distance = _DISTANCE_PREFIX.match(plain)
    if distance:
        before = _DISTANCE_PREFIX.search(previous.plain(text))
        if before and len(previous.pieces) == 1 and not isinstance(previous.pieces[0], str):
            at = previous.pieces[0][0]
            return Name(((at, at + before.start()), *name.pieces)), True
    if _WEAK.fullmatch(plain):
        here = _HERE.search(text, context.clause.start, parts[0][0])
        return previous.joined(*([here.span()] if here else []), *parts), True
    return name, False


def _made_name(context: Context, statement: Statement) -> Name:
    text = context.page.text
    noun = trim(text, statement.object, made=True)
    task = _TASK.search(text, *noun)
    if task:
        noun = noun[0], task.start()
    annual = [mention for mention in context.mentions if mention.kind == "annual" and mention.start < noun[0]]
    if annual:
        span = (annual[-1].start, statement.values[0].start)
        return Name((span, noun))
    verb = statement.verb
    return Name((verb, noun)) if verb[1] > verb[0] else Name((noun,))


def _share_name(context: Context, statement: Statement) -> Name:
    text = context.page.text
    before = trim(text, _own_part(context, statement.name))
    if statement.does == (0, 0):
        verb = statement.verb if not _BARE_VERB.match(text, *statement.verb) else before
        parts = (before, statement.object) if verb == before else (before, verb, statement.object)
        return Name(tuple(part for part in parts if part[1] > part[0]))
    whom = statement.object
    if whom[1] == whom[0]:
        return Name((before, statement.does))
    pieces: tuple[Span | str, ...] = (statement.does, "的", before, whom, "占比")
    return Name(tuple(piece for piece in pieces if isinstance(piece, str) or piece[1] > piece[0]))


def _ruled_out(context: Context, when: When, statement: Statement) -> bool:
    """Whether the whole statement is a norm, a grant, or a quantity of a project."""
    text = context.page.text
    amount = statement.values[0]
    start = statement.name[0]
    if is_grant(text, context.clause.start, context.clause.end, amount):
        return True
    if is_norm(text, context.clause.start, amount) and not (amount.unit in _PERCENT and when.year is not None):
        return True
    if amount.words and when.source != "sentence":
        return True
    if context.section.projects and when.source != "sentence":
        return True
    return text[max(0, start - 1) : start] == "第"


def _is_target(
    context: Context, when: When, statement: Statement, name: Name, amount: Amount, carried: bool
) -> bool:
    text = context.page.text
    plain = name.plain(text)
    if len(plain) < 2 or len(plain) > 60 or is_distance(plain, amount):
        return False
    if statement.form == "made":
        return _is_made_target(context, when, statement, plain, amount)
    if statement.form == "share":
        return True
    if not amount.unit:
        return MEASURED.search(plain) is not None and statement.form == "level"
    if amount.unit in _PERCENT:
        return statement.form in ("level", "change") or RATIO_NAME.search(plain) is not None
    if statement.form in ("level", "change"):
        return True
    acts = _acts(context, when, statement)
    return acts or statement.listed or COUNTED_END.search(plain) is not None or MEASURED.search(plain) is not None


def _acts(context: Context, when: When, statement: Statement) -> bool:
    """Whether a verb of making or doing stands before the noun; one that only arranges (设立) needs a year beside it."""
    text = context.page.text
    verb = _ACTING.search(text, *statement.name)
    if verb is None:
        return False
    return when.source == "sentence" or statement.values[0].compared or _FLEETING.search(text, verb.start(), verb.end()) is None


def _is_made_target(context: Context, when: When, statement: Statement, plain: str, amount: Amount) -> bool:
    text = context.page.text
    if amount.unit in ("年", "次", "类", "种", "级", "期", "轮", "届", "点", "方面"):
        return False
    verb = statement.name[0], amount.start
    threshold = amount.end > amount.unit_end and amount.unit.endswith(_PHYSICAL)
    if threshold and _SCRAPPED.search(text, *verb):
        return False
    fleeting = _FLEETING.search(text, *verb) is not None
    return not fleeting or when.source == "sentence" or _AHEAD.search(text, context.clause.start, amount.start) is not None


def _target(
    context: Context, when: When, statement: Statement, name: Name, amount: Amount, year: int | None, carried: bool
) -> Target:
    page, text = context.page, context.page.text
    start, end = _bounds(context, statement, name, amount, carried)
    unit_start = amount.unit_end - len(amount.unit)
    in_place = text[unit_start : amount.unit_end] == amount.unit
    unit = (page.printed(unit_start, amount.unit_end) if in_place else amount.unit) or None
    value: float | str = amount.value
    if amount.upper is not None:
        value = page.printed(amount.number_start, unit_start).strip()
    origin = _FROM.search(text, *statement.name)
    return Target(
        quote=page.quote(start, end),
        span=page.span(start, end),
        confidence=_confidence(when, statement, carried),
        name=name.printed(page),
        value=value,
        unit=unit,
        year=year,
        comparator=_comparator(text, statement, amount),
        base_year=context.base_year if statement.form == "change" or origin else None,
        base_value=parse_number(origin["value"]) if origin else None,
        basis=_basis(text, context, statement),
        subject=_subject(context, name),
        stretch=carried and re.search(r"力争|争取", text[statement.name[0] : amount.start]) is not None,
        heading=context.heading,
    )


def _bounds(context: Context, statement: Statement, name: Name, amount: Amount, carried: bool) -> Span:
    if statement.form == "made":
        return (amount.start if statement.listed else statement.name[1]), statement.object[1]
    if statement.form == "share":
        return min(trim(context.page.text, statement.name)[0], amount.start), context.clause.end
    own = trim(context.page.text, _own_part(context, statement.name))[0]
    starts = [piece[0] for piece in name.pieces if not isinstance(piece, str)]
    start = own if carried or not starts else starts[0]
    return min(start, amount.start), amount.end


def _comparator(text: str, statement: Statement, amount: Amount) -> Comparator:
    if amount.comparator != "=":
        return amount.comparator
    if CEILING.search(text, *statement.verb):
        return "<="
    if re.search(r"至少", text[statement.name[0] : amount.start]):
        return ">="
    first = statement.values[0]
    return first.comparator if first.start < first.number_start else "="


def _basis(text: str, context: Context, statement: Statement) -> Basis:
    window = text[context.clause.start : statement.values[0].start]
    if re.search(r"每年|年均(?!浓度)", window):
        return "annual"
    return "cumulative" if "累计" in window else "level"


def _subject(context: Context, name: Name) -> str:
    page, start = context.page, name.start()
    if start is None:
        return ""
    here = _HERE.search(page.text, context.clause.start, start)
    if here:
        return page.printed(*here.span()).strip()
    place = _PLACE.match(page.text, start)
    return page.printed(*place.span()) if place else ""


def _confidence(when: When, statement: Statement, carried: bool) -> float:
    confidence = {"level": 0.95, "change": 0.95, "count": 0.85, "made": 0.8, "share": 0.75}[statement.form]
    confidence -= {"sentence": 0.0, "paragraph": 0.1, "section": 0.1, "none": 0.15}[when.source]
    if carried:
        confidence -= 0.1
    return round(confidence, 2)
