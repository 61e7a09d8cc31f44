"""An archive file: the rows and the seals of whole blocks as lines of JSON, packed, with its checksum beside it.

The first line tells what follows; then each block, followed by its rows. A file is verified by the same chain as the log.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from ditan.base.audit import chain
from ditan.base.audit.models import Archive, Entry
from ditan.core.audit import Block, Row, Start, digest, verify

FORM = "ditan-audit-archive-1"
_ROWS_AT_ONCE = 5_000


def write(path: Path, blocks: Iterable[Block], after: Start) -> str:
    """Write these blocks with their rows and give the file's SHA-256. Nobody ever finds half a file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    scratch = path.with_name(f".{path.name}.part")
    try:
        with scratch.open("wb") as raw:
            with gzip.GzipFile(fileobj=raw, mode="wb", filename="", mtime=0, compresslevel=6) as packed:
                for line in _lines(blocks, after):
                    packed.write((json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n").encode())
            raw.flush()
            os.fsync(raw.fileno())
        sha256 = checksum(scratch)
        path.with_name(f"{path.name}.sha256").write_text(f"{sha256}  {path.name}\n", "ascii")
        scratch.replace(path)
    except BaseException:
        scratch.unlink(missing_ok=True)
        raise
    return sha256


def checksum(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def trouble_with(archive: Archive, folder: Path) -> str:
    """What is wrong with the file of an archive; nothing where it is as it was written."""
    path = Path(folder) / archive.file_name
    if not path.is_file():
        return _("归档文件不在 %(path)s；请从备份中取回。") % {"path": path}
    if checksum(path) != archive.sha256:
        return _("归档文件的校验值与登记的不符；文件已被改动或损坏，请从备份中取回。")
    return ""


def verify_file(path: Path, start: Start) -> tuple[Start, int]:
    """Verify an archive file by its chain; gives where the chain goes on and how many rows it holds.

    `ValueError` says what does not fit.
    """
    blocks: list[Block] = []
    rows: list[Row] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        head = json.loads(next(lines))
        if head != _head(start):
            raise ValueError(_("归档文件的开头与日志链不衔接。"))
        for line in lines:
            told = json.loads(line)
            if "row" in told:
                rows.append((told["row"], digest(told["fields"])))
            else:
                blocks.append(Block(**{**told, "members": bytes.fromhex(told["members"])}))
    found = verify(blocks, rows, start=start)
    if not found.sound or found.tail or not blocks:
        raise ValueError(_("归档文件与封条不符：%(found)s") % {"found": found.findings[:3]})
    return Start(blocks[-1].number, blocks[-1].last, blocks[-1].seal), len(rows)


def _head(after: Start) -> dict[str, Any]:
    return {"form": FORM, "fields": list(chain.FIELDS), "after": [after.number, after.last, after.seal]}


def _lines(blocks: Iterable[Block], after: Start) -> Iterator[dict[str, Any]]:
    yield _head(after)
    for block in blocks:
        told = {name: getattr(block, name) for name in ("number", "first", "last", "sealed_at", "previous", "seal")}
        yield {**told, "members": block.members.hex()}
        stored = Entry.objects.filter(pk__range=(block.first, block.last)).order_by("pk")
        for values in stored.values_list("pk", *chain.FIELDS).iterator(chunk_size=_ROWS_AT_ONCE):
            yield {"row": values[0], "fields": chain.fields_of(values[1:])}
