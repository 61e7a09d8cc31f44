"""The site's own text around a plan: menus above, share links and footers below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ditan.core.reading.outline.lines import Line
from ditan.core.reading.outline.titles import Title

FOOT = re.compile(
    r"返回(?:顶部|首页|列表)|扫一扫|扫码|二维码|分享(?:到|至|:)|(?:我要|【)?打印(?:本页|此页|】|$)|关闭(?:窗口|本页|】)|本文(?:链接|关键词|网址|地址)"
    r"|^(?:信息|文章|稿件)?来源[::]|责任?编辑[::]|^编辑[::]|上一[篇条]|下一[篇条]|相关(?:文章|链接|阅读|解读|附件|稿件|新闻|信息|文件|推荐)"
    r"|附件下载|点击下载|版权所有|主办(?:单位)?[::]|承办(?:单位)?[::]|ICP备|公网安备|网站(?:标识码|地图|声明)|联系我们|智能(?:问答|机器人)"
    r"|政策解读|图解|免责声明|转载请|无障碍|浏览(?:次数|量)|访问量|收藏本?页?$|^字体[::]|^首页$|^\|$|扫描.{0,6}二维码|APP下载"
)
SIGNATURE = re.compile(r"此件(?:公开|主动|依申请|不予)|^抄送|印发$|^附[件表]")
LEAD = re.compile(r"(?:原文|全文|正文|内容|方案》?|通知|文件|规划》?|计划》?|详情).{0,4}如下[::。]?$")
LONGEST = 60
LOOKED_AT = 40


def chrome_above(lines: Sequence[Line], title: Title | None) -> tuple[int, int] | None:
    """The stretch above the letter or the title: menus, and a reporter's lead that ends with 原文如下."""
    if title is None:
        return None
    first = title.first if title.letter is None else title.letter
    long = sum(len(line.text) > 2 * LONGEST for line in lines[:first])
    led = any(LEAD.search(line.text) for line in lines[:first])
    return (lines[0].start, lines[first].start) if first > 0 and (long <= 1 or led) else None


def chrome_below(lines: Sequence[Line]) -> tuple[int, int] | None:
    """The stretch behind the plan: from the first footer line on, where only short lines follow."""
    first = None
    barred = any(line.text.startswith("|") and len(line.text) > 1 for line in lines[-LOOKED_AT:])
    for index in range(len(lines) - 1, max(-1, len(lines) - LOOKED_AT - 1), -1):
        text = lines[index].text
        if text == "|" and barred:
            # The end of a table's row, where its cells stand one a line.
            continue
        if FOOT.search(text) and len(text) <= 4 * LONGEST:
            first = index
        elif len(text) > LONGEST or text.endswith(("。", ";")) or SIGNATURE.search(text):
            break
    return (lines[first].start, lines[-1].end) if first is not None else None
