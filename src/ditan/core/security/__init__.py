"""Rules of passwords, lockouts and one-time codes, as values and tables."""
