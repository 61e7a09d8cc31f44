"""Documents out: long exports made in the background and fetched later."""
