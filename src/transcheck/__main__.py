"""``python -m transcheck``: the command line."""

from transcheck.cli import main

if __name__ == "__main__":
    main()
