"""The hash chain of the log: canonical rows, seals, verification."""

from ditan.core.audit.blocks import NO_SEAL, Anchor, Block, Row, Start, anchor_of, seal, seal_of
from ditan.core.audit.rows import canonical, digest
from ditan.core.audit.verifying import Finding, Trouble, Verified, verify

__all__ = [
    "NO_SEAL",
    "Anchor",
    "Block",
    "Finding",
    "Row",
    "Start",
    "Trouble",
    "Verified",
    "anchor_of",
    "canonical",
    "digest",
    "seal",
    "seal_of",
    "verify",
]
