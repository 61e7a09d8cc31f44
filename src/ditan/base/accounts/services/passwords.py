"""Setting passwords: what is refused, what is remembered."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import check_password as hash_fits
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ditan.base.accounts.errors import WeakPassword, WrongPassword
from ditan.base.accounts.models import AccountState, PasswordRecord
from ditan.base.accounts.policy import controls
from ditan.base.audit.services import record
from ditan.base.directory.models import Person
from ditan.core.security.passwords import faults


def state_of(user: Any) -> AccountState:
    """The account's state, made where it has none yet."""
    return AccountState.objects.get_or_create(user=user, defaults={"password_changed_at": timezone.now()})[0]


def names_of(user: Any) -> tuple[str, ...]:
    """The names of the person behind an account."""
    own = f"{getattr(user, 'last_name', '')}{getattr(user, 'first_name', '')}"
    if getattr(user, "pk", None) is None:
        return (own,) if own else ()
    names = [own, *Person.objects.filter(user=user).values_list("name", flat=True)]
    return tuple(dict.fromkeys(name for name in names if name))


def faults_of(password: str, user: Any) -> tuple[str, ...]:
    """What keeps this password from being this person's next; empty where nothing does."""
    name = user.get_username() if user is not None else ""
    found = faults(password, user_name=name, names=names_of(user) if user is not None else (), controls=controls())
    if found or user is None or user.pk is None:
        return found
    return (
        (_("密码与最近 %(count)s 次用过的相同，请换一个。") % {"count": controls().password_history},)
        if _used(password, user)
        else ()
    )


def remember(user: Any) -> None:
    """Keep the hash that was just set, with the moment, and as many old ones as the rule asks for."""
    state = state_of(user)
    state.password_changed_at = timezone.now()
    state.save(update_fields=["password_changed_at"])
    if not user.has_usable_password():
        return
    PasswordRecord.objects.create(user=user, hash=user.password)
    kept = PasswordRecord.objects.filter(user=user).values_list("pk", flat=True)[: controls().password_history]
    PasswordRecord.objects.filter(user=user).exclude(pk__in=list(kept)).delete()


def _used(password: str, user: Any) -> bool:
    known = PasswordRecord.objects.filter(user=user).values_list("hash", flat=True)[: controls().password_history]
    hashes = dict.fromkeys([user.password, *known] if user.has_usable_password() else known)
    return any(hash_fits(password, each) for each in hashes)


@transaction.atomic
def change_password(*, user: User, old: str, new: str) -> None:
    """A person sets their own next password; a wrong old one or a weak new one changes nothing."""
    if not user.check_password(old):
        raise WrongPassword(_("当前密码不正确，密码没有修改；请重新输入当前密码。"))
    set_password(user=user, new=new)
    AccountState.objects.filter(user=user).update(must_change=False)
    record(
        act="accounts.password_changed",
        user=user,
        target_kind="account",
        target_key=user.pk,
        target_name=user.get_username(),
    )


def set_password(*, user: User, new: str) -> None:
    """Set a password that the rules accept. In the caller's transaction."""
    try:
        validate_password(new, user)
    except ValidationError as error:
        raise WeakPassword(tuple(error.messages)) from error
    user.set_password(new)
    user.save(update_fields=["password"])
