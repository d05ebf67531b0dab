"""Settings: ``transcheck.toml`` or ``[tool.transcheck]`` → ``Config``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from transcheck.model import Severity


@dataclass(frozen=True, slots=True)
class Config:
    """What a run may be told. ``select`` and ``ignore`` hold codes or their beginnings (D2, Q303); an empty ``select`` means all that
    are not preview. ``severity`` overrides by code.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=lambda: MappingProxyType({}))
    fail_on: Severity | None = "major"
    lexicons: tuple[str, ...] = ()
    house_diacritics: bool = True

    def active(self, code: str, *, preview: bool = False) -> bool:
        """Whether the rule runs: selected (the longest prefix decides) and not ignored."""
        chosen = max((len(p) for p in self.select if code.startswith(p)), default=-1)
        if self.select and chosen < 0:
            return False
        if preview and chosen < 0:
            return False
        return chosen >= max((len(p) for p in self.ignore if code.startswith(p)), default=-1)

    def lexicon_for(self, candidate: object, reference: object) -> str | None:  # noqa: ARG002 - lexicons by language pair come with [lexicons]
        """Path of the lexicon configured for the two documents' languages, or None."""
        return None

    def signature(self) -> str:
        """Everything in the settings that can change a result."""
        return "|".join(
            f"{k}={v}"
            for k, v in (
                ("select", ",".join(self.select)),
                ("ignore", ",".join(self.ignore)),
                ("severity", ",".join(f"{c}:{s}" for c, s in sorted(self.severity.items()))),
            )
            if v
        )
