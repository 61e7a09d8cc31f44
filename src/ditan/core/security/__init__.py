"""Rules of signing in as values in and values out: passwords, lockouts, sessions, one-time codes, masks, settings."""
