"""Let a sub-platform record what it reckoned from its own records: an origin of its own, always with its working."""

from typing import Any

from django.conf import settings
from django.db import migrations, models

from ditan.base.records.triggers import TRIGGERS


def install(apps: Any, schema_editor: Any) -> None:
    """SQLite makes the table anew and drops its triggers with the old one."""
    TRIGGERS.install(schema_editor.connection)


def lift(apps: Any, schema_editor: Any) -> None:
    """So that PostgreSQL does not refuse to make them a second time."""
    TRIGGERS.lift(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0006_contributions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(lift, install),
        migrations.RemoveConstraint(
            model_name="observation",
            name="observation_origin_known",
        ),
        migrations.RemoveConstraint(
            model_name="observation",
            name="observation_computed_has_trace",
        ),
        migrations.AlterField(
            model_name="observation",
            name="origin",
            field=models.CharField(
                choices=[
                    ("span", "规划原文"),
                    ("publication", "公开出处"),
                    ("round", "填报"),
                    ("import", "导入"),
                    ("computed", "计算"),
                    ("system", "业务核算"),
                    ("manual", "手工"),
                ],
                max_length=16,
                verbose_name="来源",
            ),
        ),
        migrations.AlterField(
            model_name="standing",
            name="origin",
            field=models.CharField(
                choices=[
                    ("span", "规划原文"),
                    ("publication", "公开出处"),
                    ("round", "填报"),
                    ("import", "导入"),
                    ("computed", "计算"),
                    ("system", "业务核算"),
                    ("manual", "手工"),
                ],
                max_length=16,
                verbose_name="来源",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("origin__in", ["span", "publication", "round", "import", "computed", "system", "manual"])
                ),
                name="observation_origin_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="observation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("origin__in", ["computed", "system"]), _negated=True),
                    ("trace__isnull", False),
                    _connector="OR",
                ),
                name="observation_computed_has_trace",
            ),
        ),
        migrations.RunPython(install, lift),
    ]
