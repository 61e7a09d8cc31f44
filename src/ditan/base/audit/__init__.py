"""The log: append-only, sealed into a chain, and the backup that carries it."""
