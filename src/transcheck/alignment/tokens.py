"""Text → the tokens that alignment counts: words, numerals, marks, and grams where a script writes no spaces.

Every token is a string with its kind as first character where it is no plain word: ``#`` a numeral (digits only), ``§`` a mark, ``:`` a gram.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from anyascii import anyascii

from transcheck import languages
from transcheck.errors import LanguageError

if TYPE_CHECKING:
    from collections.abc import Iterable

# What separates words: everything that is neither letter, combining mark nor digit. Written as the complement, because ``\w`` has no
# combining marks and would cut Devanagari, Thai and vowelled Arabic to pieces.
_GAP = (
    r"\s!-/:-@\[-`{-~\u0080-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u055a-\u055f\u0589\u058a\u05be\u05c0\u05c3\u05f3\u05f4"
    r"\u060c\u061b\u061f\u066a-\u066d\u06d4\u0964\u0965\u0df4\u0e2f\u0e4f\u0e5a\u0e5b\u0f04-\u0f14\u104a-\u104f\u1361-\u1368\u17d4-\u17da"
    r"\u2000-\u200b\u200e-\u206f\u20a0-\u20cf\u2100-\u2bff\u3000-\u3004\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe10-\ufe6f\uff00-\uff0f"
    r"\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
)
_TOKEN = re.compile(rf"\d[\d.,٫٬’'\u00a0\u202f]*\d|\d|[^{_GAP}\d]+|[?!:;()\[\]？！：；（）؟؛“”«»„「」『』\"…%°$€£]")
_NOT_DIGIT = re.compile(r"\D")
_MARKS = {
    **dict.fromkeys('“”«»„「」『』"', '§"'),
    **dict.fromkeys("?？؟", "§?"),
    **dict.fromkeys("!！", "§!"),
    **dict.fromkeys(":：", "§:"),
    **dict.fromkeys(";；؛", "§;"),
    **dict.fromkeys("([（", "§("),
    **dict.fromkeys(")]）", "§)"),
}
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇"
_KANA = r"\u30a1-\u30fa\u30fc-\u30ff"
_SCRIPTS = re.compile(
    rf"(?P<han>[{_HAN}]+)|(?P<katakana>[{_KANA}]+)|(?P<hiragana>[\u3041-\u309f]+)|(?P<unspaced>[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]+)"
    rf"|(?P<word>[^{_HAN}{_KANA}\u3041-\u309f\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff]+)"
)
_DENSE = re.compile(r"[\u0e00-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_CLUSTER = re.compile(
    r"[เแโใไ]?[^\u0e30-\u0e3a\u0e40-\u0e4e\u0eb0-\u0ebc\u0ec0-\u0ece\u102b-\u103e\u17b4-\u17d3](?:[\u0e30-\u0e3a\u0e45-\u0e4e\u0eb0-\u0ebc\u0ec8-\u0ece\u102b-\u103e\u17b4-\u17d3])*"
)
LETTERS = 5  # of a word that make its stem
SYLLABLES = 2  # of a Korean word: what follows is mostly particles and endings
LONGEST = 4000  # tokens of one segment that are counted: a paragraph of 1 MB says who it is in its first few thousand words


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order, at most ``LONGEST``. Linear in the text."""
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        first = token[0]
        if first.isdigit():
            found.append("#" + _digits(token))
        elif first in _MARKS:
            found.append(_MARKS[first])
        elif len(token) == 1 and first in "…%°$€£":
            found.append("§" + first)
        else:
            low = token.lower()
            if _DENSE.search(low):
                _grams(low[:LONGEST], found)
            else:
                found.append(low[:64])
        if len(found) >= LONGEST:
            return found[:LONGEST]
    return found


def dense(types: Iterable[str]) -> bool:
    """Whether the tokens are mostly grams of a script without spaces: they overlap, so that each says less."""
    found = [_DENSE.match(t) is not None for t in types if t[0].isalpha()]
    return 2 * sum(found) > len(found)


def _digits(numeral: str) -> str:
    digits = _NOT_DIGIT.sub("", numeral)[:32]
    return digits if digits.isascii() else "".join(str(unicodedata.digit(c, 0)) for c in digits)


def _grams(run: str, found: list[str]) -> None:
    """Han one- and two-grams; katakana words whole; hiragana two-grams; clusters of Thai, Lao, Khmer and Burmese as two- and three-grams."""
    for match in _SCRIPTS.finditer(run):
        piece = match.group()
        script = match.lastgroup
        if script == "han":
            found.extend(piece)
            found += map("".join, itertools.pairwise(piece))
        elif script == "hiragana":
            found += map("".join, itertools.pairwise(piece))
        elif script == "unspaced":
            units = _CLUSTER.findall(piece)
            found += map("".join, itertools.pairwise(units))
            found += map("".join, zip(units, units[1:], units[2:], strict=False))
        else:
            found.append(piece)


@functools.lru_cache(maxsize=200_000)
def romanised(token: str) -> str:
    """The token in plain lower-case Latin letters: Đà → da, Трамп → tramp, トランプ → toranpu."""
    if token.isascii():
        return token
    if token[0] in "#§":
        return token
    plain = "".join(c for c in unicodedata.normalize("NFKD", token) if not unicodedata.combining(c))
    return plain.lower() if plain.isascii() else anyascii(plain).lower()


_SKELETON = str.maketrans(
    {
        **dict.fromkeys("aeiouyhw'`-", None),
        **dict.fromkeys("pbfv", "p"),
        **dict.fromkeys("ckgqj", "k"),
        **dict.fromkeys("szx", "s"),
        **dict.fromkeys("td", "t"),
        **dict.fromkeys("lr", "l"),
        **dict.fromkeys("mn", "n"),
    }
)


def skeleton(latin: str) -> str:
    """Consonant classes of a romanised name, doubled ones once: trump, tramb, toranpu → tlnp. Empty where fewer than three remain."""
    bare = latin.translate(_SKELETON)
    kept = [c for i, c in enumerate(bare) if c.isalpha() and (not i or c != bare[i - 1])]
    return "".join(kept) if len(kept) >= 3 else ""


def stem(token: str, clitics: tuple[str, ...] = ()) -> str:
    """What inflected forms of a word share, roughly: the first letters without a clitic; short words, grams and numerals whole.

    ``clitics`` are those of the language, the longest first (``clitics_of``).
    """
    if len(token) <= SYLLABLES or not token[0].isalpha():
        return token
    if "\uac00" <= token[0] <= "\ud7a3":
        return token[:SYLLABLES]
    if _DENSE.match(token):
        return token
    for clitic in clitics:
        if token.startswith(clitic) and len(token) - len(clitic) >= (3 if len(clitic) > 1 else 4):
            return token[len(clitic) :][:LETTERS]
    return token[:LETTERS]


@functools.lru_cache(maxsize=64)
def clitics_of(tag: str) -> tuple[str, ...]:
    """What may stand before a word of the language and is none of it (Arabic و, ال), the longest first."""
    try:
        found = languages.load(tag).clitics
    except LanguageError:
        return ()
    return tuple(sorted(found, key=lambda c: (-len(c), c)))


def width(text: str) -> int:
    """Length in characters that are not white space (what the length model measures)."""
    return len(text) - sum(map(text.count, " \n\t\u00a0\u3000"))
