"""What the pages send: names of organisations, posts and accounts, and days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.contrib.auth.models import User
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext as _

from ditan.base.access.errors import InvalidRole
from ditan.base.access.held import on, today
from ditan.base.access.models import ScopeKind
from ditan.base.access.services import RoleDraft
from ditan.base.directory.models import Organisation, Post
from ditan.base.directory.selectors.picking import picked

MOST_NAMED = 500


def draft_of(data: QueryDict) -> RoleDraft:
    """A role as the editor sends it."""
    scope = data.get("scope", "")
    named = data.get("organisations", "") if scope == ScopeKind.CUSTOM else ""
    return RoleDraft(
        name=data.get("name", ""),
        scope=scope,
        label=data.get("label", ""),
        permissions=frozenset(data.getlist("permission")),
        organisations=frozenset(each.pk for each in organisations_named(named)),
    )


def organisations_named(text: str) -> list[Organisation]:
    """The organisations that a text names line by line, by full name or credit code."""
    names = [line.strip() for line in text.replace("\x00", "").splitlines() if line.strip()]
    if len(names) > MOST_NAMED:
        raise InvalidRole(
            _("一次填写了 %(found)d 个单位，最多 %(most)d 个；请改用上级单位，或分成几个角色。")
            % {"found": len(names), "most": MOST_NAMED}
        )
    living = Organisation.objects.filter(on(today()))
    by_name = {name: picked(living, name, lambda rows, _text: rows.none()) for name in names if name.endswith("〕")}
    for each in living.filter(Q(name__in=names) | Q(credit_code__in=names)):
        for name in {each.name, each.credit_code} - {""}:
            by_name.setdefault(name, []).append(each)
    return [_only(name, by_name.get(name, [])) for name in names]


def _only(name: str, found: list[Organisation]) -> Organisation:
    if not found:
        raise InvalidRole(_("没有名为“%(name)s”的现行单位；请填写单位全称或统一社会信用代码。") % {"name": name[:60]})
    if len(found) > 1:
        raise InvalidRole(
            _("有 %(found)d 个单位名为“%(name)s”；请输入时从列表中选取，或改填统一社会信用代码。")
            % {"found": len(found), "name": name[:60]}
        )
    return found[0]


def organisation_named(text: str) -> Organisation | None:
    """The one organisation that a field names; None where it is empty."""
    found = organisations_named(text)
    if len(found) > 1:
        raise InvalidRole(_("请只填写一个单位。"))
    return found[0] if found else None


def post_named(data: Mapping[str, str]) -> Post:
    """The post with this title in this organisation."""
    organisation, title = organisation_named(data.get("organisation", "")), data.get("title", "").strip()
    if organisation is None or not title:
        raise InvalidRole(_("请填写单位和岗位名称。"))
    post = Post.objects.filter(on(today()), organisation=organisation, title=title.replace("\x00", "")).first()
    if post is None:
        raise InvalidRole(
            _("“%(organisation)s”没有名为“%(title)s”的岗位；请先由系统管理员在组织机构中设置。")
            % {"organisation": organisation.name, "title": title[:60]}
        )
    return post


def account_named(text: str) -> User:
    """The account with this name."""
    name = text.replace("\x00", "").strip()
    account = User.objects.filter(username=name).first() if name else None
    if account is None:
        raise InvalidRole(_("没有用户名为“%(name)s”的账号；请核对用户名。") % {"name": name[:60]})
    return account


def day_of(text: str, label: str) -> date | None:
    """A day as a date field sends it; None where it is empty."""
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError as error:
        raise InvalidRole(
            _("%(label)s“%(text)s”不是日期；应为 2026-12-31 这样的格式。") % {"label": label, "text": text[:20]}
        ) from error
