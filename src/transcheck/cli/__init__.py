"""The command line: the only code that prints or exits. ``main`` loads nothing until it knows what is asked for."""

from __future__ import annotations

import sys


def main() -> None:
    """Entry point of the ``transcheck`` command."""
    if sys.argv[1:] == ["--version"]:  # before click, which alone takes longer than the answer
        from transcheck import __version__

        print(f"transcheck {__version__}")
        return
    import gc
    import os

    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by who started this
            setattr(sys, name, open(os.devnull, "r+", encoding="utf-8"))  # noqa: SIM115

    from transcheck.cli.group import run

    # language data are many small objects that stay: looking for cycles among them is a twentieth of the time, and one more at the end
    gc.set_threshold(50_000, 50, 100)
    status = run(sys.argv[1:])
    gc.freeze()
    sys.exit(status)
