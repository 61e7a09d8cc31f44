"""The hash chain of the log: canonical rows, seals, verification."""
