"""Let no value for show stand where something real was reported: the standing rows that one took are placed anew."""

from django.db import migrations

from ditan.core.records import Choice, Version, place


def let_the_real_stand(apps, schema_editor):
    standings, observations = (apps.get_model("records", name).objects for name in ("Standing", "Observation"))
    for row in standings.filter(demo=True, versions__gt=1).iterator():
        lines = list(
            observations.filter(
                subject=row.subject_id, metric=row.metric_id, period=row.period, basis=row.basis
            ).order_by("version")
        )
        if all(line.demo for line in lines):
            continue
        choice = Choice(row.chosen_version, row.chosen_upto) if row.chosen_version and row.chosen_upto else None
        stands = place([_version(line) for line in lines], choice)
        line = next(line for line in lines if line.version == stands.version)
        for name in ("period_kind", "period_end", "number", "status", "origin", "role", "demo"):
            setattr(row, name, getattr(line, name))
        row.observation, row.contested = line, stands.contested
        row.save()


def _version(line):
    named = ("issuer", line.issuer_name) if line.issuer_name else None
    if line.source_id:
        named = ("source", line.source_id)
    if line.publication_id:
        named = ("publication", line.publication_id)
    said = line.reported if line.state == "text" else ""
    return Version(line.version, line.status, named, (line.state, line.number, line.qualifier, said), line.demo)


class Migration(migrations.Migration):
    dependencies = [("records", "0004_find_standings")]

    operations = [migrations.RunPython(let_the_real_stand, migrations.RunPython.noop)]
