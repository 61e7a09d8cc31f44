"""All writes of this app: each in one transaction with its row in the log."""

from ditan.base.identity.services.tokens import IssuedToken, issue_token, revoke_token, use_token

__all__ = ["IssuedToken", "issue_token", "revoke_token", "use_token"]
