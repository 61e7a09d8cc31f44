"""Accounts from and for other systems: single sign-on, user sync, tokens, rate limits."""
