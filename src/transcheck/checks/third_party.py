"""Rules of other packages, through the entry-point group ``transcheck.rules``: each names a ``Rule`` or a tuple of rules."""

from __future__ import annotations

from importlib.metadata import entry_points
from typing import TYPE_CHECKING

from transcheck.errors import ConfigError
from transcheck.model import SEVERITIES, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP = "transcheck.rules"


def third_party(own: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules that installed packages bring, by code.

    Raises ConfigError where a package cannot be loaded or brings a code that is taken: a rule that silently does not run would look like a
    clean article.
    """
    taken = {rule.code: "transcheck" for rule in own}
    found: list[Rule] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda e: (e.name, e.value)):
        package = entry.dist.name if entry.dist else entry.value
        try:
            loaded = entry.load()
        except Exception as error:
            raise ConfigError(f"The rules of the package {package} cannot be loaded: {type(error).__name__}: {error}.") from None
        for rule in (loaded,) if isinstance(loaded, Rule) else tuple(loaded):
            if not isinstance(rule, Rule) or rule.severity not in SEVERITIES:
                raise ConfigError(f"The package {package} brings {rule!r}, which is no Rule.")
            if rule.code in taken:
                raise ConfigError(f"The package {package} brings the rule {rule.code}, a code of {taken[rule.code]}.")
            taken[rule.code] = package
            found.append(rule)
    return tuple(sorted(found, key=lambda r: r.code))
