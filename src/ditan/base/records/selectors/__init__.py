"""All reads of records; `user` first, rows already cut to what that user may see."""

from ditan.base.records.selectors.sources import bytes_of, same_bytes, text_of

__all__ = ["bytes_of", "same_bytes", "text_of"]
