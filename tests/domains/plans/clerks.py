"""People whose roles reach one department only, and a plan in which every item says whose it is."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from django.contrib.auth.models import Permission, User
from django.db.models import Q

from ditan.base.access.models import Role, ScopeKind
from ditan.base.directory.models import Organisation
from ditan.domains.plans.kinds import KINDS
from ditan.domains.plans.models import SERVING_CODES, Finding, PlanDocument
from ditan.domains.plans.services import confirm_item, edit_item
from tests.base.access.conftest import MakePerson

HERS, OTHERS = "甲方之事", "乙方之事"
"""Words in the name of each item, which stand nowhere in the plan's text."""

DEPARTMENT, LISTED = "区经济信息委", "铜山区经济信息委"
"""Her department as the plan prints it, and as it is listed."""
REACHED = ("measure", "project")
"""The kinds that name her department in the minimal plan: one measure, in which it cooperates, and one project."""

EVERY = (
    "view_plans",
    "upload_plan",
    "review_items",
    "manage_plans",
    "view_targets",
    "manage_targets",
    "import_items",
    "export_items",
)


def role_of(name: str, scope: str = ScopeKind.OWN_ORGANISATION, permissions: tuple[str, ...] = EVERY) -> Role:
    """A role with permissions of plans and one data scope."""
    role = Role.objects.create(name=name, scope=scope)
    # Comparisons of regions are exported by who may export values.
    exports = ("export_observations",) if "export_items" in permissions else ()
    own = Q(content_type__app_label="plans", codename__in=permissions)
    role.permissions.set(Permission.objects.filter(own | Q(codename__in=exports)))
    return role


def clerk_of(make_person: MakePerson, office: Organisation, *roles: Role) -> User:
    """Somebody with a post in the organisation that carries the roles."""
    return make_person("banshiyuan", office, post_roles=roles)


def mark(plan: PlanDocument, user: User) -> PlanDocument:
    """Put into the name of every item whose it is, and take it into the books."""
    for kind in KINDS.values():
        word = HERS if kind.name in REACHED else OTHERS
        name = "title" if "title" in [field.name for field in kind.fields] else "name"
        for item in kind.rows().filter(plan=plan).order_by("pk"):
            edit_item(user=user, kind=kind.name, pk=item.pk, version=item.version, changes={name: f"{word}{item.pk}"})
    finding = Finding.objects.get()
    finding.message = f"{OTHERS}有两种说法。"
    finding.save()
    confirm_item(user=user, kind="finding", pk=finding.pk, version=finding.version)
    return plan


def words_of(response: Any) -> str:
    """Everything that an answer says; a workbook is unpacked."""
    data: bytes = b"".join(response.streaming_content) if response.streaming else response.content
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            data = b"\n".join(packed.read(name) for name in packed.namelist())
    text = data.decode(errors="replace")
    return text.encode().decode("unicode_escape", errors="replace") if "\\u" in text else text


def rows_of_others() -> list[list[dict[str, Any]]]:
    """What no clerk of her department may change. What serves what is found anew by the platform with each decision."""
    kinds = [kind.rows().order_by("pk") for name, kind in KINDS.items() if name not in REACHED]
    return [*(list(rows.values()) for rows in kinds), list(Finding.objects.exclude(code__in=SERVING_CODES).values())]
