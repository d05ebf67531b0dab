"""Whether a text is written as the language it is said to be in: a wrong tag, or a wrong encoding, would hide what there is to find."""

from __future__ import annotations

import functools
import unicodedata

from transcheck.errors import LanguageError
from transcheck.languages import load

SAMPLE = 20_000  # code points looked at
ENOUGH = 40  # letters below which a text may be all names and abbreviations
SHARE = 0.1  # of the letters; a text about foreign names still has more of its own
# ISO 15924 → first words of the Unicode names of its letters (UCD 15, NamesList)
_NAMES = {
    "Arab": ("ARABIC",),
    "Armn": ("ARMENIAN",),
    "Beng": ("BENGALI",),
    "Cakm": ("CHAKMA",),
    "Cher": ("CHEROKEE",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Ethi": ("ETHIOPIC",),
    "Geor": ("GEORGIAN",),
    "Grek": ("GREEK",),
    "Gujr": ("GUJARATI",),
    "Guru": ("GURMUKHI",),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Hebr": ("HEBREW",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA"),
    "Khmr": ("KHMER",),
    "Knda": ("KANNADA",),
    "Kore": ("HANGUL", "CJK"),
    "Laoo": ("LAO",),
    "Latn": ("LATIN",),
    "Mlym": ("MALAYALAM",),
    "Mymr": ("MYANMAR",),
    "Orya": ("ORIYA",),
    "Sinh": ("SINHALA",),
    "Taml": ("TAMIL",),
    "Telu": ("TELUGU",),
    "Thai": ("THAI",),
}


def strange(text: str, tag: str) -> str | None:
    """Why a text can hardly be in the language of a tag, by its letters; None where it can, or there is no data for the language."""
    try:
        own = _NAMES.get(load(tag).script)
    except LanguageError:
        return None
    if own is None or (own == ("LATIN",) and text.isascii()):
        return None
    sample = text[:SAMPLE]
    enough = SHARE * len(sample)
    letters = found = 0
    for char in sample:
        if char.isalpha():
            letters += 1
            found += _script(char) in own
            if found >= enough:
                return None
    if letters < ENOUGH or found >= SHARE * letters:
        return None
    return (
        f"Hardly any of its letters are of the script that “{tag}” is written in: is it in another language, or read in a wrong encoding?"
    )


@functools.lru_cache(maxsize=4096)
def _script(char: str) -> str:
    return unicodedata.name(char, "?").split(" ")[0]
