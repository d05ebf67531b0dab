"""Text that XML 1.0 can hold."""

from __future__ import annotations

import re

# XML 1.0 §2.2 Char: everything but these
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """``text`` with U+FFFD in place of what no XML document may hold (control characters, lone surrogates)."""
    return _FORBIDDEN.sub("\ufffd", text)
