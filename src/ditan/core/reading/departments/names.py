"""Names of departments: what looks like one, and how a printed list of them is cut."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ditan.core.reading.lexicon import Lexicon

OPENING = "([{〔【〈（［｛"
CLOSING = ")]}〕】〉）］｝"

STRONG_ENDING = re.compile(
    r"(?:局|委|委员会|办|办公室|厅|部|政府|公司|集团|中心|街道|院|分局|支队|总队|大队|银行|海关|党校|联社|总社|工会|总工会|妇联|残联"
    r"|科协|文联|工商联|社科联|供销社|人行|管理站|执法队|办事处|管理处|管理所|管理站|公积金|部队|协调机制|领导小组|工作组|专班|指挥部"
    r"|国企|央企|部门|单位|镇街|乡镇|党组|党工委|纪检监察组|分行|支行|营管部|服务站|气象台|联合会|促进会|学会|协会|委会|公用集团|烟草|邮政|电网)$"
)
"""Endings which nearly always name a body of the state or a company."""

WEAK_ENDING = re.compile(
    r"(?:镇|乡|区|县|市|州|盟|旗|苏木|所|站|会|社|厂|校|大学|学校|高校|馆|台|组|企业|机构|行|园|园区|新城|处|署|电力|电信|移动|联通|铁塔|石油|石化"
    r"|燃气|水务|监狱|法院|队|省|团|各地|组织|主体|业主|高新区|经开区|开发区|村|社区)$"
)
"""Endings of places and bodies which also end many common words."""

NOT_A_BODY = re.compile(
    r"(?:格局|布局|结局|全部|内部|外部|[东西南北中]部|局部|干部|城市|社会|机会|大会|会议|场所|执行|运行|进行|施行|实行|发行|推行|流行"
    r"|先行|平台|充电站|加油站|换电站|电站|泵站|加氢站|医院|数据中心|病院|承办|主办|创办|学校|校园|公园|示范区|街区|景区|小区|片区|灌区"
    r"|保护区|城区|辖区|库区|山区|地区|全区|全市|全县|全省|本市|本区|本县|都市|超市|上市|门市|一会|委会会|到处|之处|益处)$"
)
"""Words with the ending of a body which are none."""

VERB_AT_HEAD = re.compile(
    r"^(?:推进|推动|加强|加快|建设|打造|开展|完善|实施|落实|强化|提升|提高|优化|建立|健全|支持|鼓励|引导|深化|发展|培育|构建|制定|编制|组织|扩大"
    r"|积极|大力|全面|严格|探索|促进|做好|做强|持续|稳步|有序|统筹|到20|以|将|把|对|按|按照|根据|围绕|依托|包括|包含|含|如|即|指|其中|例如"
    r"|以下|简称|原|不含|不少于|不低于|超过|达到|完成|新建|改造|创建|争取|力争|参照|详见|见附|具体)(?!改革|和改革|规划委|建设局|建设委)"
)
"""How a sentence or an explanation begins, and a name does not."""

SOURCE_WORD = re.compile(r"[。!?！？]|不得|可以|应当|应该|以上|以下|％|%|达到|左右|万元|亿元|例如|比如|为主|\d+\.\d")

TRAILING_REST = re.compile(
    r"(?:等)(?:市级|区级|县级|省级|相关|有关|各|责任|成员|行业|主管|职能|部门|单位|企业|和|及|、|\(?单位\)?)*$"
    r"|(?:等)$"
)
"""`等`, `等相关部门`: says that the list goes on and names nobody."""

PREFIX = re.compile(r"^(?:自治区|自治州|区|市(?!场)|省|县|国家|州|盟|旗)(?=.)")

CONJUNCTION = re.compile(
    r"(?<=[局委办厅会院])(?:以及|和|与|及|会同|,会同)(?=[区市县省州各国有相全镇街两])|(?<=政府|公司|中心|集团|街道|单位|部门)(?:以及|和|与|及|会同)(?=[^\s])"
)
"""`区发展改革委和区生态环境局`; but 发展和改革局, 规划和自然资源局 are one name."""


SEAM = re.compile(r"(?<=[局委办厅])(?=[区市县省])|(?<=中心|公司|政府)(?=[区市县省])")


@dataclass(frozen=True, slots=True)
class Name:
    """A department's printed name and its place in the cleaned text."""

    text: str
    start: int
    end: int


def plain_key(name: str) -> str:
    """A name without the level before it: 市发展改革委 and 发展改革委 of one list are the same body.

    >>> plain_key("市市场监管局"), plain_key("市场监管局")
    ('市场监管局', '市场监管局')
    """
    return PREFIX.sub("", name)


def looks_like_body(name: str, lexicon: Lexicon | None = None) -> bool:
    """Whether a printed name has the look of a department, government, company or place.

    >>> looks_like_body("区发展改革委"), looks_like_body("形成新发展格局")
    (True, False)
    """
    return _weight(name, lexicon) > 0


def surely_a_body(name: str, lexicon: Lexicon | None = None) -> bool:
    """Whether the name can hardly be anything but a department, government or company.

    >>> surely_a_body("区发展改革委"), surely_a_body("金凤镇")
    (True, False)
    """
    return _weight(name, lexicon) == 2


def _weight(name: str, lexicon: Lexicon | None) -> int:
    if lexicon is not None and lexicon.organisation(name) is not None:
        return 2
    core = re.sub(r"[(〔][^()〔〕]*(?:\([^()]*\))?[)〕]?$", "", name)
    if not 2 <= len(core) <= 40 or SOURCE_WORD.search(core) or VERB_AT_HEAD.match(core):
        return 0
    if NOT_A_BODY.search(core) and not core.startswith(("各", "有关", "相关")):
        return 0
    if STRONG_ENDING.search(core):
        return 2
    return 1 if WEAK_ENDING.search(core) else 0


INCLUDING = re.compile(r"[(〔](?:含|包括|包含|不含|下同|以下简称|简称|排名不分先后|按职责)[^()〔〕]*[)〕]?$")
"""`(含两江新区管委会)`: explains a name and is no part of it."""

SHARED_HEAD = re.compile(
    r"(?:(?:各|有关|相关|各有关|各相关)[\u4e00-\u9fff]{0,4}|地级|设区)?"
    r"(?:县级市|市|县|区|州|盟|旗|镇|乡|地|区县|市县|县区|市州|功能区|开发区|园区|乡镇|镇街)"
)
SHARING = re.compile(r"(?:[^、()〔〕]|\([^()]*\)){0,20}(?:人民政府|政府|行政公署|管委会|办事处)(?:[(〔].*[)〕])?")
BARE_PLACE = re.compile(r"[市县区旗镇乡州盟](?:\([市县区旗州、]{1,8}\))?")
"""`各市、县(市、区)人民政府` is one name, and so is `各县级市、区`: its first piece lives on the head of its second."""


def split_names(text: str, start: int = 0) -> tuple[Name, ...]:
    """Cut a printed list of departments into names; positions count from `start`.

    Brackets inside a name (`各县(市、区)人民政府`) are not cut. A blank or line break parts two names only where both
    sides are bodies of their own. `等` and what follows it name nobody and are dropped.

    >>> [name.text for name in split_names("区发改委、区经信委,各县(市、区)人民政府等相关部门")]
    ['区发改委', '区经信委', '各县(市、区)人民政府']
    """
    names: list[Name] = []
    for first, last in _sharing_joined(text, _pieces(text)):
        for left, right in _at_blanks(text, first, last):
            names.extend(_at_conjunctions(text, left, right, start))
    return tuple(names)


def _sharing_joined(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """`各市、县(市、区)人民政府`: the first piece is no name without the second."""
    joined: list[tuple[int, int]] = []
    for first, last in pieces:
        shares = joined and SHARED_HEAD.fullmatch(text[joined[-1][0] : joined[-1][1]].strip())
        piece = TRAILING_REST.sub("", text[first:last].strip())
        if shares and (SHARING.fullmatch(piece) or (BARE_PLACE.fullmatch(piece) and text[joined[-1][0]] == "各")):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((first, last))
    return joined


def _pieces(text: str) -> list[tuple[int, int]]:
    """Stretches between 、 , ; / outside brackets."""
    pieces, depth, first = [], 0, 0
    for index, char in enumerate(text):
        if char in OPENING:
            depth += 1
        elif char in CLOSING:
            depth = max(0, depth - 1)
        elif char in "、,，;；/|。﹑､" and (not depth or not _closed_later(text, index)):
            pieces.append((first, index))
            first = index + 1
    pieces.append((first, len(text)))
    return pieces


def _closed_later(text: str, index: int) -> bool:
    return any(char in CLOSING for char in text[index:])


def _at_blanks(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Part at blanks where the stretches on both sides are surely bodies; else the blank is only a line wrap."""
    words = [(first + found.start(), first + found.end()) for found in re.finditer(r"\S+", text[first:last])]
    joined: list[tuple[int, int]] = []
    for left, right in words:
        if joined and not _two_bodies(text[joined[-1][0] : joined[-1][1]], text[left:right]):
            joined[-1] = (joined[-1][0], right)
        else:
            joined.append((left, right))
    return joined


def _two_bodies(left: str, right: str) -> bool:
    return looks_like_body(left) and looks_like_body(right) and (len(right) > 2 or surely_a_body(right))


def _at_conjunctions(text: str, first: int, last: int, start: int) -> list[Name]:
    names = []
    piece = TRAILING_REST.sub("", text[first:last])
    cuts = [0]
    for found in CONJUNCTION.finditer(piece):
        if looks_like_body(piece[cuts[-1] : found.start()]) and looks_like_body(piece[found.end() :]):
            cuts += [found.start(), found.end()]
    cuts.append(len(piece))
    for left, right in zip(cuts[::2], cuts[1::2], strict=True):
        seam = _seam(piece[left:right])
        for begin, end in ((left, left + seam), (left + seam, right)) if seam else ((left, right),):
            name = _name(piece[begin:end], start + first + begin)
            if name is not None:
                names.append(name)
    return names


def _seam(name: str) -> int:
    """Where two names of one level were printed without a mark between them (a lost line break); 0 for one name."""
    for found in SEAM.finditer(name):
        left, right = name[: found.start()], name[found.start() :]
        if left[:1] == right[:1] and surely_a_body(left) and surely_a_body(right):
            return found.start()
    return 0


EDGE = " \t\n\r\u3000:：.,，、;；。*·"


def _name(raw: str, start: int) -> Name | None:
    """Strip what is not the name: punctuation at the edges, 由, 等 and what follows it."""
    kept = TRAILING_REST.sub("", raw.rstrip(EDGE)).rstrip(EDGE)
    kept = INCLUDING.sub("", kept).rstrip(EDGE)
    left = len(kept) - len(kept.lstrip(EDGE))
    kept = kept.lstrip(EDGE)
    if kept.startswith(("由", "及", "和")) and looks_like_body(kept[1:]):
        kept, left = kept[1:], left + 1
    if not re.search(r"[\w]", kept):
        return None
    return Name(re.sub(r"\s+", "", kept), start + left, start + left + len(kept))


def is_department_list(text: str, lexicon: Lexicon | None = None) -> bool:
    """Whether a text without any responsibility verb is a list of departments and nothing else.

    >>> is_department_list("区发展改革委、区经济信息委"), is_department_list("推进铜梁能源数据中心建设")
    (True, False)
    """
    if len(text) > 400 or SOURCE_WORD.search(text.rstrip(EDGE)) or VERB_AT_HEAD.match(text.strip()):
        return False
    names = split_names(text)
    if not names:
        return False
    weights = [_weight(name.text, lexicon) for name in names]
    if len(names) == 1:
        return weights[0] == 2 or (weights[0] == 1 and len(names[0].text) <= 12)
    bodies = sum(weight > 0 for weight in weights)
    short = all(len(name.text) <= 24 for name in names)
    return short and weights[-1] > 0 and (bodies * 2 >= len(names) or re.match(r"\s*\w{0,3}各", text) is not None)


def goes_on(before: str, after: str) -> bool:
    """Whether a list of departments that a line breaks goes on in the next line.

    >>> goes_on("区发展改革委、区经济信", "息委、区交通局"), goes_on("区发展改革委", "区交通局")
    (True, False)
    """
    if before.rstrip()[-1:] in ("、", ","):
        return looks_like_body(re.split(r"[、,;。)]", after.strip())[0])
    last = re.split(r"[、,;:。(]", before)[-1].strip()
    first = re.split(r"[、,;。)]", after)[0].strip()
    return bool(last) and not looks_like_body(last) and surely_a_body(last + first)
