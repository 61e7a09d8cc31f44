"""All reads of this app; `user` first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from ditan.base.access.declared import Declared, declared_permissions
from ditan.base.declaration import may
from ditan.base.directory.models import Holding, Person
from ditan.base.identity.models import ApiToken, ExternalAccount
from ditan.base.identity.permissions import ISSUE, MANAGE, require, require_sync
from ditan.base.searching import holding


@dataclass(frozen=True, slots=True)
class TokenFilters:
    """What a search for tokens asks for; an empty word asks for nothing."""

    words: str = ""
    state: str = ""


def own_tokens(user: Any, filters: TokenFilters = TokenFilters()) -> QuerySet[ApiToken]:
    """The user's own tokens, newest first."""
    require(user, ISSUE)
    return _filtered(ApiToken.objects.filter(owner_id=user.pk), filters)


def all_tokens(user: Any, filters: TokenFilters = TokenFilters()) -> QuerySet[ApiToken]:
    """Everybody's tokens, for administrators."""
    require(user, MANAGE)
    return _filtered(ApiToken.objects.all(), filters)


def get_token(user: Any, pk: int) -> ApiToken:
    """One of the user's own tokens, or any for administrators; `ApiToken.DoesNotExist` for every other."""
    reached = ApiToken.objects.all() if may(user, MANAGE) else ApiToken.objects.filter(owner_id=user.pk)
    if not (may(user, MANAGE) or may(user, ISSUE)):
        reached = reached.none()
    return reached.select_related("owner").get(pk=pk)


def get_external(user: Any, external_id: str) -> ExternalAccount:
    """The account that another system keeps under this id; for its token alone."""
    require_sync(user)
    return ExternalAccount.objects.select_related("user").get(external_id=external_id)


def person_of(account: ExternalAccount) -> Person:
    """The person whose account it is."""
    return Person.objects.get(user_id=account.user_id)


def open_holdings(account: ExternalAccount) -> QuerySet[Holding]:
    """The posts that this person holds without an end."""
    held = Holding.objects.filter(person__user_id=account.user_id, valid_to__isnull=True)
    return held.select_related("post__organisation").order_by("post_id", "pk")


def grantable(user: Any) -> Mapping[str, Declared]:
    """The declared permissions that the user holds and may hand to a token, in the order of the menu."""
    held = user.get_all_permissions() if user.is_active else set()
    return {name: each for name, each in declared_permissions().items() if name in held and name not in (ISSUE, MANAGE)}


def _filtered(tokens: QuerySet[ApiToken], filters: TokenFilters) -> QuerySet[ApiToken]:
    now = timezone.now()
    if filters.words:
        words = filters.words
        tokens = tokens.filter(
            holding(words, "name", "owner__username", "owner__last_name") | Q(beginning__startswith=words)
        )
    if filters.state == ApiToken.State.REVOKED:
        tokens = tokens.filter(revoked_at__isnull=False)
    elif filters.state == ApiToken.State.EXPIRED:
        tokens = tokens.filter(revoked_at__isnull=True, expires_at__lte=now)
    elif filters.state == ApiToken.State.VALID:
        tokens = tokens.filter(revoked_at__isnull=True, expires_at__gt=now)
    return tokens.select_related("owner").order_by("-pk")
