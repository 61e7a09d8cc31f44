"""Fills the database that the settings name with a library and with people who may log in.

python -m benchmarks.crowd USERS PLANS ITEMS PASSWORD
"""

from __future__ import annotations

import os
import sys


def main(users: int, plans: int, items: int, password: str) -> None:
    """Migrate, read and copy plans, make accounts that see everything and change nothing else."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "ditan.web.settings"
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import Permission, User
    from django.core.management import call_command
    from django.utils import timezone

    from benchmarks.library import fill
    from ditan.base.access.services import make_declared_roles
    from ditan.base.accounts.models import AccountState

    call_command("migrate", verbosity=0)
    make_declared_roles()
    filler = User.objects.create_superuser("filler")
    stored_plans, stored_items = fill(filler, plans=plans, items=items)
    print(f"{stored_plans} plans, {stored_items} items", flush=True)
    hashed = make_password(password)
    made = User.objects.bulk_create(User(username=f"crowd{number}", password=hashed) for number in range(users))
    seen = Permission.objects.filter(codename__in=("view_plans", "export_items"))
    for user in made:
        user.user_permissions.set(seen)
    now = timezone.now()
    for user in made:
        AccountState.objects.update_or_create(user=user, defaults={"password_changed_at": now, "must_change": False})


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
