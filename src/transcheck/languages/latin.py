"""Names in comparable letters: folded to plain Latin, and looked for in another text with what languages do to names allowed for.

Three steps of tolerance, each only where the one before found nothing: the folded letters themselves (endings, compounds), a respelling
in which the usual transliteration and exonym differences vanish (Macedonia, Mazedonien), and, between scripts, classes of consonants
in the manner of Soundex (Russell and Odell, US patent 1261167) over the whole word.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from typing import TYPE_CHECKING

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio, ratio

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WORD = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
_NEIGHBOURS = re.compile(r"\b(?=([^\W\d_]+) ([^\W\d_]+(?:-[^\W\d_]+)*))")
_LATIN = {
    "đ": "d",
    "ð": "d",
    "ø": "o",
    "ł": "l",
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "þ": "th",
    "ħ": "h",
    "ə": "a",
    "ŋ": "n",
    "’": "'",
    "ʼ": "'",
    "‘": "'",
}
_RESPELL = (
    ("tsch", "c"), ("dsch", "j"), ("sch", "s"), ("tch", "c"), ("sh", "s"), ("ch", "k"), ("ck", "k"), ("cz", "c"), ("sz", "s"), ("rz", "z"), ("zh", "z"),
    ("ph", "f"), ("th", "t"), ("kh", "k"), ("gh", "g"), ("dh", "d"), ("qu", "k"), ("ou", "u"), ("oo", "u"), ("ce", "se"), ("ci", "si"), ("cy", "si"),
    ("ks", "x"), ("dj", "j"), ("tz", "z"), ("ts", "z"),
)  # fmt: skip
_LETTERS = str.maketrans("cqyjwxz", "kkiivks", "h")
_CLASSES = str.maketrans("bpfvcgkqjsxzdtlrmn", "111122223333445578", "aeiouyhw'")
_DOUBLE = re.compile(r"(.)\1+")
# Edits per letter up to which two respelled words may be one name (California, Kalifornien 3 of 11), and up to 8 letters (Bolivia, Bolivien 2 of 8)
_ALIKE, _ALIKE_SHORT = 0.3, 0.25
_ROUGHLY = 0.5  # similarity of respelled words that one misheard or misspelled name keeps (Dauden, Dowden)
_COMPOUND = 6  # letters from which a name inside a longer word is that name
_TELLING = 3  # consonant classes below which a name cannot be told from other words
_SOUNDS = 75  # per cent: the same for whole-word consonant classes: between scripts only what is clearly absent may be called missing
_HEARD, _IDEOGRAPHS = 70, 60  # per cent of the classes of a whole name; where Chinese signs stand for its syllables
_SOFT = re.compile("g(?=[eiy])")  # Giorgia, George
_UNLIKE = 60  # per cent of shared classes below which two words are two names
_CAPITALS = re.compile(
    r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[ \u00a0'’-]+(?:(?:al|de|bin|van|von|el)[ -])?[^\W\d_a-zß-öø-ÿ][^\W\d_]*|-[^\W\d_]+)*"
)  # neighbouring words with a capital: Moon Jae-in, Charles de Gaulle
_MUTE_G = re.compile("(?<=[aou])g(?=[aou])")  # Erdogan
_SOFT_C = re.compile("c(?=[eiy])")
_R = re.compile("r(?![aeiouy])")  # Harvard, ハーバード
_ALL_WAYS = 6  # ways in which any word may be spoken
_WINDOW = 4  # words of a name
_SPOKEN = str.maketrans("bpfvcgkqjsxzdtlrmnyw", "111122223333445588iu", "h'")
_SPELLED = 50  # per cent of the letters that a transcription with vowels keeps
_SPELLED_SHORT = 55  # the same of a short word, and of a word within another
_TAIL = 3  # consonant classes of what stands before or behind a name in one word
_TOKEN = re.compile("[^\\s!-&(-/:-@\\[-`{-¿،؛؟۔।॥‐-‧…«»「」、。・（）]+")
_DOTS = re.compile("[・·•‧･＝=゠]")
_CLEARLY = 80  # per cent of the classes of a borrowed word
_FEWEST = 2  # consonant classes of a name
_SAME = 76  # per cent of the classes of a name that its transcription keeps: two of three are not enough
_HAN = re.compile("[\u4e00-\u9fff]")
# How a name may be said that is written by other rules of spelling: digraphs first, then letters; what languages read in two ways has two readings.
_SAID_DIGRAPHS = (
    ("tsch", "s"), ("dsch", "s"), ("dzs", "s"), ("dzh", "s"), ("tch", "s"), ("sch", "s"), ("sh", "s"), ("sz", "s"), ("cz", "s"), ("cs", "s"), ("zs", "s"),
    ("rz", "s"), ("zh", "s"), ("tz", "s"), ("dz", "s"), ("ds", "s"), ("dj", "s"), ("gj", "s"), ("ph", "f"), ("ck", "k"), ("gh", "g"), ("dge", "s"), ("qu", "k"), ("ng", "n"),
    ("ew", "iu"), ("aw", "au"), ("ow", "au"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ea", "i"), ("ie", "i"),
)  # fmt: skip
_SAID_TWICE = (
    ("ch", "sk"),
    ("ts", ("s", "ts")),
    ("j", "si"),
    ("ge", ("si", "ki")),
    ("gi", ("si", "ki")),
    ("c", "sk"),
    ("q", "sk"),
    ("x", ("s", "ks")),
    ("w", "fu"),
    ("v", "fu"),
)
_SAID = str.maketrans("eyobpdgzv", "iiubbtksf", "h'")
_HISSED = str.maketrans("čćçšśşșžźżďťģķñ", "ssssssssssssskn")
VOWELS = "aeiouy"
_UNVOICED = str.maketrans("", "", "aiu")
_READINGS = 12  # readings of one word that are tried
_TAIL = 5  # sounds that an inflection or a feminine ending may add
_SAID_SHORTEST = 3
_ENDING = 4  # letters an inflection may add to a name


_SILENT = {"ו": "u", "ь": "", "ъ": ""}  # a letter that in names is a vowel as often as not; signs that are no sound
_GERESH = re.compile("(?<=[\u05d0-\u05ea])['\u05f3’](?=[\u05d0-\u05ea])")  # makes other consonants in Hebrew, within the word


class _Folding(dict[int, str]):
    """Code point → its plain lower-case Latin letters, filled as characters are met. ``wide`` also romanises other scripts."""

    def __init__(self, wide: bool) -> None:
        super().__init__()
        self.wide = wide

    def __missing__(self, point: int) -> str:
        low = chr(point).lower()
        plain = _LATIN.get(low)
        if plain is None:
            plain = "".join(c for c in unicodedata.normalize("NFD", low) if not unicodedata.combining(c))
            plain = _LATIN.get(plain, plain)
            if self.wide and not plain.isascii():
                plain = _SILENT[low] if low in _SILENT else anyascii(low).lower()
        self[point] = plain
        return plain


_FOLD, _ROMAN = _Folding(False), _Folding(True)


def fold(text: str) -> str:
    """Lower case without diacritics (Nguyễn → nguyen, Łódź → lodz); letters of other scripts stay. The length may change."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def plain(text: str) -> str:
    """The same text without diacritics, upper case kept."""
    return "".join(fold(c).capitalize() if c != c.lower() else fold(c) for c in text)


def romanise(text: str) -> str:
    """As ``fold``, with the letters of other scripts as anyascii writes them (Трамп → tramp)."""
    return text.lower() if text.isascii() else text.translate(_ROMAN)


@functools.lru_cache(maxsize=16384)
def respell(folded: str) -> str:
    """A folded word in a spelling that the usual transliterations share (Kolomoiskyi, Kolomoyskyi; Pyongyang, Pjöngjang)."""
    for written, sound in _RESPELL:
        if written in folded:
            folded = folded.replace(written, sound)
    return _DOUBLE.sub(r"\1", folded.translate(_LETTERS))


@functools.lru_cache(maxsize=16384)
def sounds(folded: str) -> str:
    """The consonant classes of a word, repeats merged: a digit for each, l and r one (trump → 4571, kavano → 218)."""
    if "h" in folded:
        folded = folded.replace("dzh", "dz").replace("kh", "h")
    if "dz" in folded:
        folded = folded.replace("dz", "j")
    return _DOUBLE.sub(r"\1", folded.translate(_CLASSES))


@functools.lru_cache(maxsize=16384)
def _ways(folded: str) -> tuple[str, ...]:
    """A word of a Latin script as it may be spoken elsewhere: as written; with soft c and g, a th that is s and a gh that is none; without
    the r that ends a syllable; without j; without a g between vowels; with the ch of Spanish or French."""
    soft = _SOFT_C.sub("s", _SOFT.sub("j", folded.replace("gh", "").replace("th", "s").replace("cz", "s")))
    ways = [folded, soft, _R.sub("", soft), _R.sub("", folded), folded.replace("j", "").replace("ng", "n"), _MUTE_G.sub("", folded)]
    if "ch" in folded:
        ways += [folded.replace("ch", "ts"), folded.replace("ch", "s")]
    if "j" in folded:
        ways.append(_SOFT.sub("j", folded.replace("j", "")))
    if "w" in folded:
        ways += [folded.replace("w", "v"), soft.replace("w", "v")]
    return tuple(ways)


def spoken(folded: str) -> tuple[str, ...]:
    """The sounds of a word of a Latin script in the ways it may be spoken elsewhere, as many for every word."""
    return tuple(map(_nasal, _ways(folded)[:_ALL_WAYS]))


@functools.lru_cache(maxsize=16384)
def _told(folded: str) -> tuple[tuple[str, str], ...]:
    """(sounds, letters) of a word in the ways it may be spoken."""
    return tuple(dict.fromkeys((_nasal(w), _voiced(w)) for w in _ways(folded)))


def _matches(piece: str, word: str, hushed: bool) -> bool:
    if min(len(piece), len(word)) < _TELLING:
        return word in (piece, piece + "3")  # Adams, アダム
    return ratio(piece, word) >= _SAME or (hushed and ratio(_hushed(piece), _hushed(word)) >= _SAME)


@functools.lru_cache(maxsize=16384)
def _voiced(folded: str) -> str:
    """A word's consonant classes with its vowels between."""
    return _DOUBLE.sub(r"\1", folded.translate(_SPOKEN))


@functools.lru_cache(maxsize=16384)
def _nasal(folded: str) -> str:
    """``sounds`` with m and n as one: they stand for each other where a syllable ends."""
    return _DOUBLE.sub(r"\1", sounds(folded).replace("7", "8"))


def _hushed(sound: str) -> str:
    return _DOUBLE.sub(r"\1", sound.replace("3", "2"))


def alike(one: str, other: str) -> bool:
    """Whether two folded words may write one name: the same, one with an ending, or respelled nearly the same (from 4 letters on)."""
    return one == other or _alike(one, respell(one), other, respell(other))


def _alike(one: str, one_sound: str, other: str, other_sound: str) -> bool:
    """``alike`` of two different words whose respelled forms are known."""
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if len(short) < _ENDING:
        return False
    tail = len(long) - len(short)
    if tail <= _ENDING and tail <= len(short) // 2 and long.startswith(short):
        return True
    if len(short) < _ENDING + 1:
        return one_sound == other_sound
    if tail < _ENDING and short[:-1] == long[: len(short) - 1]:
        return True
    if one_sound[:1] != other_sound[:1]:
        return False
    longest = max(len(one_sound), len(other_sound))
    edits = int(longest * (_ALIKE if longest > 8 else _ALIKE_SHORT))
    return Levenshtein.distance(one_sound, other_sound, score_cutoff=edits) <= edits


@functools.lru_cache(maxsize=4096)
def said(word: str) -> tuple[str, ...]:
    """How a word in Latin letters (its diacritics kept) may be said, as classes of sounds in which spellings of other languages meet.

    Xining, Si-ning, Hszining; Jong Un, Čong-un, Dzsongun; Rouge, Ružo; Willoughby, Viloubija.
    """
    low = fold(word.lower().translate(_HISSED))
    for written, sound in _SAID_DIGRAPHS:
        if written in low:
            low = low.replace(written, sound)
    readings = [low]
    for written, sounds_of_it in _SAID_TWICE:
        if written in low:
            readings = [r.replace(written, sound) for r in readings for sound in sounds_of_it][:_READINGS]
    return tuple(dict.fromkeys(_DOUBLE.sub(r"\1", r.translate(_SAID)) for r in readings))


def same_said(one: str, other: str, *, endings: bool = False, respelled: bool = False) -> bool:
    """Whether ``other``, which may have an ending, may be the name ``one`` by its sound; ``endings`` lets ``one`` have an ending too.

    An error in five sounds is forgiven, none at the beginning. ``respelled`` (where names are written as they sound) lets all vowels differ.
    """
    pairs = [(a, b) for a in said(one) for b in said(other) if a[:1] == b[:1]]
    if any(_begins_as(a, b) or (endings and _begins_as(b, a)) for a, b in pairs):
        return True
    if respelled and any(_sounds_as(a, b) or (endings and _sounds_as(b, a)) for a, b in pairs):
        return True
    return _declined(fold(one), fold(other)) or (endings and _declined(fold(other), fold(one)))


def _sounds_as(short: str, long: str) -> bool:
    """Whether the consonants of ``long`` are those of ``short``, two or more, with an ending."""
    own, other = _DOUBLE.sub(r"\1", short.translate(_UNVOICED)), _DOUBLE.sub(r"\1", long.translate(_UNVOICED))
    return len(own) > 1 and other.startswith(own) and len(other) - len(own) < _ENDING - 1


def _declined(one: str, other: str) -> bool:
    """Whether two folded words differ in what follows the last vowel's place (Ohio, Ohia; Tara, Tarou)."""
    return len(one) >= _ENDING and one[-1] in VOWELS and other.startswith(one[:-1]) and len(other) - len(one) < _ENDING - 1


def _begins_as(short: str, long: str) -> bool:
    """Whether ``long`` is ``short`` with an ending, which may be as long as the word without its last letter."""
    n = len(short)
    if n < _SAID_SHORTEST or len(long) > n + min(_TAIL, n - 1):
        return False
    if long.startswith(short):
        return True
    edits = (n - 1) // 4
    return edits > 0 and any(Levenshtein.distance(short, long[:k], score_cutoff=edits) <= edits for k in range(n - edits, n + edits + 1))


class Words:
    """The words of a text, ready for names to be looked for in it. Each form is made when it is first needed."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._spoken: tuple[tuple[str, str], ...] | None = None

    @functools.cached_property
    def folded(self) -> str:
        return fold(self.text)

    @functools.cached_property
    def names(self) -> frozenset[str]:
        """The folded words that the text writes with a capital, wherever it stands."""
        return frozenset(fold(w) for w in _WORD.findall(self.text) if w != w.lower())

    @functools.cached_property
    def words(self) -> tuple[str, ...]:
        """Every word, folded, in order of first occurrence."""
        return tuple(dict.fromkeys(self.sequence))

    @functools.cached_property
    def spelled(self) -> tuple[str, ...]:
        """Every word as it is written, as they follow each other."""
        return tuple(_WORD.findall(self.text))

    @functools.cached_property
    def sequence(self) -> list[str]:
        """Every word, folded, as they follow each other."""
        return _WORD.findall(self.folded)

    def follow(self, beginnings: Sequence[str]) -> bool:
        """Whether words that begin so, each with an ending, follow one another somewhere."""
        first, *rest = beginnings
        return any(
            word.startswith(first)
            and len(self.sequence) > i + len(rest)
            and all(
                self.sequence[i + k].startswith(b) and len(self.sequence[i + k]) - len(b) <= _ENDING + 1 for k, b in enumerate(beginnings)
            )
            for i, word in enumerate(self.sequence)
        ) and bool(rest)

    @functools.cached_property
    def lone(self) -> frozenset[str]:
        """Every word, folded."""
        return frozenset(self.words)

    @functools.cached_property
    def pairs(self) -> frozenset[str]:
        """Neighbouring short words with capitals, folded and joined (Hà Nội → hanoi)."""
        words = _WORD.findall(self.text)
        short = [fold(w) if len(w) <= _COMPOUND and w != w.lower() else "" for w in words]
        return frozenset(a + b for a, b in itertools.pairwise(short) if a and b)

    @functools.cached_property
    def glued(self) -> tuple[str, ...]:
        """The capitalised words as they are written, those with hyphens joined (Čong-un → Čongun) before their parts."""
        found = [w.replace("-", "") for w in _HYPHENED.findall(self.text) if w[0] != w[0].lower()]
        found += [w for w in _WORD.findall(self.text) if w != w.lower()]
        return tuple(dict.fromkeys(found))

    @functools.cached_property
    def neighbours(self) -> tuple[str, ...]:
        """Each pair of neighbours joined, the first of which has a capital: names written in syllables (Jong Un → JongUn)."""
        return tuple(a + b.replace("-", "") for a, b in _NEIGHBOURS.findall(self.text) if a != a.lower())

    @functools.cached_property
    def initials(self) -> str:
        """First letters of the words, for acronyms against what they stand for."""
        return "".join(w[0] for w in self.sequence)

    @functools.cached_property
    def romanised(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(_WORD.findall(romanise(_GERESH.sub("", self.text)))))

    def holds(self, word: str) -> bool:
        """Whether the folded letters of a name stand in the text: as a word, with an ending, or within a compound (from 6 letters on).

        A word of four letters or fewer must stand with a capital.
        """
        if word not in self.folded:
            return False
        if len(word) >= _COMPOUND or not word.isalnum():
            return True
        if len(word) > 4 and word in self.words:
            return True
        endings = 2 if len(word) < 4 else 3
        return word in self.names or any(n.startswith(word) and len(n) - len(word) <= endings for n in self._by_letter.get(word[:1], ()))

    @functools.cached_property
    def _by_sound(self) -> dict[str, list[tuple[int, str, str, bool]]]:
        """First letter of the respelled word → (length, word, respelled, whether it stands with a capital)."""
        table: dict[str, list[tuple[int, str, str, bool]]] = {}
        for word in self.words:
            sound = respell(word)
            table.setdefault(sound[:1], []).append((len(word), word, sound, word in self.names))
        return table

    @functools.cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        """First letter → the capitalised words."""
        table: dict[str, list[str]] = {}
        for word in sorted(self.names):
            table.setdefault(word[:1], []).append(word)
        return table

    def resembles(self, word: str) -> bool:
        """Whether some word of the text, a short one with a capital, may be another spelling of the name."""
        length, short = len(word), len(word) < _COMPOUND
        if length < _ENDING:
            return False
        own = respell(word)
        near = self._by_sound.get(own[:1], ())
        return any(
            other == word or _alike(word, own, other, sound)
            for n, other, sound, capital in near
            if abs(n - length) <= _ENDING and (capital or not short)
        )

    def roughly(self, word: str) -> bool:
        """Whether some capitalised word may be a misspelling of the name: for where the rest of the name stands in the text."""
        own = respell(word)
        return any(Levenshtein.normalized_similarity(own, respell(other), score_cutoff=_ROUGHLY) > 0 for other in self.names)

    @functools.cached_property
    def read(self) -> str:
        """The whole text romanised, in one."""
        return "".join(_WORD.findall(romanise(self.text)))

    @functools.cached_property
    def capitals(self) -> tuple[str, ...]:
        """The words with a capital, romanised."""
        return tuple(dict.fromkeys(romanise(w) for w in _WORD.findall(self.text) if w != w.lower()))

    @functools.cached_property
    def _sounding(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(sounds, self.romanised)))

    @functools.cached_property
    def _sounding_capitals(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(sounds, self.capitals)))

    def echoes(self, word: str, *, capitals: bool = False) -> bool:
        """Whether some word of the text, romanised, sounds like the name or holds what does: for texts in another script.

        ``capitals`` asks for a word with a capital. A name of fewer than three consonant classes cannot be told and counts as found.
        """
        if word in self.folded or self._echoes(word, capitals):
            return True
        soft = _SOFT.sub("j", word)
        return soft != word and self._echoes(soft, capitals)

    def _echoes(self, word: str, capitals: bool) -> bool:
        own = sounds(word)
        if len(own) < _TELLING:
            return True
        sounding = self._sounding_capitals if capitals else self._sounding
        if len(own) == _TELLING:
            return any(own in s for s in sounding) or any(alike(word, other) for other in (self.capitals if capitals else self.romanised))
        return any(len(s) >= len(own) - 1 and partial_ratio(own, s) >= _SOUNDS for s in sounding)

    @functools.cached_property
    def _sound(self) -> tuple[str, str]:
        """The consonant classes of the whole text, and of its words with a capital."""
        return sounds("".join(self.romanised)), sounds("".join(self.capitals))

    def _called(self, common: Callable[[str], bool]) -> tuple[tuple[str, str], ...]:
        """(sounds, letters) of every word with a capital and of its neighbours together, in each way they may be spoken; without what is
        made of nothing but ``common`` ones."""
        if self._spoken is not None:
            return self._spoken
        found: dict[tuple[str, str], None] = {}
        for m in _CAPITALS.finditer(self.text):
            words = [fold(w) for w in _WORD.findall(m.group())]
            run = [_ways(w)[:_ALL_WAYS] for w in words]
            kept = [not common(w) for w in words]
            for i in range(len(run)):
                for j in range(i + 1, min(len(run), i + _WINDOW) + 1):
                    if any(kept[i:j]):
                        together = dict.fromkeys("".join(ways) for ways in zip(*run[i:j], strict=True))
                        found.update(dict.fromkeys((_nasal(way), _voiced(way)) for way in together))
        self._spoken = tuple(found)
        return self._spoken

    def calls(self, words: Sequence[str], common: Callable[[str], bool], *, hushed: bool = False, vowels: bool = True) -> bool:
        """Whether a name of a script without capitals is heard in the words with a capital: one of its words, or all of them in one.

        ``common`` tells words that are translated though they have a capital (March). ``hushed`` are names in Chinese signs, which stand for whole syllables and do
        not tell k, j and s apart; ``vowels`` says whether the script writes them. A name that has too few consonants to be told counts as
        heard.
        """
        whole = "".join(words)
        if len(_nasal(whole)) < _FEWEST:
            return True
        pieces = [whole, *words]
        if not vowels:  # a letter that is a consonant as often as a vowel, and tells where there are few: Kavanaugh, کاوانا
            pieces += [p.replace("w", "v") for p in pieces if "w" in p and len(_nasal(p)) < _TELLING]
        for piece in dict.fromkeys(pieces):
            sound = _nasal(piece)
            if len(sound) >= _FEWEST and any(
                _matches(sound, heard, hushed)
                and (
                    not vowels or ratio(_voiced(piece), letters) >= _SPELLED or (len(sound) > _TELLING and ratio(sound, heard) >= _CLEARLY)
                )
                for heard, letters in self._called(common)
            ):
                return True
        last = _nasal(words[-1])
        return len(last) < _FEWEST and any(n[0] == words[-1][0] and last in spoken(n) for n in self.names if n)

    def _tokens(self, strip: Callable[[str], Sequence[str]], signs: re.Pattern[str] | None) -> tuple[tuple[str, str], ...]:
        """(sounds, letters) of every word and pair of words of a text without capitals, ``strip`` being what a word may be without endings."""
        if self._spoken is None:
            words = (signs or _TOKEN).findall(_GERESH.sub("", self.text))
            if signs:
                words = [part for word in words for part in _DOTS.split(word)]
            each = [strip(word) for word in words]
            forms = [form for ways in each for form in ways]
            forms += [a[0] + form for a, b in itertools.pairwise(each) for form in b[:2]]
            self._spoken = tuple(dict.fromkeys((_nasal(form), _voiced(form)) for form in forms))
        return self._spoken

    def utters(
        self,
        words: Sequence[str],
        strip: Callable[[str], Sequence[str]],
        *,
        vowels: bool,
        hushed: bool = False,
        signs: re.Pattern[str] | None = None,
        least: float = _SAME,
    ) -> bool:
        """Whether a name in Latin letters is heard in a text of words without capitals: one of its words, or all of them in one.

        ``strip`` gives the romanised forms of a word of the text: as it stands first, then without its article and endings.
        """
        whole = "".join(words)
        if len(_nasal(whole)) < _FEWEST:
            return True
        told = self._tokens(strip, signs)
        for piece in dict.fromkeys([whole, *words]):
            same = _SAME if piece is whole else least
            for sound, letters in _told(piece):
                if len(sound) < _FEWEST:
                    continue
                if hushed:
                    sound = _hushed(sound)
                for heard, spelled in told:
                    if hushed:
                        heard = _hushed(heard)
                    if not -1 <= len(heard) - len(sound) <= _TAIL:
                        continue
                    if min(len(sound), len(heard)) < _TELLING:
                        found = heard == sound and (not vowels or ratio(letters, spelled) >= _SPELLED_SHORT)
                    else:
                        likeness = ratio(sound, heard)
                        found = likeness >= same and (
                            not vowels or ratio(letters, spelled) >= _SPELLED or (len(sound) > _TELLING and likeness >= _CLEARLY)
                        )
                        found = found or (
                            len(heard) > len(sound)
                            and (heard.startswith(sound) or heard.endswith(sound))
                            and (not vowels or partial_ratio(letters, spelled) >= _SPELLED_SHORT)
                        )
                    if found:
                        return True
        return False

    def speaks(self, words: Sequence[str]) -> bool:
        """Whether each word of what may be a name, or may be borrowed words (ゴールデン・ガールズ), is heard in some word, capital or none."""
        told = dict.fromkeys((way, _voiced(w)) for w in self.words for way in spoken(w))
        return all(
            any(
                (p == t if len(p) < _TELLING else ratio(p, t) >= _CLEARLY) and ratio(_voiced(word), letters) >= _SPELLED
                for t, letters in told
            )
            for p, word in zip(map(_nasal, words), words, strict=True)
        )

    def resounds(self, words: Sequence[str], *, capitals: bool = False, least: float | None = None) -> bool:
        """Whether the words of a name, one after the other, are heard somewhere in the text: ``least`` per cent of their classes.

        Measured on 153 names in seven languages: of those that are there 2 in 100 fall below, of others one in two.
        """
        own = sounds("".join(words))
        if len(own) <= _TELLING:
            return True
        if least is None:
            least = _SOUNDS if capitals else _IDEOGRAPHS if _HAN.search(self.text) else _HEARD
        text = self._sound[capitals]
        return partial_ratio(own, text) >= least or partial_ratio(sounds(_SOFT.sub("j", "".join(words))), text) >= least


def unlike(one: str, other: str, *, loosely: bool = False) -> bool:
    """Whether two words cannot be one name in two scripts: their consonant classes are mostly others, soft g or hard; ``loosely``: in
    whichever way they are spoken, where a script without capitals writes one of them."""
    if not all(ratio(sounds(a), sounds(b)) < _UNLIKE for a in (one, _SOFT.sub("j", one)) for b in (other, _SOFT.sub("j", other))):
        return False
    return not loosely or all(ratio(a, b) < _UNLIKE for a in spoken(one) for b in spoken(other))


def telling(word: str) -> bool:
    """Whether a word has consonants enough to be told in another script."""
    return len(sounds(word)) >= _TELLING
