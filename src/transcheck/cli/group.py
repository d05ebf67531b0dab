"""The group of commands, each loaded when it is called, and what every way to end means for the exit status."""

from __future__ import annotations

import importlib
import os
import sys

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
    from transcheck.errors import TranscheckError

    try:
        status = transcheck.main(args, prog_name="transcheck", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return USAGE
    except TranscheckError as error:
        click.echo(f"transcheck: {error}", err=True)
        return USAGE
    except (KeyboardInterrupt, click.Abort):
        click.echo("transcheck: interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still in the buffer goes nowhere, silently
        return PIPE
    return status if isinstance(status, int) else OK
