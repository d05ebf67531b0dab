"""``transcheck rules``: the catalogue, or one rule explained."""

from __future__ import annotations

import inspect

import click

from transcheck.cli.options import codes_like, emit


@click.command("rules")
@click.argument("code", required=False, shell_complete=codes_like)
def command(code: str | None) -> None:
    """List the rules, or explain the one named CODE (or by name: date-missing)."""
    from transcheck import checks, languages
    from transcheck.cli.codes import why_unknown

    if code is None:
        for rule in checks.RULES:
            preview = " P" if rule.preview else ""
            emit(f"{rule.code}{preview:<2} {rule.severity:<8} {rule.name:<24} {_summary(rule.run)}\n")
        return
    found = next((r for r in checks.RULES if code.upper() == r.code or code.lower() == r.name), None)
    if found is None:
        raise click.BadParameter(why_unknown(code.upper()) or f"“{code}” is a family; name one of its rules.", param_hint="CODE")
    emit(
        f"{found.code} {found.name}\n{found.severity}, MQM {'/'.join(found.mqm)}{', preview: runs only when selected' if found.preview else ''}\n"
    )
    emit(f"\n{inspect.getdoc(found.run) or ''}\n")
    for example in found.examples:
        emit(f"\n{'Flagged' if example.flagged else 'Clean'} ({example.languages[1]} → {example.languages[0]}): {example.why}\n")
        emit(f"  wire:      {example.wire}\n" if example.wire else "")
        emit(f"  source:    {example.source}\n  candidate: {example.candidate}\n")
    if found.code == "X901":
        emit(f"\nLanguages with data: {', '.join(languages.available())}.\n")


def _summary(run: object) -> str:
    return (inspect.getdoc(run) or "").split("\n")[0]
