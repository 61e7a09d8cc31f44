"""What opens each address of check-ups."""

from __future__ import annotations

from ditan.base.declaration import Access
from ditan.domains.checkups.permissions import ENTER, EXPORT, MANAGE, VIEW

ACCESS = (
    *(Access(f"checkups:{name}", VIEW) for name in ("list", "checkup", "indicators")),
    *(
        Access(f"checkups:{name}", MANAGE)
        for name in (
            "new",
            "region",
            "take",
            "propose",
            "review",
            "close",
            "indicator_new",
            "indicator_edit",
            "import",
            "import_template",
        )
    ),
    Access("checkups:own", ENTER),
    Access("checkups:export", EXPORT, second_factor=True),
)
