"""The search area of the list of accounts."""

from __future__ import annotations

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from ditan.base.accounts.selectors.accounts import DISABLED, IN_USE, LOCKED, MUST_CHANGE, NEVER, AccountFilters
from ditan.base.searching import Control, Words

STATES: list[tuple[str, Words]] = [
    (IN_USE, _("在用")),
    (DISABLED, _("停用")),
    (LOCKED, _("锁定")),
    (MUST_CHANGE, _("待改密码")),
    (NEVER, _("从未登录")),
]


def account_search(data: QueryDict) -> tuple[AccountFilters, list[Control]]:
    """Filters and controls; what makes no sense is ignored."""
    words = data.get("q", "").replace("\x00", "").strip()[:100]
    state = data.get("state", "")
    known = state if state in {value for value, _label in STATES} else ""
    return AccountFilters(words, known), [
        Control("q", _("账号"), words, placeholder=_("用户名或姓名")),
        Control("state", _("状态"), known, choices=STATES),
    ]
