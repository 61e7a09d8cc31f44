"""Keeping the duties of security and audit out of the system administrator's hands.

Whoever makes an account or resets its password has had that password in hand; whoever places people on posts decides who gets
a post's roles. The system administrator does both. So an account that she had a hand in is withheld: its roles of security and
audit give nothing until somebody of those duties, to whose face its owner has told a code, releases it.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from ditan.base.access.administration import duty_on_paper, holders_of
from ditan.base.access.held import forget
from ditan.base.access.models import PROTECTED, Duty, RoleOfPost, Withheld
from ditan.base.accounts.errors import OwnAccount, ReleaseRefused
from ditan.base.accounts.models import AccountState
from ditan.base.accounts.permissions import RELEASE, require
from ditan.base.accounts.services.sessions import privileges_changed
from ditan.base.audit.services import record
from ditan.base.directory.models import Person, Post
from ditan.base.notices.services import notify

MADE, RESET, FACTOR, ENABLED, PLACED = "made", "reset", "factor", "enabled", "placed"
DIGITS = 6


def withhold(*, by: User | None, of: User, why: str) -> None:
    """Note that `by` had a hand in the account; belongs into the transaction of what was done."""
    name = by.get_username() if by is not None else ""
    Withheld.objects.update_or_create(user=of, defaults={"why": why, "since": timezone.now(), "by": name})
    forget(of)
    duty = duty_on_paper(of)
    if not duty:
        return
    privileges_changed(users=[of])
    record(act="accounts.withheld", user=by, **_target(of), after={"duty": duty, "why": why})
    when = timezone.localtime()
    context = {"name": of.get_username(), "duty": Duty(duty).label, "when": when.strftime("%Y-%m-%d %H:%M"), "by": name}
    others = User.objects.filter(pk__in=holders_of(PROTECTED) - {of.pk})
    notify(kind="accounts.release_due", to=others, context=context, key=f"{of.pk}:{when.timestamp():.3f}")


def placed(by: Any, post: Post, person: Person) -> None:
    """A person came to hold a post: where it carries a duty of security or audit, the account waits."""
    if person.user is None or not RoleOfPost.objects.filter(post=post, role__administrator__in=PROTECTED).exists():
        return
    withhold(by=by, of=person.user, why=PLACED)


def refuse_without_releaser(of: User) -> None:
    """Refuse what would leave an account of security or audit waiting with nobody there to release it."""
    if not duty_on_paper(of) or holders_of(PROTECTED) - {of.pk}:
        return
    raise OwnAccount(
        _(
            "账号“%(name)s”是唯一在用的安全或审计管理员，办理后没有人能为它放行；请在服务器上用 rescue_account 命令办理。"
        )
        % {"name": of.get_username()}
    )


def release_code(of: User, waiting: Withheld) -> str:
    """The digits that the owner of the account tells; others when the password is changed or it is withheld anew."""
    value = f"{of.pk}:{of.password}:{waiting.since.isoformat()}"
    digest = salted_hmac("ditan.accounts.release", value, algorithm="sha256").hexdigest()
    return f"{int(digest, 16) % 10**DIGITS:0{DIGITS}d}"


@transaction.atomic
def release(*, user: User, of: User, code: str) -> None:
    """Let the account's duty count. `code` was told by its owner, who alone sees it, after setting a password of her own."""
    require(user, RELEASE)
    if user.pk == of.pk:
        raise OwnAccount(_("不能为自己的账号放行。"))
    waiting = Withheld.objects.select_for_update().filter(user=of).first()
    duty = duty_on_paper(of)
    if waiting is None or not duty:
        raise ReleaseRefused(_("账号“%(name)s”没有待放行的职责；请刷新页面。") % {"name": of.get_username()})
    if AccountState.objects.filter(user=of, must_change=True).exists():
        raise ReleaseRefused(
            _("账号“%(name)s”的一次性密码还没有由本人修改；请本人先登录并修改密码，再放行。")
            % {"name": of.get_username()}
        )
    if not constant_time_compare(code.strip(), release_code(User.objects.get(pk=of.pk), waiting)):
        raise ReleaseRefused(
            _("核验码与账号“%(name)s”本人页面上显示的不符；请当面向本人核对，谨防他人冒用该账号。")
            % {"name": of.get_username()}
        )
    waiting.delete()
    privileges_changed(users=[of])
    record(act="accounts.released", user=user, **_target(of), before={"why": waiting.why}, after={"duty": duty})
    when = timezone.localtime()
    context = {"duty": Duty(duty).label, "when": when.strftime("%Y-%m-%d %H:%M"), "by": user.get_username()}
    notify(kind="accounts.released", to=[of], context=context, key=f"{of.pk}:{when.timestamp():.3f}")


def _target(of: User) -> dict[str, Any]:
    return {"target_kind": "account", "target_key": of.pk, "target_name": of.get_username()}
