"""transcheck: checks an article against the versions it came from."""

__version__ = "0.1.0"
