"""Fingerprints, suppressions and the baseline: what a finding is, whatever else changes in the article, and who accepted it.

Rule, role and normalised values make the identity; equal ones are told apart by count. Such fingerprints survive edits elsewhere in the
paragraph and paragraphs put in before it, which identities built on lines or on the paragraph's text do not.
"""

from __future__ import annotations

import datetime
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec

from transcheck.errors import ConfigError
from transcheck.model import Cue, Date, Duration, Finding, Markup, Money, Name, Number, Percent, Place, Quantity, Quote, Span, Time

if TYPE_CHECKING:
    from decimal import Decimal

    from transcheck.model import Report, Suppression, Value

SCHEME = "tc1"


def settled(report: Report, active: Callable[[str], bool]) -> tuple[Finding, ...]:
    """The findings with fingerprints, and with what comments in the candidate say of them."""
    found = fingerprinted(report)
    if not report.candidate.suppressions:
        return found
    return suppressed(replace(report, findings=found), active)


def fingerprinted(report: Report) -> tuple[Finding, ...]:
    """The report's findings, each with its fingerprint: the second of two equal ones ends in ``#2``, and so on."""
    seen: Counter[str] = Counter()
    out = []
    for finding in report.findings:
        own = fingerprint(finding, report)
        seen[own] += 1
        out.append(replace(finding, fingerprint=own if seen[own] == 1 else f"{own}#{seen[own]}"))
    return tuple(out)


def fingerprint(finding: Finding, report: Report) -> str:
    """``tc1:`` and 16 hexadecimal digits: rule, role of the version it was judged by, values on both sides (and the key of the unit)."""
    judge = _judge(finding, report)
    role = report.references[judge.document].role if judge is not None else ""
    parts = (finding.code, role, _of(finding.candidate), _of(judge), finding.key or "")
    return f"{SCHEME}:{hashlib.sha256(chr(31).join(parts).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _judge(finding: Finding, report: Report) -> Place | None:
    """The place in the version that decides: the source's where there is one, so that adding a wire report changes no identity."""
    places = [p for p in finding.evidence if p.document >= 0]
    return next((p for p in places if report.references[p.document].role == "source"), places[0] if places else None)


def _of(place: Place | None) -> str:
    if place is None:
        return ""
    return _value(place.value) if place.value is not None else f"text {_folded(place.text)}"


def _value(value: Value) -> str:
    """The value without what depends on its writing or surroundings (readings, what decided, an anchor)."""
    match value:
        case Money():
            return f"money {_amount(value.amount)} {value.currencies[0] if value.currencies else ''}"
        case Percent():
            return f"percent {_amount(value.amount)} {value.points}"
        case Quantity() | Duration():
            return f"quantity {_amount(value.amount)} {value.unit}"
        case Number():
            return f"number {_amount(value.amount)}"
        case Date():
            return f"date {value.year} {value.month} {value.day} {value.weekday} {value.grain} {value.relative}"
        case Time():
            return f"time {value.hours} {value.minute} {value.second}"
        case Name():
            return f"name {value.key}"
        case Quote():
            return f"quote {_folded(value.words)}"
        case Cue():
            return f"cue {value.family} {value.value}"
        case Markup():
            return f"markup {value.value}"


def _amount(amount: Decimal) -> str:
    return format(amount.normalize(), "f")


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


# --- suppressions -------------------------------------------------------------------------------------------------


def suppressed(report: Report, active: Callable[[str], bool]) -> tuple[Finding, ...]:
    """The findings, those that comments in the candidate accept marked so, and an X902 for each comment that accepts none.

    ``active`` says whether a rule ran; a comment for one that did not is left in peace.
    """
    out = list(report.findings)
    for comment in report.candidate.suppressions:
        used = False
        for i, finding in enumerate(out):
            if comment.reason and finding.status == "new" and _accepts(comment, finding):
                out[i] = replace(finding, status="suppressed", reason=comment.reason)
                used = True
        if not used:
            out += _unused(report, comment, active)
    return tuple(sorted(out, key=lambda f: (f.candidate is None, f.candidate.segment if f.candidate else 0)))


def _accepts(comment: Suppression, finding: Finding) -> bool:
    if not any(finding.code.startswith(c) for c in comment.codes):
        return False
    place = finding.candidate
    if comment.segment is not None and (place is None or place.segment != comment.segment):
        return False
    texts = [p.text for p in (place, *finding.evidence) if p is not None]
    return comment.value is None or comment.value in texts


def _unused(report: Report, comment: Suppression, active: Callable[[str], bool]) -> list[Finding]:
    if comment.codes and comment.reason and not any(map(active, comment.codes)):
        return []
    named = ", ".join(comment.codes)
    if not comment.codes:
        why = "names no rule"
    elif not comment.reason:
        why = f"for {named} gives no reason (write it after two hyphens) and is not applied"
    else:
        why = f"for {named} accepts no finding"
    segment = comment.segment or 0
    shown = report.candidate.segments[segment]
    place = Place(-1, segment, Span(shown.span.start, shown.span.start), "")
    identity = hashlib.sha256(f"X902 {comment.codes} {comment.value} {comment.reason}".encode()).hexdigest()[:16]
    message = f"The comment on line {comment.line} {why}."
    return [Finding("X902", "neutral", 1.0, message, place, fingerprint=f"{SCHEME}:{identity}")]


# --- baseline -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Accepted:
    """One entry of a baseline: a finding that somebody accepted, and until when."""

    path: str
    fingerprint: str
    code: str
    message: str
    reason: str
    author: str = ""
    expires: datetime.date | None = None


def baselined(report: Report, entries: Sequence[Accepted], path: str, today: datetime.date | None = None) -> tuple[Finding, ...]:
    """The findings, those that the baseline accepts marked so, and an X903 for each entry of this article that accepts none.

    ``path`` is the candidate's as the baseline writes it. An entry that expires before ``today``, or gives no reason, accepts nothing.
    """
    mine = {e.fingerprint: e for e in entries if e.path == path}
    out = []
    left = dict(mine)
    for finding in report.findings:
        entry = mine.get(finding.fingerprint)
        if entry is not None and finding.status == "new" and _accepting(entry, today):
            left.pop(finding.fingerprint, None)
            out.append(replace(finding, status="baseline", reason=entry.reason))
        else:
            out.append(finding)
    for entry in left.values():
        why = f"expired on {entry.expires}" if _over(entry, today) else "matches no finding any more"
        if not entry.reason.strip():
            why = "gives no reason and is not applied"
        place = Place(-1, 0, Span(0, 0), "")
        stale = Finding("X903", "neutral", 1.0, f"The baseline's entry for {entry.code} (“{entry.message}”) {why}.", place)
        out.append(replace(stale, fingerprint=f"{SCHEME}:{hashlib.sha256(f'X903 {entry.fingerprint}'.encode()).hexdigest()[:16]}"))
    return tuple(out)


def named(path: str, baseline: str) -> str:
    """An article's path as the baseline writes it: relative to the baseline's folder."""
    try:
        return Path(path).resolve().relative_to(Path(baseline).resolve().parent).as_posix()
    except ValueError:
        return Path(path).as_posix()


def _accepting(entry: Accepted, today: datetime.date | None) -> bool:
    return bool(entry.reason.strip()) and not _over(entry, today)


def _over(entry: Accepted, today: datetime.date | None) -> bool:
    return entry.expires is not None and today is not None and entry.expires < today


def read_baseline(text: str, path: str) -> tuple[Accepted, ...]:
    """The entries of a baseline file. Raises ConfigError that names what is wrong."""
    try:
        return msgspec.json.decode(text, type=_Baseline).entries
    except (msgspec.DecodeError, RecursionError) as error:
        raise ConfigError(f"{path} is not a baseline: {error}.") from None


def write_baseline(entries: Sequence[Accepted]) -> str:
    """The file: one entry after another, by path and rule."""
    ordered = tuple(sorted(entries, key=lambda e: (e.path, e.code, e.fingerprint)))
    return msgspec.json.format(msgspec.json.encode(_Baseline(1, ordered)), indent=2).decode() + "\n"


@dataclass(frozen=True, slots=True)
class _Baseline:
    version: Literal[1]
    entries: tuple[Accepted, ...]
