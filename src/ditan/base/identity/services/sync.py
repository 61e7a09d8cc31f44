"""Keeping accounts in step with another system: one person a call, whole or not at all, the same call twice is once.

Nothing is ever deleted, no post is invented, and an account that did not come from the other system is never taken over.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.accounts.services import disable, enable
from ditan.base.audit.services import record
from ditan.base.directory.errors import DirectoryRefused, InvalidFields
from ditan.base.directory.models import Holding, Organisation, Person, Post
from ditan.base.directory.services.people import create_person, edit_person, hand_over_post, hold_post
from ditan.base.identity.errors import WrongInput
from ditan.base.identity.models import Bearer, ExternalAccount
from ditan.base.identity.permissions import require_sync
from ditan.base.identity.selectors import get_external, open_holdings, person_of

NEEDED = frozenset({"directory.manage_directory", "accounts.manage_accounts"})
"""What a sync does besides. The owner must hold these; the token need not name them."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A person as the other system knows her."""

    username: str
    name: str
    phone: str = ""
    staff_number: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post to be held: its organisation by credit code or full name."""

    organisation: str
    title: str
    since: date | None = None
    acting: bool = False


@transaction.atomic
def keep(
    *, user: Any, external_id: str, wanted: Wanted, holdings: Iterable[HeldPost] | None = None
) -> tuple[ExternalAccount, str]:
    """Make or change the person, her account and her posts; tells `created`, `changed` or `unchanged`."""
    working = _working(user)
    account = ExternalAccount.objects.select_related("user").filter(external_id=external_id).first()
    posts = None if holdings is None else tuple(holdings)
    found = _checked(external_id, wanted, posts, account)
    made = account is None
    changed = made
    try:
        if account is None:
            account = _make(working, external_id, wanted)
        else:
            changed = _change(working, account, wanted)
        if posts is not None:
            changed = _hold(working, account, list(zip(posts, found, strict=True))) or changed
    except InvalidFields as error:
        raise WrongInput(error.errors) from error
    except DirectoryRefused as error:
        raise WrongInput({"holdings": error.message}) from error
    changed = _switch(working, account, wanted.active) or changed
    if changed:
        account.synced_at = timezone.now()
        account.save(update_fields=["synced_at"])
    return get_external(user, external_id), "created" if made else "changed" if changed else "unchanged"


@transaction.atomic
def deactivate(*, user: Any, external_id: str) -> tuple[ExternalAccount, str]:
    """Switch the account off. Person, posts and everything she did stay; her open work waits for a hand-over."""
    working = _working(user)
    account = get_external(user, external_id)
    changed = _switch(working, account, False)
    return get_external(user, external_id), "changed" if changed else "unchanged"


def _working(user: Any) -> Any:
    """The bearer with what a sync needs besides, as far as the owner holds it."""
    require_sync(user)
    working: Bearer = copy(user)
    working.token_permissions = user.token_permissions | NEEDED
    return working


def _checked(
    external_id: str, wanted: Wanted, posts: tuple[HeldPost, ...] | None, account: ExternalAccount | None
) -> list[Post]:
    """The posts that are named; `WrongInput` with every fault at once, by field."""
    errors: dict[str, str] = {}
    if external_id != external_id.strip() or not 0 < len(external_id) <= 120 or not external_id.isprintable():
        errors["external_id"] = _("外部编号应为 1—120 个可见字符，首尾没有空格。")
    try:
        UnicodeUsernameValidator()(wanted.username)
    except ValidationError:
        errors["username"] = _("用户名“%(name)s”不合格：只能用文字、数字和 @ . + - _。") % {"name": wanted.username}
    same = User.objects.filter(username=wanted.username).exclude(pk=account.user_id if account else 0).first()
    if same is not None:
        errors["username"] = _(
            "用户名“%(name)s”已属于另一个账号，不能由同步接管；请换一个用户名，或先由系统管理员处理原账号。"
        ) % {"name": wanted.username}
    found = []
    for number, each in enumerate(posts or ()):
        organisation = _organisation(each.organisation)
        post = _post(organisation, each.title)
        if organisation is None:
            errors[f"holdings.{number}.organisation"] = _(
                "第 %(number)d 项任职：没有找到现行单位“%(name)s”；请填统一社会信用代码或全称。"
            ) % {"number": number + 1, "name": each.organisation}
        elif post is None:
            errors[f"holdings.{number}.post"] = _(
                "第 %(number)d 项任职：“%(name)s”没有岗位“%(title)s”；请先在组织机构中设岗。"
            ) % {"number": number + 1, "name": organisation.name, "title": each.title}
        elif post in found:
            errors[f"holdings.{number}.post"] = _("第 %(number)d 项任职与前面重复；请只保留一项。") % {
                "number": number + 1
            }
        else:
            found.append(post)
    if errors:
        raise WrongInput(errors)
    return found


def _organisation(named: str) -> Organisation | None:
    """The one current organisation with this credit code or name; None where there is none or more than one."""
    today = Organisation.objects.as_of(timezone.localdate())
    found = list(today.filter(credit_code=named)[:2]) if named else []
    found = found or list(today.filter(name=named)[:2])
    return found[0] if len(found) == 1 else None


def _post(organisation: Organisation | None, title: str) -> Post | None:
    return Post.objects.filter(organisation=organisation, title=title, valid_to__isnull=True).first()


def _make(working: Any, external_id: str, wanted: Wanted) -> ExternalAccount:
    account = User(username=wanted.username, last_name=wanted.name)
    account.set_unusable_password()
    account.save()
    create_person(user=working, name=wanted.name, phone=wanted.phone, staff_number=wanted.staff_number, account=account)
    made = ExternalAccount.objects.create(external_id=external_id, user=account, synced_at=timezone.now())
    after = {"external_id": external_id, "username": wanted.username, "name": wanted.name}
    _record("identity.account_made", working, made, after=after)
    return made


def _change(working: Any, account: ExternalAccount, wanted: Wanted) -> bool:
    user, person = account.user, Person.objects.filter(user=account.user).first()
    details = {"phone": wanted.phone, "staff_number": wanted.staff_number}
    if person is None:
        create_person(user=working, name=wanted.name, account=user, **details)
    elif any(getattr(person, name) != value for name, value in {"name": wanted.name, **details}.items()):
        edit_person(user=working, pk=person.pk, name=wanted.name, **details)
    else:
        details = {}
    before = {"username": user.username, "name": f"{user.last_name}{user.first_name}"}
    after = {"username": wanted.username, "name": wanted.name}
    if before != after:
        user.username, user.last_name, user.first_name = wanted.username, wanted.name, ""
        user.save(update_fields=["username", "last_name", "first_name"])
        _record("identity.account_changed", working, account, before=before, after=after)
    return bool(details) or before != after


def _hold(working: Any, account: ExternalAccount, wanted: list[tuple[HeldPost, Post]]) -> bool:
    """Begin the posts that are new, end those that are not named any more."""
    today, person = timezone.localdate(), person_of(account)
    held: dict[int, Holding] = {each.post_id: each for each in open_holdings(account)}
    named = {post.pk for _each, post in wanted}
    for each, post in wanted:
        if post.pk not in held:
            hold_post(user=working, post=post, person=person, on=each.since or today, acting=each.acting)
    ended = [holding for post, holding in held.items() if post not in named]
    for holding in ended:
        hand_over_post(user=working, holding=holding, taker=None, on=today)
    return bool(ended or named - held.keys())


def _switch(working: Any, account: ExternalAccount, active: bool) -> bool:
    of = User.objects.get(pk=account.user_id)
    if of.is_active == active:
        return False
    if active:
        enable(user=working, of=of)
    else:
        disable(user=working, of=of, reason=_("由用户同步接口停用"))
    return True


def _record(act: str, user: Any, account: ExternalAccount, *, before: Any = None, after: Any = None) -> None:
    record(
        act=act,
        user=user,
        target_kind="account",
        target_key=account.user_id,
        target_name=account.user.get_username(),
        before=before,
        after=after,
    )
