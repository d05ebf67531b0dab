"""Options that several commands share, and what they make of them."""

from __future__ import annotations

import datetime
import itertools
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast, get_args

import click
from click.shell_completion import CompletionItem

from transcheck import writers
from transcheck.config import Config
from transcheck.errors import TranscheckError, unwritable
from transcheck.model import Severity

if TYPE_CHECKING:
    from transcheck.model import Report

LEVELS = get_args(Severity)


class Day(click.ParamType["datetime.date"]):
    """An ISO date."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        if isinstance(value, datetime.date):
            return value
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            self.fail(f"“{value}” is not a date (expected one like 2026-02-04).", param, ctx)


class Level(click.ParamType["tuple[str, Severity]"]):
    """``CODE=LEVEL``."""

    name = "code=level"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Severity]:
        code, equals, level = str(value).partition("=")
        if not equals or level not in LEVELS:
            self.fail(f"“{value}” is not CODE=LEVEL with one of the levels {', '.join(LEVELS)}.", param, ctx)
        return known_code(code.upper(), param, ctx), cast("Severity", level)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        code, equals, level = incomplete.partition("=")
        return _offered(f"{code}=", LEVELS, level) if equals else [CompletionItem(f"{i.value}=") for i in codes_like(ctx, param, code)]


class Output(click.ParamType["tuple[str, str | None]"]):
    """``FORMAT`` or ``FORMAT=FILE``."""

    name = "format[=file]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str | None]:
        name, _, file = str(value).partition("=")
        if name not in writers.FORMATS:
            self.fail(f"“{name}” is not a format (expected one of {', '.join(writers.FORMATS)}).", param, ctx)
        if value.endswith("="):
            self.fail(f"“{value}” names no file.", param, ctx)
        return name, None if file == "-" else file or None

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG002
        return _offered("", writers.FORMATS, incomplete)


def _offered(before: str, words: Iterable[str], begun: str) -> list[CompletionItem]:
    return [CompletionItem(before + word) for word in words if word.startswith(begun)]


def codes_like(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    """What a shell offers for the beginning of a code, or of a list of codes."""
    from transcheck.cli.codes import known

    before, comma, begun = incomplete.rpartition(",")
    return _offered(before + comma, known(), begun.upper())


def known_code(code: str, param: click.Parameter | None = None, ctx: click.Context | None = None) -> str:
    """A rule code or the beginning of one; anything else is an error that names the nearest."""
    from transcheck.cli.codes import why_unknown

    why = why_unknown(code)
    if why:
        raise click.BadParameter(why, ctx, param)
    return code


def _codes(ctx: click.Context, param: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    codes = tuple(known_code(c.strip().upper(), param, ctx) for value in given for c in value.split(",") if c.strip())
    if given and not codes:
        raise click.BadParameter("it names no rule.", ctx, param)
    return codes


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What the shared options say; None where the configuration decides."""

    published: datetime.date | None
    language: str | None
    source_language: str | None
    encoding: str | None
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: tuple[tuple[str, Severity], ...]
    fail_on: str | None
    formats: tuple[tuple[str, str | None], ...] = ()
    html: str | None = None
    no_html: bool = True
    processes: int | None = None
    config: str | None
    lexicon: tuple[str, ...] = ()
    baseline: str | None
    today: datetime.date
    quiet: bool
    no_color: bool
    exit_zero: bool

    def settings(self, base: Config) -> Config:
        """The configuration with the command line laid over it."""
        return replace(
            base,
            select=self.select or base.select,
            ignore=base.ignore + self.ignore,
            severity=MappingProxyType({**base.severity, **dict(self.severity)}),
            lexicons=MappingProxyType({**base.lexicons, **_lexicons(self.lexicon)}) if self.lexicon else base.lexicons,
            fail_on=base.fail_on if self.fail_on is None else None if self.fail_on == "never" else cast("Severity", self.fail_on),
        )


def _lexicons(files: tuple[str, ...]) -> dict[str, str]:
    """The files by their two languages, whichever comes first."""
    from transcheck import tags
    from transcheck.alignment import Lexicon

    found: dict[str, str] = {}
    for file in files:
        a, b = (tags.base(tag) for tag in Lexicon.load(file).languages)
        found |= {f"{a}-{b}": file, f"{b}-{a}": file}
    return found


def checking(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of every command that checks and writes reports; the command gets them as ``choices``."""
    return _with(command, [*_judging(), *_writing()])


def judging_many(command: Callable[..., Any]) -> Callable[..., Any]:
    """The same without the formats and pages, for a command with results of its own."""
    return _with(command, _judging())


def _judging() -> list[Callable[..., Any]]:
    return [
        click.option("--published", type=Day(), metavar="DATE", help="Publication date of the candidate (YYYY-MM-DD)."),
        click.option("--lang", "language", metavar="TAG", help="Language of the candidate; others are named with PATH@TAG."),
        click.option(
            "--source-lang", "source_language", metavar="TAG", help="Language of the source in a bilingual file that does not say."
        ),
        click.option("--encoding", metavar="NAME", help="Encoding of the files where they do not say."),
        click.option(
            "--select",
            multiple=True,
            metavar="CODES",
            callback=_codes,
            shell_complete=codes_like,
            help="Only these rules or families (F1,D201).",
        ),
        click.option(
            "--ignore", multiple=True, metavar="CODES", callback=_codes, shell_complete=codes_like, help="Not these rules or families."
        ),
        click.option("--severity", multiple=True, type=Level(), metavar="CODE=LEVEL", help="Severity of a rule."),
        click.option("--fail-on", type=click.Choice([*reversed(LEVELS), "never"]), help="Lowest severity that fails the run (major)."),
        click.option("--config", metavar="FILE", help="Configuration to use in place of the nearest transcheck.toml."),
        click.option("--lexicon", multiple=True, metavar="FILE", help="A lexicon made by `transcheck lexicon build`. Repeatable."),
        click.option("--baseline", metavar="FILE", help="Accepted findings, made by `transcheck baseline create`."),
        click.option("--today", type=Day(), default=datetime.date.today, hidden=True),
        click.option("--quiet", "-q", is_flag=True, help="Print nothing but results."),
        click.option("--no-color", is_flag=True, help="No colour, also on a terminal."),
        click.option("--exit-zero", is_flag=True, help="Exit with 0 also when there are findings."),
    ]


def _writing() -> list[Callable[..., Any]]:
    return [
        click.option("--format", "formats", multiple=True, type=Output(), metavar="F[=FILE]", help=f"One of {', '.join(writers.FORMATS)}."),
        click.option("--html", metavar="FILE", help="Where the page goes (reports/<slug>.html); for several articles a folder."),
        click.option("--no-html", is_flag=True, help="Write no page."),
        click.option(
            "--jobs", "processes", type=click.IntRange(1), metavar="N", help="Processes for the rows of a bilingual file (all processors)."
        ),
    ]


def _with(command: Callable[..., Any], decorators: list[Callable[..., Any]]) -> Callable[..., Any]:
    names = set(Choices.__dataclass_fields__)

    def wrapped(**given: Any) -> Any:
        mine = {k: given.pop(k) for k in list(given) if k in names}
        choices = Choices(**mine)
        if choices.html and choices.no_html:
            raise click.UsageError("--html and --no-html exclude each other.")
        return command(choices=choices, **given)

    wrapped.__doc__ = command.__doc__
    wrapped.__name__ = command.__name__
    result: Callable[..., Any] = wrapped
    result.__click_params__ = getattr(command, "__click_params__", [])  # type: ignore[attr-defined]
    for decorate in reversed(decorators):
        result = decorate(result)
    return result


def colour(choices: Choices) -> bool:
    """Whether standard output is a terminal that wants colour (NO_COLOR, TERM=dumb and --no-color say no)."""
    return not choices.no_color and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and sys.stdout.isatty()


def note(choices: Choices, message: str) -> None:
    """A remark on standard error, unless --quiet."""
    if not choices.quiet:
        click.echo(message, err=True)


def emit(text: str) -> None:
    """Results to standard output: UTF-8 whatever the locale says, as the formats demand."""
    stream = sys.stdout
    if hasattr(stream, "buffer") and not stream.isatty():
        stream.flush()
        stream.buffer.write(text.encode("utf-8", "replace"))
        stream.buffer.flush()
    else:
        encoding = getattr(stream, "encoding", None) or "utf-8"
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()


def save(path: str, text: str) -> None:
    """Writes a result, making the folder; TranscheckError in one sentence where that fails, and what was there is kept."""
    file = Path(path)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode("utf-8", errors="replace")
        if not file.is_file():
            file.write_bytes(data)
        elif file.read_bytes() != data:  # what did not change keeps its time
            whole = Path(os.path.realpath(file))
            partial = whole.with_name(f".{whole.name}.{os.getpid()}")
            try:
                partial.write_bytes(data)
                shutil.copymode(whole, partial)
                partial.replace(whole)
            finally:
                partial.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise unwritable(path, error) from None


def once(*paths: str) -> None:
    """Raises UsageError where standard input is named for two versions."""
    from transcheck import readers

    if sum(readers.split_tag(path)[0] == readers.STDIN for path in paths) > 1:
        raise click.UsageError("Standard input can be read once: only one of the versions may be -.")


def spared(outputs: Iterable[str], inputs: Iterable[str]) -> None:
    """Raises TranscheckError where a result would take the place of what it is made from, or of another result."""
    read = {os.path.realpath(path): path for path in inputs}
    written: set[str] = set()
    for path in outputs:
        real = os.path.realpath(path)
        if real in read:
            raise TranscheckError(f"{path} is what is checked; nothing is written over it.")
        if real in written and real != os.devnull:
            raise TranscheckError(f"{path} is named for two results.")
        written.add(real)


def note_always(message: str) -> None:
    """A remark on standard error."""
    click.echo(message, err=True)


def distinct(names: Iterable[str]) -> list[str]:
    """The names, those that come again with a number; none is that of the index."""
    used = {"index"}
    out = []
    for name in names:
        own = next(n for i in itertools.count(1) if (n := name if i == 1 else f"{name}-{i}").lower() not in used)
        used.add(own.lower())
        out.append(own)
    return out


def write(
    choices: Choices, reports: list[Report], slugs: list[str], folder: str, *, single: bool = False, settings: Config | None = None
) -> None:
    """The reports in every format asked for, and a page for each (``slugs`` in their order) in ``folder``.

    ``single`` says that --html names a file, not a folder. What blocks is said on the page as ``settings`` say it for the exit status.
    """
    blocking = (settings.fail_on if settings else None) or "major"
    if single:
        pages = [choices.html or f"{folder}/{slugs[0]}.html"]
    else:
        slugs = distinct(slugs)
        pages = [f"{choices.html or folder}/{name}.html" for name in slugs]
    files = [file for _, file in choices.formats if file]
    spared([*files, *([] if choices.no_html else pages)], [d.path for r in reports for d in (r.candidate, *r.references)])
    for name, file in choices.formats or (("text", None),):
        if name == "text" and file is None and colour(choices):
            from transcheck.writers.text import coloured

            emit(coloured(*reports))
            continue
        text = writers.writer(name)(*reports)
        if file is None:
            emit(text)
        else:
            save(file, text)
    if choices.no_html:
        return
    from transcheck.writers.html import html_text, site
    from transcheck.writers.locations import relative

    if single:
        save(pages[0], html_text(reports[0], blocking=blocking))
        note(choices, f"Report: {relative(pages[0])}")
    elif reports:
        place = choices.html or folder
        for name, page in site(list(zip(slugs, reports, strict=True)), blocking=blocking):
            save(f"{place}/{name}", page)
        note(choices, f"Reports: {relative(f'{place}/index.html')}")


def status(judged: list[tuple[Report, Config]], *, exit_zero: bool) -> int:
    """0, 1 or 3 as the table of exit status says; findings go before incompleteness."""
    from transcheck.cli.group import FINDINGS, INCOMPLETE, OK

    if not exit_zero and any(_fails(report, settings) for report, settings in judged):
        return FINDINGS
    return INCOMPLETE if any(report.skipped for report, _ in judged) else OK


def _fails(report: Report, settings: Config) -> bool:
    if settings.fail_on is None:
        return False
    bar = LEVELS.index(settings.fail_on)
    return any(f.status == "new" and LEVELS.index(f.severity) >= bar for f in report.findings)
