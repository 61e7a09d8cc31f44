"""The first start: three administrators, three people, three passwords; nothing exists before them."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.access.held import today
from ditan.base.access.models import Duty, Grant, Role
from ditan.base.access.services import make_declared_roles
from ditan.base.accounts.clients import digest
from ditan.base.accounts.errors import SetupRefused, WeakPassword
from ditan.base.accounts.models import AccountState, SetupCode
from ditan.base.accounts.selectors.administrators import administrators_exist
from ditan.base.accounts.services.making import found_account
from ditan.base.audit.services import record

TRIAL_NAME = "trial"
CODE_HOURS = 24


@dataclass(frozen=True, slots=True)
class Newcomer:
    """One of the three: duty, account, the person's name, and the password typed twice."""

    duty: str
    name: str
    family: str
    given: str
    password: str
    again: str


@transaction.atomic
def issue_setup_code() -> str | None:
    """A fresh code for the first page, None once there are administrators. Earlier codes lose their worth."""
    if administrators_exist():
        return None
    code = "-".join(secrets.token_hex(2) for _each in range(4))
    SetupCode.objects.all().delete()
    SetupCode.objects.create(digest=digest(code))
    record(act="accounts.setup_code_issued")
    return code


def setup_allowed(*, user: Any, code: str, trial: bool) -> bool:
    """Whether somebody may make the first administrators: the trial account in a trial, or who holds the code."""
    if administrators_exist():
        return False
    if trial and user is not None and user.is_authenticated and user.get_username() == TRIAL_NAME:
        return True
    since = timezone.now() - timedelta(hours=CODE_HOURS)
    return (
        bool(code)
        and SetupCode.objects.filter(
            digest=digest(code.strip().lower()), used_at__isnull=True, made_at__gt=since
        ).exists()
    )


@transaction.atomic
def make_first_administrators(*, user: Any, code: str, trial: bool, people: Sequence[Newcomer]) -> list[User]:
    """Make the three accounts with their roles, switch the trial account off, and spend the code: all or nothing."""
    # Two people who open the page at once must not both win: the rows of the roles are held until the end.
    make_declared_roles()
    roles = {role.administrator: role for role in Role.objects.select_for_update().exclude(administrator="")}
    if not setup_allowed(user=user, code=code, trial=trial):
        raise SetupRefused(
            _("初始化码不正确、已过期或已用过，或者管理员已经设置。请在服务器上重新启动以取得新的初始化码。")
        )
    _check(people)
    made = [_make(each, roles[each.duty]) for each in people]
    SetupCode.objects.filter(used_at__isnull=True).update(used_at=timezone.now())
    switch_off_trial()
    return made


def switch_off_trial() -> bool:
    """Switch the trial account off and take its powers; gives whether there was one to switch off."""
    account = User.objects.filter(username=TRIAL_NAME, is_active=True).first()
    if account is None:
        return False
    account.is_active = account.is_superuser = account.is_staff = False
    account.set_unusable_password()
    account.save()
    reason = _("已设置正式管理员，试用账号停用")
    AccountState.objects.update_or_create(
        user=account, defaults={"disabled_at": timezone.now(), "disabled_reason": reason, "session_token": ""}
    )
    record(
        act="accounts.trial_ended", target_kind="account", target_key=account.pk, target_name=TRIAL_NAME, detail=reason
    )
    return True


def _check(people: Sequence[Newcomer]) -> None:
    if [each.duty for each in people] != [Duty.SYSTEM, Duty.SECURITY, Duty.AUDIT]:
        raise SetupRefused(_("须同时设置系统管理员、安全管理员和审计管理员三个账号。"))
    for each in people:
        if not (each.name.strip() and each.family.strip() and each.given.strip()):
            raise SetupRefused(_("请填写每位管理员的用户名、姓和名。"))
        if each.password != each.again:
            raise SetupRefused(_("账号“%(name)s”两次输入的密码不一致，请重新输入。") % {"name": each.name})
        if User.objects.filter(username__iexact=each.name.strip()).exists():
            raise SetupRefused(_("用户名“%(name)s”已被使用，请换一个。") % {"name": each.name})
    if len({each.name.strip().casefold() for each in people}) < len(people):
        raise SetupRefused(_("三位管理员须使用三个不同的用户名。"))
    if len({(each.family.strip(), each.given.strip()) for each in people}) < len(people):
        raise SetupRefused(_("三位管理员须是三个不同的人；同一人不能兼任。"))
    if len({each.password for each in people}) < len(people):
        raise SetupRefused(_("三位管理员的密码不能相同。"))


def _make(each: Newcomer, role: Role) -> User:
    try:
        made = found_account(
            name=each.name.strip(),
            family=each.family.strip(),
            given=each.given.strip(),
            password=each.password,
        )
    except WeakPassword as error:
        raise SetupRefused(f"{role.name}：{error.message}") from error
    Grant.objects.create(user=made, role=role, valid_from=today())
    record(
        act="access.role_granted",
        target_kind="role",
        target_key=role.pk,
        target_name=role.name,
        after={"user": made.get_username(), "role": role.name},
    )
    return made
