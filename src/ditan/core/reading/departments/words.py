"""The words which make a clause of responsibility: labels, verbs, tails and dates."""

from __future__ import annotations

import re
from typing import Literal

Part = Literal["lead", "cooperating", "responsible"]
"""What a word makes of the names before or behind it; `responsible` does not say who leads."""

_LEVEL = "(?:市级|区级|省级|县级|本级|镇级)?"
_BODY = "(?:单位|部门|主体|处室|科室|科局|镇街)"
_END = r"(?:\s*[】\]])?\s*:|\s*[】\]]"
LABEL = re.compile(
    r"[【\[]?(?:"
    rf"(?P<people>(?:牵头|责任|分管|包抓|挂牌|联系|主要|协助)(?:市|区|县|校|局)?领导(?:{_END})|(?:牵头|责任|联系|负责)人(?:{_END}))"
    rf"|(?P<time>(?:(?:完成|工作|整改|实施)?(?:时限|期限|时间)(?:要求|节点|安排)?|完成年限|进度要求)(?:{_END}))"
    rf"|(?P<lead>{_LEVEL}(?:主要)?(?:牵头|主办|主责|第一责任|首要责任|主要责任)(?:责任|负责|落实)?{_BODY}?(?:{_END}))"
    rf"|(?P<cooperating>{_LEVEL}(?:配合|协办|协同|参与|参加|协助|支持|协作|协调|会办|指导|督办|督导|第二责任|次要责任|共同责任)"
    rf"(?:责任|落实)?{_BODY}?(?:{_END}))"
    rf"|(?P<responsible>{_LEVEL}(?:(?:责任|负责|承办|落实|实施|完成|主管|任务)(?:落实)?(?:{_BODY}|分工)(?:及分工|分工)?|分工负责|责任)"
    rf"(?:{_END})))"
)
"""A word with a colon which says what the names behind it are."""

DUTY = r"(?:(?:依|按照?|根据)(?:各自)?(?:工作)?(?:职责|职能|权限|分工)(?:范围|职责)?(?:分工|内)?)"
LEAD_VERB = re.compile(
    rf"(?:{DUTY})?(?:共同|联合|分别)?(?:牵头|主办|抓总|为主)(?:负责|督导|组织|落实|实施|推进|协调|办理|制定|抓总|单位)*"
)
"""Stands nowhere inside a name, so it parts a sentence even without a comma behind it."""

COOPERATING_VERB = re.compile(
    rf"(?:{DUTY})?(?:共同|积极|密切|协同|做好)*(?:参与|参加|配合|协助|协办|协同|支持|协作|予以支持)(?:配合|负责|落实|实施|推进|做好|工作|相关工作)*$"
)
RESPONSIBLE_VERB = re.compile(
    rf"(?:{DUTY}(?:分别|共同)?|共同|分别|具体|分工|各自|统筹|组织|依法|协同|结合(?:各自)?实际|抓好)*+"
    r"(?:负责|落实|承办|实施|推进|抓落实|执行|牵头)(?:负责|落实|承办|实施|推进|抓落实|执行|牵头|到位|组织|工作)*+$"
    rf"|{DUTY}(?:分工|抓好|做好|推进|组织实施|各负其责|实施|执行)*+$|各负其责$"
)
ALONGSIDE = re.compile(r"(?:,|、)?(?:会同|商同|联合)(?=\S)")
"""`A会同B负责`: A leads."""

TAIL = re.compile(
    r"下同|不再?(?:一一|逐一|逐项|重复|单独|另行|赘)*(?:列出|列举|标注|赘述|列(?=$|[)。]))"
    r"|(?:以下|下列|后续|其余|其他)(?:各项|各条|任务|措施|工作|均)?[^,。;]{0,14}(?:均需|均由|均包括|均涉及|不再)"
)
"""Says once for all later measures that local governments carry them out."""

EXPLAINS = re.compile(
    r"\s*(?:未明确|未标注|未列|没有明确|如无|凡|除|其中|由所列|所列|排在?(?:第一|首位|前)|排名(?:第一|首位|[在靠]前)|列(?:第一|首位)|第一位|首位)"
)
"""A rule for reading the clauses themselves: `未明确牵头单位的,由所列单位按职责分工负责`."""
FIRST_LEADS = re.compile(
    r"(?:排名?|排列|列|位列|名列|排序)(?:[在于])?(?:(?P<one>第一|首位|第1|首)|前位|前面|前|靠前)(?:位|名)?的?(?:单位|部门)?(?:即)?[为是](?:各项?任务的?|该项工作的?)?"
    r"(?:牵头|主责|主办|第一责任)"
)
"""A rule for the whole plan: whoever stands first (`one`), or before the first comma, leads."""
INNER_BRACKET = re.compile(r"[(〔\[][^()〔〕\[\]]*[)〕\]]")
CARRYING_OUT = re.compile(r"(?:负责|具体|组织|抓好)*(?:落实|实施|执行)$|负责$")
LOCAL = re.compile(r"地方|各级|各地|各[市县区镇乡州盟旗]|县\(|市县|政府|公署|管委会|街道|镇街")
NO_CLAUSE = re.compile(
    r"^\s*(?:以下|下称|下同|简称|统称|含|包括|不含|即|其中|例如|如|见|详见|附|试行|征求意见|此件|根据|依据|《|“|指|注|原|http|联系|电话)"
)
CUT_LABEL = re.compile(r"(?:责任|牵头|配合|参与|参加|协办|主办|承办|落实|实施|协助)(?:单|部)?|完成(?:时限?)?|责|牵|配")
"""What is left of a label where the page ends."""
GENERIC = re.compile(
    r"(?:由)?(?:建设|施工|设计|监理|运营|使用|用能|产权|业主|排污)单位|业主|企业|用户|政府|项目业主|第三方机构|专业机构"
    r"|(?:责任|牵头|配合|主办|协办|承办|参与|实施|负责)(?:单位|部门|主体)"
)
"""Roles in a transaction (`由建设单位负责`): a rule of the text, not a department given a task."""
STRONG_HINT = re.compile(
    r"牵头|按照?(?:各自)?职[责能]|分工负责|(?:责任|牵头|配合|参与|落实|主办|协办|承办|实施)(?:单位|部门|主体)\s*:"
)
HINT = re.compile(r"负责|牵头|配合|参与|参加|协助|落实|主办|协办|承办|实施|单位|部门")
WORD_OF_DUTY = re.compile(
    r"(?:按照?|依)(?:各自)?职[责能](?:分工)?(?:负责)?|(?:牵头|责任|配合|主办|协办|承办|参与|参加|协助|落实)(?:单位|部门|负责)?|负责"
    r"|分工负责|完成时限|不再列出"
)
DEADLINE = re.compile(
    r"(?=[^、]*(?:年|月|季度|长期|持续|常态))(?:20\d\d年?[-—~至到])?(?:每年|20\d\d年|当年|全年|年)?(?:\d{1,2}月)?(?:\d{1,2}日)?"
    r"(?:上半年|下半年|第?[一二三四]季度)?(?:年?[底末内初]|[上中下]旬)?(?:之?前|以前)?(?:基本|全面)?"
    r"(?:完成|实施|启动|建成|见效|取得(?:阶段性|明显|积极)?(?:成效|进展))?,?(?:(?:并|并且)?(?:长期|持续|常态化)(?:坚持|推进|实施|开展|进行)?)?"
)
"""A stretch which only says until when."""
