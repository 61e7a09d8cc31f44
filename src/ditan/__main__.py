"""`python -m ditan`."""

from ditan.cli import main

main()
