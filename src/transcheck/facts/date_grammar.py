"""What can be a date, as patterns over the letters of a text (``date_atoms``): data, the same for every language.

The first form that matches at a place and whose reader makes a date of it wins; ``later`` gives those that come after it.
"""

from __future__ import annotations

import functools
import re

from transcheck.facts.date_atoms import LINK, PREPOSITION, RANGE

_LINKS = rf"(?:[{LINK}] ?){{0,2}}"
_TO = rf"(?: ?[-~] ?| ?[{RANGE}] ?(?:[{LINK}] )?)"  # from 3 to the 5 May
# мамырдың 3-інен 5-іне дейін, mayın 3-dən 5-dək: the endings say from, and a word or an ending after the second day says until
_UNTIL = rf"(?<=o) [ab](?:-?o(?= [{RANGE}](?! ?[abcnyzv]))|(?=-?[{RANGE}](?! ?[abcnyzv])))"
_END = r"(?:-?o-?)?"  # of an ordinal: 3rd, 3-го
_DAY = rf"(?:D ?){{0,2}}(?:h-? ?)?(?:[abvO]|1(?={_END} ?D|{_END} ?[{LINK}]))(?:{_END}[.;]?-? ?D|-?o-?[.;]?| ?[.;]|)"
_SEP = rf"[ ,.;/-]{{0,2}}(?:{_LINKS})"
_SEP_DAY = rf"[ .;/-]{{0,2}}(?:{_LINKS})"
_MONTH = r"(?:T ?)?M(?:[.;]?/ ?M|[.;]? ?\(M\))?(?:[ -]?T(?! ?[abv]))?"
_ERA_YEAR = r"(?:(?:J ?)?e ?(?:[abcnv](?:o? ?J)?|J(?= ?[abvM]))|(?:J ?)?[abcn]o?[.]? ?J? ?e)"
_YEAR = rf"(?:(?:J ?)?(?:e ?)?[yV](?:[o.;]?[ -]?J|o)?(?: ?e)?|{_ERA_YEAR}|' ?[abc](?![os]))"
_YEAR_MARKED = rf"(?:(?:J ?)?(?:e ?)?[yV](?:[o.;]?[ -]?J|o|[.;])|{_ERA_YEAR})"
_SEP_YEAR = rf"[ ,.;`/-]{{0,2}}(?:{_LINKS})"
_WEEKDAY_FIRST = rf"(?:W[.;]?(?: [{LINK}D](?=[ ,]))?[ ,(]{{0,2}}(?:[{LINK}{PREPOSITION}] ?){{0,2}})?"
_WEEKDAY_LAST = r"(?:[ .,(]{0,3}W\)?(?![ ,(]{0,2}(?:D ?)?[abMT]))?"
_UNIT = "[uDTJXQEC]"


FORMS: tuple[tuple[str, str], ...] = (
    ("iso", r"y(?P<i>[-/.~;])[ab](?P=i)[ab](?![-/.]?[abcnyz])"),
    (
        "days_numeric",
        rf"{_WEEKDAY_FIRST}(?:D ?)?[ab](?:[-~]|[.;]?[-~])(?:D ?)?[ab][/.][ab](?:[/.](?:y|[abc])|[.;](?![abcnyz]))?{_WEEKDAY_LAST}",
    ),
    (
        "numeric",
        rf"{_WEEKDAY_FIRST}(?:D ?)?(?:[abc](?P<n>[/-])[ab](?P=n)'?[yabc]|[abc][.;][ab][.;]'?[yabc]|[ab]/[ab][ -]y|[ab]/[ab](?:`[bcy]|,y)|[ab] [ab] y(?! [abcnz])|y [ab] [ab](?! [abcnz]))(?![-/.]?[abcnyz]){_WEEKDAY_LAST}",
    ),
    ("month_year", r"(?:(?:T ?)?a[/]y|(?:T ?)a ?[.~-] ?y|a[.]y)(?![-/.]?[abcnyz])"),
    ("quarter", rf"(?:{_YEAR}{_SEP_YEAR})?(?:Q ?h?[aviO](?:-?o)?|h?[avO]o?[.;]? ?Q|i[.;]? ?Q)(?:[/]y|{_SEP_YEAR}{_YEAR}|[/'](?:[bc]))?"),
    ("half", rf"(?:{_YEAR}{_SEP_YEAR})?(?:H ?[aviO]|[avO]o?[.;]? ?H|i[.;]? ?H|U)(?:[/]y|{_SEP_YEAR}{_YEAR})?"),
    ("century", rf"(?:e ?(?={_LINKS}[aviO]o? ?C))?(?:C ?h?-?[abviO](?:o)?|h?[abvO]o?[.;]?[ -]?C|i o?[.;]? ?C|io?[.;]? ?C)(?: ?{_LINKS}e)?"),
    (
        "decade",
        rf"(?:(?:[EJ] ?)?ys|(?:[EJ] ?)?' ?[abc]s|[abc]s|E ?[lJ]? ?'? ?[ybc][.]?(?! ?[-~/])|(?:(?:[Je] ?)?[ybcv](?:o ?|[.;]|-|)|(?:[Je] ?)?y ?[{LINK}]? ?)E|Z)(?: ?E)?",
    ),
    ("era_first", rf"e ?[abcn] ?J ?(?:[av]T ?|{_MONTH} ?)(?:[abv] ?D)?{_WEEKDAY_LAST}"),
    ("named_short", rf"{_WEEKDAY_FIRST}{_DAY}(?! ?,){_SEP}{_MONTH}[ ,./;-]{{1,2}}'?[abc](?![-/.:o]?[abcnyz])"),
    ("named_short", rf"{_WEEKDAY_FIRST}{_MONTH}{_SEP_DAY}{_DAY}[ ,./;-]{{1,2}}'?[abc](?![-/.:o]?[abcnyz])"),
    (
        "named",
        rf"{_WEEKDAY_FIRST}{_DAY}(?:{_TO}{_DAY}(?! ?[pjuxm:]))?(?:(?!(?<=[Ov]) ?,)|(?<=D [Ov])){_SEP}{_MONTH}(?:{_SEP_YEAR}{_YEAR})?{_WEEKDAY_LAST}",
    ),
    (
        "named",
        rf"{_WEEKDAY_FIRST}{_YEAR}{_SEP_YEAR}{_MONTH}{_SEP_DAY}{_DAY}(?:{_TO}{_DAY}(?! ?[pjuxm:]))?(?![`/.:-]?[abcnyz]){_WEEKDAY_LAST}",
    ),
    ("named", rf"{_WEEKDAY_FIRST}{_YEAR_MARKED}{_SEP_YEAR}{_DAY}{_SEP}{_MONTH}{_WEEKDAY_LAST}"),
    (
        "named",
        rf"{_WEEKDAY_FIRST}{_MONTH}{_SEP_DAY}{_DAY}(?:{_TO}{_DAY}(?! ?[pjuxm:])|{_UNTIL})?(?:{_SEP_YEAR}{_YEAR})?(?![`/:]?[abcnyz]){_WEEKDAY_LAST}",
    ),
    ("roman", r"[ab](?P<r>[ .])i(?P=r)y"),
    (
        "suffixed",
        rf"{_WEEKDAY_FIRST}(?:{_YEAR} ?{_LINKS})?[av]o? ?T ?(?:(?:[abvO]o? ?D?|1 ?D)(?:{_TO}[abv]D|{_UNTIL})?(?![-/.:]?[abcnyz]|u))?{_WEEKDAY_LAST}",
    ),
    (
        "prefixed",
        rf"{_WEEKDAY_FIRST}{_DAY}(?:{_TO}{_DAY}(?! ?[pjuxm:]))?[ ,]{{0,2}}(?:{_LINKS})T ?[av](?:[ ,/-]{{0,2}}(?:{_LINKS}){_YEAR})?{_WEEKDAY_LAST}",
    ),
    ("prefixed", rf"T ?[av][ ,]{{0,2}}(?:{_LINKS}){_YEAR}"),
    (
        "month_of_year",
        rf"(?:{_MONTH}|T ?[av]|[av]T) ?,? ?(?:{_LINKS})(?:r|R ?[Ju]|[Ju] ?R)|(?:r|R ?[Ju]) ?(?:{_LINKS})(?:{_MONTH}|[av]T)(?! ?[abv])",
    ),
    ("prefixed", r"T ?[av](?![-/.]?[abcnyz])"),
    ("month", rf"{_MONTH}{_SEP_YEAR}{_YEAR}"),
    ("month", rf"{_YEAR}{_SEP_YEAR}{_MONTH}"),
    ("day_month", rf"{_WEEKDAY_FIRST}(?:D ?)?[ab](?:[/.-]|;)[ab](?:[.;](?=[ ,)]|$)|[.](?=[~-])|)(?![-/.:;]?[abcnyz]){_WEEKDAY_LAST}"),
    ("ago", rf"[abcnvz1]o? ?{_UNIT} ?[gG]|[NY] ?(?:[abcnvz1] ?){_UNIT}"),
    ("day_of_month", rf"{_WEEKDAY_FIRST}(?:{_DAY} ?{_LINKS}r|r ?{_LINKS}[ab]D){_WEEKDAY_LAST}"),
    ("counted", r"[abcnvz1F] ?r"),
    ("in_week", rf"W ?(?:{_LINKS})r|r ?(?:{_LINKS})W"),
    ("weekday_day", rf"(?:R ?(?:{_LINKS}))?W ?[(][ab](?![a-zA-Z0-9./:;-])"),
    ("modified", rf"R ?(?:{_LINKS})(?:W|M|{_UNIT})(?! ?[abcny])|(?<![abcnvz1y] )(?<![abcnvz1y])(?:W|M|{_UNIT}) ?(?:{_LINKS})R"),
    ("relative", r"r"),
    ("month", rf"{_MONTH}"),
    ("year_span", r"(?:J ?)?y ?[-~/] ?[yabc](?![-/.]?[abcnyz])"),
    ("year_month", r"y[-/.]a(?![-/.]?[abcnyz])"),
    ("year", _YEAR),
    ("weekday", r"W"),
    ("day", rf"(?:D ?[ab]|[abv]D)(?![-/.:]?[abcnyz]){_WEEKDAY_LAST}"),
)
# What a form can begin with, and what must stand near a number that begins one: a cheap look before the forms are tried.
_BEGINS = r"(?=[DhWMJeyVTQHiUCEZrRNY']|[abcnzvO1F].{0,14}[MTDJQHCErRgGuXsei/.;'~-]|[ab] [ab] y|[uX].{0,5}R)"


GRAMMAR = re.compile(_BEGINS + "(?:" + "|".join(f"(?P<_{i}>{pattern})" for i, (_, pattern) in enumerate(FORMS)) + ")")


@functools.cache
def _compiled(form: int) -> re.Pattern[str]:
    """One form alone; compiled when it is first asked for, since few texts need any."""
    return re.compile(FORMS[form][1].replace("P<i>", "P<ia>").replace("P=i", "P=ia"))


WINDOW = 64  # letters within which every form ends


@functools.lru_cache(maxsize=1024)
def later(letters: str, form: int) -> tuple[tuple[int, int], ...]:
    """The forms after ``form`` that match at the beginning of ``letters``, and where each match ends."""
    found = ((i, _compiled(i).match(letters)) for i in range(form + 1, len(FORMS)))
    return tuple((i, match.end()) for i, match in found if match and match.end())
