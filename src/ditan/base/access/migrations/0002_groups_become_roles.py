"""The groups that stood for roles become roles, and their members hold them from today. The groups stay untouched."""

from typing import Any

from django.db import migrations
from django.utils import timezone

NAMES = {"统筹办": "统筹"}


def carry_over(apps: Any, schema_editor: Any) -> None:
    """Each group that holds permissions of plans becomes a role that reaches everything, as the group did."""
    database = schema_editor.connection.alias
    roles = apps.get_model("access", "Role").objects.using(database)
    grants = apps.get_model("access", "Grant").objects.using(database)
    groups = apps.get_model("auth", "Group").objects.using(database)
    today = timezone.localdate()
    for group in groups.filter(permissions__content_type__app_label="plans").distinct().order_by("pk"):
        name = NAMES.get(group.name, group.name)[:32]
        held = list(group.permissions.filter(content_type__app_label="plans").select_related("content_type"))
        # What the group was offered and lost again is not offered a second time.
        offered = ["plans.export_items", "plans.import_items", "plans.manage_plans", "plans.review_items"]
        role, _made = roles.get_or_create(
            name=name,
            defaults={"scope": "all", "built_in": True, "offered": [*offered, "plans.upload_plan"]},
        )
        role.permissions.add(*held)
        for member in group.user_set.order_by("pk"):
            grants.get_or_create(user=member, role=role, defaults={"valid_from": today})


class Migration(migrations.Migration):
    dependencies = [("access", "0001_roles")]
    # Backwards there is nothing to do: the groups still hold what they held.
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
