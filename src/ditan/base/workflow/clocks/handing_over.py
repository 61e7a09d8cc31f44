"""When a post goes to its next holder, the clocks of its leaver go with it."""

from __future__ import annotations

import datetime

from ditan.base.directory.models import Person, Post
from ditan.base.workflow.models import Clock, ClockState


def pass_clocks(post: Post, leaver: Person, taker: Person, on: datetime.date) -> int:
    """Pass on the clocks of the post's organisation that run for the leaver; gives how many."""
    if leaver.user_id is None:
        return 0
    rows = Clock.objects.filter(organisation=post.organisation_id, handler=leaver.user_id)
    return rows.exclude(state=ClockState.STOPPED).update(handler=taker.user_id)
