"""The coordinating office's role takes its short name, and whoever held a permission on plans still sees them."""

from typing import Any

from django.db import migrations

BEFORE, AFTER = "统筹办", "统筹"


def give(apps: Any, schema_editor: Any) -> None:
    """Rename the role unless the new name is taken; give `view_plans` to roles and people who hold another."""
    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    if not groups.filter(name=AFTER).exists():
        groups.filter(name=BEFORE).update(name=AFTER)
    kinds = apps.get_model("contenttypes", "ContentType").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    users = apps.get_model("auth", "User").objects.using(database)
    of_plans = {"permissions__content_type__app_label": "plans"}
    roles = list(groups.filter(**of_plans).distinct())
    people = list(users.filter(user_permissions__content_type__app_label="plans").distinct())
    if not (roles or people):
        return  # a new database: the roles are made with it
    kind, _made = kinds.get_or_create(app_label="plans", model="plandocument")
    see, _made = permissions.get_or_create(content_type=kind, codename="view_plans", defaults={"name": "查看规划"})
    for role in roles:
        role.permissions.add(see)
    for person in people:
        person.user_permissions.add(see)


def take_back(apps: Any, schema_editor: Any) -> None:
    """The permission goes with its row; the role takes its former name."""
    database = schema_editor.connection.alias
    groups = apps.get_model("auth", "Group").objects.using(database)
    permissions = apps.get_model("auth", "Permission").objects.using(database)
    permissions.filter(content_type__app_label="plans", codename="view_plans").delete()
    if not groups.filter(name=BEFORE).exists():
        groups.filter(name=AFTER).update(name=BEFORE)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0003_view_plans"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    # Groups become roles with what they hold by then.
    run_before = [("access", "0002_groups_become_roles")]

    operations = [
        migrations.RunPython(give, take_back),
    ]
