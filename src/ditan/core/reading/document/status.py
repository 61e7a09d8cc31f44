"""Whether a document is a draft for comment or issued."""

from __future__ import annotations

import re

from ditan.core.reading.draft import Status

DRAFT = re.compile(
    r"征求意见稿|公开征求意见|征求.{0,12}意见|送审稿|公示稿|讨论稿|报批稿|初稿|\(草案\)|草案|意见征集|听取意见"
)
ISSUED = re.compile(
    r"现(?:将.{0,60})?(?:印发|转发|下发)|(?:印发|转发)给|印发《|此件(?:公开|主动|依申请|不予)|(?:现)?予以(?:公布|印发)|印发.{0,40}的通知"
)


def read_status(title: str, front: str, own_number: bool) -> tuple[Status, str]:
    """The status and the printed words that show it.

    The title decides, then what stands above the plan's body, then the document's own number.

    Examples
    --------
    >>> read_status("某区规划(征求意见稿)", "", False)
    ('draft', '征求意见稿')
    >>> read_status("某区规划", "现印发给你们,请认真贯彻执行。", False)[0]
    'issued'
    """
    if found := DRAFT.search(title):
        return "draft", found.group()
    if found := ISSUED.search(front):
        return "issued", found.group()
    if found := DRAFT.search(front):
        return "draft", found.group()
    return ("issued", "") if own_number else ("unknown", "")
