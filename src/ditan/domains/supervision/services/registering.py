"""Names that a plan prints and no organisation bears, entered in the directory as organisations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from ditan.base.directory.models import Organisation, OrganisationKind
from ditan.base.directory.services.organisations import create_organisation
from ditan.base.refusal import InvalidFields
from ditan.domains.supervision.permissions import MANAGE, require
from ditan.domains.supervision.selectors.naming import bearers_of

TOWN_ENDINGS = ("镇", "乡", "街道", "街道办", "街道办事处", "镇人民政府", "乡人民政府", "镇政府", "乡政府")


def is_collective(name: str) -> bool:
    """Whether a name stands for several (各镇、街道; 区住建局等), so that no organisation is called so."""
    return name.strip().startswith("各") or "等" in name


def kind_of_name(name: str) -> str:
    """What an organisation of that name is: a town where it ends so, else a department."""
    return str(OrganisationKind.TOWN if name.endswith(TOWN_ENDINGS) else OrganisationKind.DEPARTMENT)


@transaction.atomic
def register_names(*, user: Any, names: Iterable[str]) -> list[Organisation]:
    """Create an organisation, at the top of the tree, for each of these names; all or none.

    A name that an organisation bears by now, as its name, short name or alias, is refused: a second one could not be
    told from it. The directory asks for its own permission and keeps its own record of each.
    """
    require(user, MANAGE)
    wanted = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not wanted:
        raise InvalidFields({"register": _("还没有勾选要登记的名称。")})
    borne = [name for name in wanted if name in bearers_of(wanted)]
    if borne:
        raise InvalidFields({"register": _("“%s”已有单位使用，不能再登记；请在名称后对应到单位。") % "”“".join(borne)})
    return [create_organisation(user=user, values={"name": name, "kind": kind_of_name(name)}) for name in wanted]
