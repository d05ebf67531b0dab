"""Rule codes as the command line and the configuration may name them."""

from __future__ import annotations

from transcheck import config


def known() -> tuple[str, ...]:
    """The codes of every rule of this run, third-party ones included."""
    from transcheck import checks

    return tuple(r.code for r in checks.RULES)


def why_unknown(code: str) -> str | None:
    """Why ``code`` is neither a rule nor a family; None where it is, and where the run has no rules to judge by."""
    codes = known()
    return config.unknown_code(code, codes) if codes else None
