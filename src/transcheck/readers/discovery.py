"""Which files of a tree are articles, and which versions belong together.

An article is found by, in this order: an ``[[article]]`` table of the configuration; a folder with candidate.* (an article set); front matter
that names its ``source``; the naming rule (``{slug}.{lang}.md``) with a source language; and XLIFF and PO files, which hold both sides.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from transcheck import readers, tags
from transcheck.errors import ReadError, reason
from transcheck.readers import bilingual, frontmatter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from transcheck.config import Project
    from transcheck.model import Role

_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "dist", "build", "site", "reports"})
_BOTH_SIDES = frozenset({".xlf", ".xliff", ".po"})
_HEAD = 4096  # bytes in which front matter is looked for


@dataclass(frozen=True, slots=True)
class Versions:
    """An article with the versions it is compared with; none for a bilingual file. A role of None is left to the file.

    ``why`` says what keeps it from being compared, such as a version that is not there; empty where nothing does.
    """

    candidate: str
    references: tuple[tuple[str, Role | None], ...] = ()
    why: str = ""


def articles(project: Project, paths: Iterable[str] = ()) -> list[Versions]:
    """The articles below ``paths`` (folders), or those that a named file is part of; of the whole project where nothing is named.

    Raises ReadError for a path that does not exist.
    """
    named = [Path(p) for p in paths]
    for path in named:
        if not path.exists():
            raise ReadError(f"{path}: no such file or folder.")
    folders = [p for p in named if p.is_dir()] or ([] if named else [project.root])
    files = {_real(p) for p in named if p.is_file()}
    found: dict[str, Versions] = {}
    if not named:
        _add(found, _configured(project))
    elif any(project.articles):
        _add(found, (v for v in _configured(project) if _within(v, folders, files)))
    for folder in folders:
        _add(found, _in_tree(project, folder))
    if files:
        roots = {_real(project.root)} if project.file else {f.parent for f in files}
        for root in sorted(roots):
            _add(found, (v for v in _in_tree(project, root) if _touches(v, files)))
        _add(found, (Versions(str(p)) for p in named if p.is_file() and bilingual.is_bilingual(str(p))))
    return [_from_here(found[key]) for key in sorted(found)]


def _from_here(versions: Versions) -> Versions:
    """The same with paths below the current folder relative to it, so that what is written does not depend on where the tree lies."""
    here = Path.cwd()

    def short(path: str) -> str:
        whole = Path(path).absolute()
        return str(whole.relative_to(here)) if whole.is_relative_to(here) else path

    candidate = short(versions.candidate)
    why = versions.why.replace(versions.candidate, candidate)
    return Versions(candidate, tuple((short(path), role) for path, role in versions.references), why)


def _real(path: str | Path) -> Path:
    """The file behind links; ``Path.resolve`` fails for links in a circle."""
    return Path(os.path.realpath(path))


def _add(found: dict[str, Versions], more: Iterable[Versions]) -> None:
    """The first that finds an article decides what it is compared with."""
    for versions in more:
        found.setdefault(str(_real(versions.candidate)), versions)


def _touches(versions: Versions, files: set[Path]) -> bool:
    if versions.why and any(f.parent == _real(versions.candidate) for f in files):
        return True  # a folder whose candidate cannot be told
    return any(_real(p) in files for p in (versions.candidate, *(r for r, _ in versions.references)))


def _within(versions: Versions, folders: list[Path], files: set[Path]) -> bool:
    candidate = _real(versions.candidate)
    return _touches(versions, files) or any(candidate.is_relative_to(_real(f)) for f in folders)


def _configured(project: Project) -> Iterator[Versions]:
    for article in project.articles:
        references: list[tuple[str, Role | None]] = [(w, "wire") for w in article.wire]
        references += [(r, "reference") for r in article.references]
        if article.source:
            references.append((article.source, "source"))
        yield _compared(article.candidate, references)


def _compared(candidate: str, references: list[tuple[str, Role | None]]) -> Versions:
    why = "" if references or bilingual.is_bilingual(candidate) else f"{candidate}: there is no version to compare it with."
    return Versions(candidate, tuple(references), why)


def _in_tree(project: Project, folder: Path) -> Iterator[Versions]:
    rule = _naming(project.naming)
    closed: list[OSError] = []
    for parent, folders, files in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in _SKIPPED)
        here = [Path(parent) / f for f in sorted(files) if not f.startswith(".") and not _excluded(project, Path(parent) / f)]
        if any(f.name.startswith("candidate.") and ".clean." not in f.name and f.suffix.lower() in readers.ARTICLES for f in here):
            try:
                yield _compared(*readers.folder(parent))
            except ReadError as error:
                yield Versions(parent, why=str(error))
            continue
        yield from _by_front_matter(here)
        yield from _by_name(here, rule, project.source_language)
        yield from (Versions(str(f)) for f in here if f.suffix.lower() in _BOTH_SIDES)
    yield from (Versions(str(e.filename), why=f"{e.filename}: {reason(e)}.") for e in closed)


def _excluded(project: Project, file: Path) -> bool:
    try:
        relative = _real(file).relative_to(_real(project.root)).as_posix()
    except ValueError:
        relative = file.as_posix()
    return any(fnmatchcase(relative, pattern) or fnmatchcase(relative, pattern.replace("**/", "")) for pattern in project.exclude)


def _naming(rule: str) -> re.Pattern[str]:
    pattern = (
        re.escape(rule)
        .replace(re.escape("{slug}"), "(?P<slug>.+?)")
        .replace(re.escape("{lang}"), r"(?P<lang>[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]+)*)")
    )
    return re.compile(pattern)


def _head(file: Path) -> frontmatter.Head:
    with file.open("rb") as stream:
        return frontmatter.split(stream.read(_HEAD).decode("utf-8-sig", "replace").replace("\r\n", "\n"))[0]


def _by_front_matter(files: list[Path]) -> Iterator[Versions]:
    for file in files:
        if file.suffix.lower() not in (".md", ".markdown", ".txt"):
            continue
        try:
            head = _head(file)
        except OSError as error:
            yield Versions(str(file), why=f"{file}: {reason(error)}.")
            continue
        references: list[tuple[str, Role | None]] = []
        roles: tuple[tuple[str, Role], ...] = (("wire", "wire"), ("references", "reference"), ("source", "source"))
        for key, role in roles:
            given = head.values.get(key) or ()
            listed = (given,) if isinstance(given, str) else given
            references += ((str(file.parent / p), role) for p in listed if _is_version(file.parent, p))
        if references:
            gone = [os.path.relpath(path, file.parent) for path, _ in references if not os.path.isfile(path)]
            yield Versions(str(file), tuple(references), f"{file}: {gone[0]}, which its front matter names, is not there." if gone else "")


def _is_version(folder: Path, named: str) -> bool:
    """Whether what front matter names is a file of the tree: not an address, nor an agency by its name."""
    return os.path.isfile(folder / named) or (Path(named).suffix.lower() in readers.ARTICLES and "://" not in named)


def _by_name(files: list[Path], rule: re.Pattern[str], source_language: str | None) -> Iterator[Versions]:
    groups: dict[str, dict[str, Path]] = defaultdict(dict)
    for file in files:
        match = rule.fullmatch(file.name)
        if match:
            groups[match["slug"]][tags.canonical(match["lang"])] = file
    for versions in groups.values():
        source = _source(versions, source_language) if len(versions) > 1 else None
        if source is not None:
            for file in versions.values():
                if file != source:
                    yield Versions(str(file), ((str(source), "source"),))


def _source(versions: dict[str, Path], language: str | None) -> Path | None:
    """The version all others were translated from: in the configured language, or the one whose front matter says so."""
    if language is not None:
        wanted = language.lower()
        return next((f for tag, f in versions.items() if f"{tag.lower()}-".startswith(f"{wanted}-")), None)
    stated = [f for f in versions.values() if f.suffix == ".md" and os.access(f, os.R_OK) and _head(f).text("role") == "source"]
    return stated[0] if len(stated) == 1 else None
