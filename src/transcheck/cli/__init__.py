"""The command line: the only code that prints or exits. ``main`` loads nothing until it knows what is asked for."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the ``transcheck`` command."""
    if sys.argv[1:] == ["--version"]:  # before click, which alone takes longer than the answer
        from transcheck import __version__

        print(f"transcheck {__version__}")
        return
    from transcheck.cli.group import run

    sys.exit(run(sys.argv[1:]))
