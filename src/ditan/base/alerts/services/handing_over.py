"""When a post goes to its next holder, the alerts that its leaver signed for go with it."""

from __future__ import annotations

import datetime

from ditan.base.alerts.models import Alert, AlertState
from ditan.base.directory.models import Person, Post


def pass_alerts(post: Post, leaver: Person, taker: Person, on: datetime.date) -> int:
    """Pass on the open alerts of the post's organisation; gives how many."""
    if leaver.user_id is None:
        return 0
    rows = Alert.objects.filter(responsible=post.organisation_id, handler=leaver.user_id)
    return rows.exclude(state=AlertState.CLOSED).update(handler=taker.user_id)
