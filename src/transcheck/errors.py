"""Everything transcheck raises on purpose: one sentence each, fit to be shown to the user as it is."""


class TranscheckError(Exception):
    """Root of the tree; the command line shows its text and exits with status 2."""


class ReadError(TranscheckError):
    """A file could not be read as text, or as the format it claims to be."""


class LanguageError(TranscheckError):
    """A language tag that is malformed or for which there is no data."""


class ConfigError(TranscheckError):
    """A setting that is unknown or has a value out of its range; names file, line and the nearest known name."""


class AlignmentError(TranscheckError):
    """Two texts that cannot be aligned at all (an empty side)."""


def reason(error: OSError | ValueError) -> str:
    """What the system says of a file that cannot be used, in lower case, to follow a colon. ValueError: a name that can be none."""
    return str(getattr(error, "strerror", None) or error).lower()


def unwritable(path: object, error: OSError | ValueError) -> TranscheckError:
    """The sentence for a folder or disk that does not take what is written."""
    return TranscheckError(f"{path} cannot be written: {reason(error)}.")
