"""Backup and restore: the database, the uploads, the archive of the log and its anchors, in one checked file."""

from ditan.base.audit.backup.checking import check
from ditan.base.audit.backup.making import make
from ditan.base.audit.backup.manifest import BackupRefused, Manifest
from ditan.base.audit.backup.restoring import restore

__all__ = ["BackupRefused", "Manifest", "check", "make", "restore"]
