"""One module a file format; each gives a `SourceText` or raises a `ReadingError`."""
