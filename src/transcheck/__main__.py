"""``python -m transcheck`` is the command ``transcheck``."""

from transcheck.cli import main

main()
