"""Settings: ``transcheck.toml`` or ``[tool.transcheck]`` in ``pyproject.toml`` → ``Project`` and ``Config``.

``KEYS`` is the one list of what may be set: the reader checks against it, the reference in the manual is made from it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar, cast

import tomli

from transcheck import tags
from transcheck.errors import ConfigError, LanguageError, reason
from transcheck.model import SEVERITIES, Severity

if TYPE_CHECKING:
    from transcheck.model import Document

_T = TypeVar("_T")
GLOSSARY_RULE = "C502"
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _empty() -> Mapping[str, Any]:
    return _NOTHING


@dataclass(frozen=True, slots=True)
class Config:
    """What a run may be told. ``select`` and ``ignore`` hold codes or their beginnings (D2, Q303); an empty ``select`` means all that
    are not preview. ``severity`` overrides by code or its beginning. ``lexicons`` maps a pair of languages ("vi-en") to a file; ``glossary`` is a file
    (TSV or TBX); ``spellings`` maps a spelling the house does not use to the one it does; ``dates`` is the house's date style (mdy, dmy,
    iso); ``house_diacritics`` whether names keep theirs, None where the text's own habit decides.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=_empty)
    fail_on: Severity | None = "major"
    lexicons: Mapping[str, str] = field(default_factory=_empty)
    house_diacritics: bool | None = None
    dates: str | None = None
    spellings: Mapping[str, str] = field(default_factory=_empty)
    glossary: str | None = None

    def active(self, code: str, *, preview: bool = False) -> bool:
        """Whether the rule runs: selected (the longest prefix decides) and not ignored. A glossary asks for its rule by itself."""
        chosen = max((len(p) for p in self.select if code.startswith(p)), default=-1)
        if self.select and chosen < 0:
            return False
        if preview and chosen < 0 and not (self.glossary and code == GLOSSARY_RULE):
            return False
        return chosen >= max((len(p) for p in self.ignore if code.startswith(p)), default=-1)

    def level(self, code: str) -> Severity | None:
        """The severity that ``severity`` gives the rule (the longest prefix decides), or None."""
        return self.severity.get(max((p for p in self.severity if code.startswith(p)), key=len, default=""))

    def selected(self, code: str) -> bool:
        """Whether ``select`` names the rule or its family."""
        return any(code.startswith(p) for p in self.select)

    def lexicon_for(self, candidate: Document, reference: Document) -> str | None:
        """Path of the lexicon configured for the two documents' languages, in either order, or None."""
        a, b = (tags.base(d.language) for d in (candidate, reference))
        return self.lexicons.get(f"{a}-{b}") or self.lexicons.get(f"{b}-{a}")

    def signature(self) -> str:
        """Everything in the settings that can change a result; lexicons are named by what they hold, where they are used."""
        return "|".join(
            f"{k}={v}"
            for k, v in (
                ("select", ",".join(self.select)),
                ("ignore", ",".join(self.ignore)),
                ("severity", ",".join(f"{c}:{s}" for c, s in sorted(self.severity.items()))),
                ("diacritics", {None: "", True: "keep", False: "drop"}[self.house_diacritics]),
                ("dates", self.dates),
                ("spellings", _digest(repr(sorted(self.spellings.items()))) if self.spellings else ""),
                ("glossary", _digest(repr(_glossary(self.glossary))) if self.glossary else ""),
            )
            if v
        )


def _digest(text: str) -> str:
    import hashlib

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def _glossary(path: str) -> list[dict[str, tuple[str, ...]]]:
    from transcheck import glossary

    return list(map(dict, glossary.read(path)))


@dataclass(frozen=True, slots=True)
class Article:
    """One ``[[article]]`` table: paths relative to the configuration file."""

    candidate: str
    source: str | None = None
    wire: tuple[str, ...] = ()
    references: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """Settings for a language or for paths, laid over the general ones."""

    languages: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=_empty)


@dataclass(frozen=True, slots=True)
class Project:
    """A configuration file as a whole; ``root`` is the folder that its paths are relative to."""

    root: Path = field(default_factory=Path)
    file: Path | None = None
    config: Config = field(default_factory=Config)
    sections: tuple[Section, ...] = ()
    articles: tuple[Article, ...] = ()
    naming: str = "{slug}.{lang}.md"
    source_language: str | None = None
    exclude: tuple[str, ...] = ()
    baseline: str | None = None
    reports: str = "reports"

    def for_article(self, path: str, language: str) -> Config:
        """The settings of one article: the general ones, then each section that matches its language or path, in the file's order."""
        config = self.config
        try:
            relative = Path(path).resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            relative = Path(path).as_posix()
        for section in self.sections:
            by_language = not section.languages or any(language == t or language.startswith(f"{t}-") for t in section.languages)
            by_path = not section.paths or any(fnmatchcase(relative, p) for p in section.paths)
            if by_language and by_path:
                config = replace(
                    config,
                    select=section.select or config.select,
                    ignore=config.ignore + section.ignore,
                    severity=MappingProxyType({**config.severity, **section.severity}),
                )
        return config


# --- the file -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Key:
    """One setting: where it may stand ("" is the top), its type in words, its default as TOML, and what it does."""

    table: str
    name: str
    type: str
    default: str
    help: str
    example: str = ""  # as TOML, where there is no default


KEYS = (
    Key("", "select", "codes", "[]", "Only these rules or families (F1, D201); empty means every rule that is not preview."),
    Key("", "ignore", "codes", "[]", "Not these rules or families; of select and ignore the longer code decides."),
    Key("", "fail-on", "level", '"major"', "Lowest severity that fails the run: critical, major, minor, neutral or never."),
    Key("", "naming", "string", '"{slug}.{lang}.md"', "Names of the versions of an article; {slug} is what they share."),
    Key("", "source-language", "string", '""', "The language that articles found by name are translated from."),
    Key("", "exclude", "strings", "[]", "Paths (with * and **) that are no articles."),
    Key("", "baseline", "string", '""', "File of accepted findings, made by transcheck baseline create."),
    Key("", "reports", "string", '"reports"', "Folder that pages go to."),
    Key("", "glossary", "string", '""', "File of terms and their renderings (TSV or TBX); C502 reports terms that are not rendered so."),
    Key("severity", "CODE", "level of a code", "", "Severity of a rule, or of a family, in place of its own."),
    Key("style", "diacritics", "boolean", "", "Whether names keep their diacritics (F112); not set, the text's own habit decides.", "true"),
    Key("style", "dates", "string", '""', "Order of all-numeric dates (D204): mdy, dmy or iso; not set, that of the candidate's locale."),
    Key("style", "spellings", "table of strings", "{}", "Spellings the house does not use = the ones it does (C501).", '{ Kiev = "Kyiv" }'),
    Key("lexicons", "PAIR", "file of a pair", "", 'A lexicon for two languages: "vi-en" = "vi-en.lexicon".'),
    Key("section", "languages", "strings", "[]", "The section holds for candidates in these languages; none named means all."),
    Key("section", "paths", "strings", "[]", "The section holds for candidates at these paths (with * and **)."),
    Key("section", "select", "codes", "[]", "As above, for the section."),
    Key("section", "ignore", "codes", "[]", "As above, added to the general ones."),
    Key("section", "severity", "levels", "{}", "As above, laid over the general ones."),
    Key("article", "candidate", "string", "", "Path of the article to check."),
    Key("article", "source", "string", "", "Path of the text it was translated from."),
    Key("article", "wire", "strings", "[]", "Paths of wire reports (one may be given as a plain string)."),
    Key("article", "references", "strings", "[]", "Paths of other versions."),
)
_TABLES = {k.table for k in KEYS if k.table}
NAMES = ("transcheck.toml", "pyproject.toml")


def find(start: Path) -> Path | None:
    """The nearest configuration file upwards of ``start``: transcheck.toml, or a pyproject.toml with [tool.transcheck]."""
    folder = start.resolve()
    for parent in (folder, *folder.parents):
        for name in NAMES:
            file = parent / name
            if file.is_file() and (name == NAMES[0] or b"[tool.transcheck" in file.read_bytes()):
                return file
    return None


def load(path: str | None, start: str, codes: Collection[str] = ()) -> Project:
    """The project that ``path`` configures, or else the nearest file upwards of ``start``; defaults where there is none.

    ``codes`` are the known rule codes, to check those named; none given checks no code. Raises ConfigError.
    """
    if path is not None:
        file: Path | None = Path(path)
    else:
        begin = Path(start.rpartition("@")[0] if "@" in start and not Path(start).exists() else start)
        file = find(begin if begin.is_dir() else begin.parent)
    if file is None:
        return Project(root=Path())
    try:
        text = file.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ConfigError(f"{file}: {reason(error)}.") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{file} is not UTF-8 text.") from None
    try:
        data = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise ConfigError(f"{file}: {error}.") from None
    prefix = ""
    if file.name == NAMES[1]:
        tool = data.get("tool")
        data, prefix = tool.get("transcheck", {}) if isinstance(tool, dict) else {}, "tool.transcheck"
    return _Reader(file, text, prefix, frozenset(codes)).project(data)


def near(word: str, among: Collection[str]) -> str:
    """ " Did you mean “…”?" for the nearest of ``among``; empty where none is near."""
    from difflib import get_close_matches

    close = get_close_matches(word, sorted(among), n=1, cutoff=0.5)
    return f" Did you mean “{close[0]}”?" if close else ""


def unknown_code(code: str, codes: Collection[str]) -> str | None:
    """Why ``code`` is neither a rule nor the beginning of one; None where it is."""
    if code and any(known.startswith(code) for known in codes):
        return None
    return f"“{code}” is not a rule or a family of rules.{near(code, codes)}"


@dataclass(frozen=True, slots=True)
class _Reader:
    file: Path
    text: str
    prefix: str
    codes: frozenset[str]

    def project(self, data: Mapping[str, Any]) -> Project:
        self.mapping("", self.prefix, data)
        self.known("", data, _TABLES)
        style = self.table("style", data.get("style", {}))
        spellings = self.strings_table("style", "spellings", style.get("spellings", {}))
        config = Config(
            select=self.code_list("", "select", data),
            ignore=self.code_list("", "ignore", data),
            severity=self.levels("severity", data.get("severity", {})),
            fail_on=self.fail_on(data.get("fail-on", "major")),
            lexicons=self.lexicons(data.get("lexicons", {})),
            house_diacritics=self.typed("style", "diacritics", style["diacritics"], bool, "true or false")
            if "diacritics" in style
            else None,
            dates=self.one_of("style", "dates", style.get("dates") or None, ("mdy", "dmy", "iso")),
            spellings=spellings,
            glossary=self.glossary(data),
        )
        return Project(
            root=self.file.parent,
            file=self.file,
            config=config,
            sections=tuple(self.section(s) for s in self.array("section", data)),
            articles=tuple(self.article(a) for a in self.array("article", data)),
            naming=self.naming(data.get("naming", "{slug}.{lang}.md")),
            source_language=self.tag("", "source-language", given) if (given := self.string("", "source-language", data)) else None,
            exclude=self.strings("", "exclude", data),
            baseline=self.path(data, "baseline"),
            reports=self.path(data, "reports") or str(self.file.parent / "reports"),
        )

    # each of the following takes one kind of value apart, or says what is wrong with it

    def fail(self, table: str, key: str, what: str) -> ConfigError:
        return ConfigError(f"{self.file}:{self.line(table, key)}: {what}")

    def line(self, table: str, key: str) -> int:
        """Where a key stands: below the header of its table, or the header itself."""
        wanted = ".".join(p for p in (self.prefix, table) if p)
        header = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
        pair = re.compile(rf"""\s*["']?{re.escape(key)}["']?\s*[=.]""")
        current, last = "", 1
        for number, line in enumerate(self.text.split("\n"), 1):
            found = header.match(line)
            if found:
                current = found[1].replace('"', "").replace(" ", "")
                if current == ".".join(p for p in (wanted, key) if p):
                    return number
                if current == wanted:
                    last = number
            elif current == wanted and pair.match(line):
                return number
            elif key and re.search(rf"""[{{,]\s*["']?{re.escape(key)}["']?\s*=""", line):
                last = number
        return last

    def known(self, table: str, data: Mapping[str, Any], also: Collection[str] = ()) -> None:
        names = {k.name for k in KEYS if k.table == table} | set(also)
        for key in data:
            if key not in names:
                where = f" in [{table}]" if table else ""
                raise self.fail(table, key, f"unknown setting “{key}”{where}.{near(key, names)}")

    def table(self, name: str, given: object) -> Mapping[str, Any]:
        table = self.mapping(name, "", given)
        self.known(name, table)
        return table

    def mapping(self, table: str, key: str, given: object) -> Mapping[str, Any]:
        if not isinstance(given, Mapping):
            raise self.fail(table, key, f"“{key or table}” must be a table.")
        return cast("Mapping[str, Any]", given)

    def array(self, name: str, data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        given = data.get(name, [])
        if not isinstance(given, list) or not all(isinstance(g, Mapping) for g in given):
            raise self.fail(name, "", f"“{name}” must be written as [[{name}]].")
        for table in given:
            self.known(name, table)
        return given

    def typed(self, table: str, key: str, given: object, kind: type[_T], words: str) -> _T:
        if not isinstance(given, kind):
            raise self.fail(table, key, f"“{key}” must be {words}, not {given!r}.")
        return given

    def string(self, table: str, key: str, data: Mapping[str, Any]) -> str:
        return self.typed(table, key, data.get(key, ""), str, "a string")

    def strings(self, table: str, key: str, data: Mapping[str, Any]) -> tuple[str, ...]:
        given = data.get(key, [])
        given = [given] if isinstance(given, str) else given
        if not isinstance(given, list) or not all(isinstance(g, str) for g in given):
            raise self.fail(table, key, f"“{key}” must be a list of strings.")
        return tuple(given)

    def strings_table(self, table: str, key: str, given: object) -> Mapping[str, str]:
        found = self.mapping(table, key, given)
        for name, value in found.items():
            self.typed(f"{table}.{key}" if key else table, name, value, str, "a string")
            if not name.strip():
                raise self.fail(table, key, f"“{key or table}” has an empty name.")
        return MappingProxyType(dict(found))

    def path(self, data: Mapping[str, Any], key: str) -> str | None:
        given = self.string("", key, data)
        return str(self.file.parent / given) if given else None

    def lexicons(self, given: object) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for pair, path in self.strings_table("lexicons", "", given).items():
            if not re.fullmatch(r"[A-Za-z]{2,3}-[A-Za-z]{2,3}", pair):
                raise self.fail("lexicons", pair, f"“{pair}” is not two languages like vi-en.")
            found["-".join(tags.base(tags.canonical(tag)) for tag in pair.split("-"))] = str(self.file.parent / path)
        return MappingProxyType(found)

    def glossary(self, data: Mapping[str, Any]) -> str | None:
        path = self.path(data, "glossary")
        if path is not None:
            try:
                _glossary(path)
            except ConfigError as error:
                raise self.fail("", "glossary", str(error)) from None
        return path

    def one_of(self, table: str, key: str, given: Any, allowed: tuple[str, ...]) -> str | None:
        if given is not None and given not in allowed:
            raise self.fail(table, key, f"“{key}” must be one of {', '.join(allowed)}, not {given!r}.")
        return None if given is None else str(given)

    def code(self, table: str, key: str, code: str) -> str:
        why = unknown_code(code.upper(), self.codes) if self.codes else None
        if why:
            raise self.fail(table, key, why)
        return code.upper()

    def code_list(self, table: str, key: str, data: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(self.code(table, key, c) for c in self.strings(table, key, data))

    def levels(self, table: str, given: object) -> Mapping[str, Severity]:
        levels: dict[str, Severity] = {}
        for code, level in self.mapping(table, "", given).items():
            if level not in SEVERITIES:
                raise self.fail(table, code, f"“{code}” must be one of {', '.join(reversed(SEVERITIES))}, not {level!r}.")
            levels[self.code(table, code, code)] = level
        return MappingProxyType(levels)

    def fail_on(self, given: object) -> Severity | None:
        self.one_of("", "fail-on", given, (*reversed(SEVERITIES), "never"))
        return None if given == "never" else cast("Severity", given)

    def naming(self, given: object) -> str:
        naming = self.typed("", "naming", given, str, "a string")
        if naming.count("{slug}") != 1 or naming.count("{lang}") != 1:
            raise self.fail("", "naming", f"“naming” must hold {{slug}} and {{lang}} once each, not {naming!r}.")
        return naming

    def section(self, data: Mapping[str, Any]) -> Section:
        return Section(
            languages=tuple(self.tag("section", "languages", t) for t in self.strings("section", "languages", data)),
            paths=self.strings("section", "paths", data),
            select=self.code_list("section", "select", data),
            ignore=self.code_list("section", "ignore", data),
            severity=self.levels("section.severity", data.get("severity", {})),
        )

    def tag(self, table: str, key: str, given: str) -> str:
        try:
            return tags.canonical(given)
        except LanguageError as error:
            raise self.fail(table, key, str(error)) from None

    def article(self, data: Mapping[str, Any]) -> Article:
        candidate = self.string("article", "candidate", data)
        if not candidate:
            raise self.fail("article", "", "an [[article]] needs its “candidate”.")

        def at(path: str) -> str:
            return str(self.file.parent / path)

        source = self.string("article", "source", data)
        return Article(
            at(candidate),
            at(source) if source else None,
            tuple(map(at, self.strings("article", "wire", data))),
            tuple(map(at, self.strings("article", "references", data))),
        )
