"""The group of commands, each loaded when it is called, and what every way to end means for the exit status."""

from __future__ import annotations

import errno
import importlib
import os
import sys
from typing import IO

import click

from transcheck import __version__

OK, FINDINGS, USAGE, INCOMPLETE, INTERRUPTED, PIPE = 0, 1, 2, 3, 130, 141

# name → (module, short help); the function in the module is named ``command``
COMMANDS = {
    "compare": ("transcheck.cli.compare", "Compare one article with the versions it came from."),
    "check": ("transcheck.cli.check", "Check every article of a project."),
    "batch": ("transcheck.cli.batch", "Check as many articles as there are, on one machine or many."),
    "query": ("transcheck.cli.query", "Ask about the results of a batch."),
    "align": ("transcheck.cli.align", "Align two versions of an article, paragraph by paragraph."),
    "facts": ("transcheck.cli.facts", "Show what is read out of a text, with normalised values."),
    "lexicon": ("transcheck.cli.lexicon", "Learn a lexicon of two languages from one's own texts."),
    "baseline": ("transcheck.cli.baseline", "Accept findings: create, apply, prune."),
    "rules": ("transcheck.cli.rules", "List the rules, or explain one."),
    "init": ("transcheck.cli.init", "Write a commented transcheck.toml."),
}


class Commands(click.Group):
    """Lists the commands without importing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(COMMANDS[cmd_name][0]).command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        with formatter.section("Commands"):
            formatter.write_dl([(name, short) for name, (_, short) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="transcheck", message="%(prog)s %(version)s")
def transcheck() -> None:
    """Check an article against the versions it came from: dropped facts, ambiguous dates, drifted quotations.

    Exit status: 0 nothing new at or above --fail-on; 1 findings; 2 usage, configuration or unreadable input; 3 part was not checked.
    """


def run(args: list[str]) -> int:
    """Runs the command line and gives its exit status."""
    from transcheck.errors import TranscheckError, reason

    try:
        if "_TRANSCHECK_COMPLETE" in os.environ:  # a shell asks what may stand here
            transcheck.main(args, prog_name="transcheck")
        _filled(args)
        with transcheck.make_context("transcheck", args) as ctx:  # not main(), which takes a closed pipe for status 1: findings
            status = transcheck.invoke(ctx)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return USAGE
    except click.ClickException as error:
        _say(_sentence(error))
        return USAGE
    except TranscheckError as error:
        _say(str(error))
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        _say("interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        _hush(sys.stdout)
        return PIPE
    except OSError as error:
        _hush(sys.stdout)
        where = error.filename or ("standard output" if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EIO) else "this machine")
        _say(f"{where}: {reason(error)}.")
        return USAGE
    except Exception as error:
        if "TRANSCHECK_TRACEBACK" in os.environ:
            raise
        _say(f"stopped by a fault of its own ({type(error).__name__} {error}); please report it, with what TRANSCHECK_TRACEBACK=1 adds.")
        return USAGE
    return status if isinstance(status, int) else OK


def _filled(args: list[str]) -> None:
    """Raises TranscheckError for an empty argument, as a variable that is not set makes one: it would name the current folder."""
    from transcheck.errors import TranscheckError

    for before, arg in zip(["", *args], args, strict=False):
        if not arg or (arg.startswith("--") and arg.endswith("=")):
            named = arg[:-1] or (before if before.startswith("-") else "an argument")
            raise TranscheckError(f"{named} is empty; is a variable not set?")


def _sentence(error: click.ClickException) -> str:
    """What is wrong with the command line, and where to look."""
    where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "transcheck"
    what = " ".join(error.format_message().split())
    return f"{what}{'' if what.endswith(('.', '?')) else '.'} See `{where} --help`."


def _say(sentence: str) -> None:
    from transcheck.writers.text import one_line

    try:
        click.echo(f"transcheck: {one_line(sentence)}", err=True)
    except OSError:
        _hush(sys.stderr)


def _hush(stream: IO[str]) -> None:
    """What is still in the buffer of a stream that takes nothing goes nowhere, silently."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
