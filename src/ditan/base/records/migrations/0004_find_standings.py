"""Let a rare status, origin, role or kind of period be found without reading the whole table of standing values."""

from django.db import migrations, models


def fill_kinds(apps, schema_editor):
    """The kind of period stands in the observation already."""
    standings, observations = (apps.get_model("records", name).objects for name in ("Standing", "Observation"))
    kind = observations.filter(pk=models.OuterRef("observation")).values("period_kind")[:1]
    standings.filter(period_kind="").update(period_kind=models.Subquery(kind))


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0003_value_imports"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="standing",
            name="standing_subject",
        ),
        migrations.RemoveIndex(
            model_name="standing",
            name="standing_contested",
        ),
        migrations.AddField(
            model_name="standing",
            name="period_kind",
            field=models.CharField(
                choices=[
                    ("as_of", "时点"),
                    ("end_of", "期末"),
                    ("month", "月"),
                    ("quarter", "季"),
                    ("cumulative_months", "累计（月）"),
                    ("cumulative_days", "累计（至某日）"),
                    ("year", "年"),
                    ("multi_year", "多年累计"),
                ],
                default="",
                max_length=24,
                verbose_name="报告期类型",
            ),
            preserve_default=False,
        ),
        migrations.RunPython(fill_kinds, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                models.OrderBy(models.F("period_end"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("contested", True)),
                name="standing_contested_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                models.F("subject"),
                models.OrderBy(models.F("period_end"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="standing_subject_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                models.F("status"),
                models.OrderBy(models.F("period_end"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="standing_status_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                models.F("origin"),
                models.OrderBy(models.F("period_end"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="standing_origin_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                models.F("role"),
                models.OrderBy(models.F("period_end"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="standing_role_newest",
            ),
        ),
        migrations.AddIndex(
            model_name="standing",
            index=models.Index(
                models.F("period_kind"),
                models.OrderBy(models.F("period_end"), descending=True),
                models.OrderBy(models.F("id"), descending=True),
                name="standing_period_kind_newest",
            ),
        ),
    ]
