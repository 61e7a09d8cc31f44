"""Model fields of the house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models

from ditan.base.crypto import decrypt, encrypt

if TYPE_CHECKING:
    _TextField = models.TextField[str, str]
else:
    _TextField = models.TextField


class EncryptedTextField(_TextField):
    """A text that stands in the database as a token of the crypto port and reads as itself in Python.

    It cannot be searched or ordered by the database: for equality keep a second column with `blind_index` of the text.
    """

    def get_internal_type(self) -> str:
        return "TextField"

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return None if value is None else encrypt(str(value))

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> str | None:
        return None if value is None else decrypt(value)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only `isnull`: every other comparison would compare tokens and silently find nothing."""
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None
