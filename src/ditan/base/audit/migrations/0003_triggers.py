"""The triggers that keep the log append-only. Reversible: taking this back takes them away."""

from typing import Any

from django.db import migrations

from ditan.base.audit import triggers


def install(apps: Any, editor: Any) -> None:
    triggers.install(editor.connection)


def lift(apps: Any, editor: Any) -> None:
    triggers.lift(editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_chain")]

    operations = [migrations.RunPython(install, lift, elidable=False)]
