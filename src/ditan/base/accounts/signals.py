"""What happens to accounts outside this app's own services: log-ins by any road, and changes of privileges."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.db.models.signals import m2m_changed, post_delete, post_save

from ditan.base.access.models import Grant, Role, RoleOfPost
from ditan.base.directory.models import Holding


def connect() -> None:
    """Called once when the app is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="accounts.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="accounts.signed_out")
    for signal in (post_save, post_delete):
        signal.connect(_granted, sender=Grant, dispatch_uid=f"accounts.granted.{id(signal)}")
        signal.connect(_given_to_post, sender=RoleOfPost, dispatch_uid=f"accounts.given_to_post.{id(signal)}")
        signal.connect(_held, sender=Holding, dispatch_uid=f"accounts.held.{id(signal)}")
    m2m_changed.connect(_permissions, sender=Role.permissions.through, dispatch_uid="accounts.permissions")


def _signed_in(sender: Any, request: Any, user: Any, **_more: Any) -> None:
    from ditan.base.accounts.services.sessions import begin

    if request is not None and hasattr(request, "session"):
        begin(request=request, user=user)


def _signed_out(sender: Any, request: Any, user: Any, **_more: Any) -> None:
    from ditan.base.accounts.services.sessions import end

    if user is not None and request is not None:
        end(user=user, session=request.session)


def _granted(sender: Any, instance: Grant, **_more: Any) -> None:
    _changed(User.objects.filter(pk=instance.user_id))


def _given_to_post(sender: Any, instance: RoleOfPost, **_more: Any) -> None:
    _changed(User.objects.filter(person__holdings__post=instance.post_id))


def _held(sender: Any, instance: Holding, **_more: Any) -> None:
    _changed(User.objects.filter(person=instance.person_id))


def _permissions(sender: Any, instance: Any, action: str, **_more: Any) -> None:
    if action.startswith("post_") and isinstance(instance, Role):
        _changed(User.objects.filter(grants__role=instance))
        _changed(User.objects.filter(person__holdings__post__roles_of_post__role=instance))


def _changed(users: Any) -> None:
    from ditan.base.accounts.services.sessions import privileges_changed

    privileges_changed(users=users)
