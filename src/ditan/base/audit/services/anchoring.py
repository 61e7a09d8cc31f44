"""Telling seals outside the database: a line for each block in a file of its day, written and flushed to the disk."""

from __future__ import annotations

import json
import os
from pathlib import Path

from django.conf import settings

from ditan.base.audit import chain
from ditan.base.audit.models import Sealed


def tell_anchors() -> int:
    """Write the anchors of all blocks that were not told yet; gives how many.

    A block that was sealed while the folder could not be written is told by the next call.
    """
    told = max((each.number for each in chain.anchors()), default=0)
    waiting = Sealed.objects.filter(number__gt=told).order_by("number").defer("members")
    number = 0
    for block in waiting.iterator():
        _append(block)
        number += 1
    return number


def _append(block: Sealed) -> None:
    folder = Path(settings.ANCHOR_DIR)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    line = json.dumps(
        {"number": block.number, "last": block.last, "seal": block.seal, "sealed_at": block.sealed_at.isoformat()}
    )
    with (folder / f"anchors-{block.sealed_at:%Y-%m-%d}.jsonl").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
        file.flush()
        os.fsync(file.fileno())
