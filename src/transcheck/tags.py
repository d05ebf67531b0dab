"""Language tags: one form for every way in which people write the code of a language."""

from __future__ import annotations

import functools
import re
from importlib import resources
from typing import TYPE_CHECKING

import msgspec

from transcheck.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAG = re.compile(r"[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*")
_WRITTEN = {"no": "nb"}  # a language whose data go by the name of its usual written form


@functools.cache
def canonical(tag: str) -> str:
    """The BCP 47 tag of a language however its code is written: in three letters (rus, ger), with a low line (pt_BR, zho_Hant), out of use (iw).

    Raises LanguageError for what is no tag.
    """
    if not _TAG.fullmatch(tag):
        raise LanguageError(f"“{tag}” is not a language tag (expected one like en, vi or zh-Hans).")
    first, *rest = tag.replace("_", "-").split("-")
    return "-".join((_codes().get(first.lower(), first), *rest))


@functools.cache
def base(tag: str) -> str:
    """The language of a canonical tag, without script and region, in lower case: what two tags of one language share."""
    first = tag.partition("-")[0].lower()
    return _WRITTEN.get(first, first)


@functools.cache
def _codes() -> Mapping[str, str]:
    """Code that BCP 47 writes otherwise → its tag, for the languages there is data for (CLDR's language aliases)."""
    file = resources.files("transcheck") / "languages" / "data" / "codes.json"
    codes: dict[str, str] = msgspec.json.decode(file.read_bytes())["codes"]
    return codes
