"""Questions about a finished run, in SQL over ``articles``, ``findings`` and ``failures``."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

from transcheck import config
from transcheck.batch.results import WORST_FIRST, opened
from transcheck.errors import TranscheckError

# name → (what it answers, query)
READY = {
    "worst": (
        "the articles with the gravest findings",
        f"select id, languages, verdict, critical, major, minor, neutral from articles where state <> 'clear' {WORST_FIRST} limit 20",
    ),
    "rules": (
        "how often each rule speaks for each pair of languages",
        "with judged as (select source_language, language, count(*) as n from articles group by all) "
        "select coalesce(f.source_language, '?') || ' → ' || f.language as languages, code, name, count(*) as findings, "
        "count(distinct article) as articles, round(100.0 * count(distinct article) / any_value(n), 1) as percent_of_articles "
        "from findings f join judged j on j.language = f.language and j.source_language is not distinct from f.source_language "
        "where status = 'new' group by f.source_language, f.language, code, name order by findings desc, languages, code limit 40",
    ),
    "drift": (
        "findings per article by month of publication",
        "select strftime(published, '%Y-%m') as month, count(*) as articles, round(avg(critical), 2) as critical, round(avg(major), 2) as major, "
        "round(avg(minor), 2) as minor, round(100.0 * avg((critical + major > 0)::int), 1) as percent_blocked "
        "from articles group by month order by month nulls last",
    ),
}


def answer(folder: Path, question: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Column names and rows. ``question`` is SQL, or the name of a ready one. Raises TranscheckError for a query that fails.

    A query reads the folder and nothing else.
    """
    import importlib.util

    if importlib.util.find_spec("duckdb") is None:
        raise TranscheckError("Results of many articles need DuckDB: pip install 'transcheck[batch]'.")
    import duckdb

    sql = READY[question][1] if question in READY else question
    with opened(folder) as db:
        db.execute("set allowed_directories = [?]", [str(folder.resolve())])
        db.execute("set enable_external_access = false")
        db.execute("set lock_configuration = true")
        try:
            found = db.execute(sql)
            if found is None:
                raise TranscheckError("The query is empty.")
            return distinct([c[0] for c in found.description or ()]), found.fetchall()
        except duckdb.Error as error:
            near = config.near(question, READY) if question.isalpha() else ""
            raise TranscheckError(f"The query failed: {' '.join(str(error).split())}{near}") from None


def distinct(names: list[str]) -> list[str]:
    """The names of columns, a second “n” as “n_1”: an object of JSON has each key once."""
    out: list[str] = []
    for name in names:
        out.append(next(n for i in itertools.count() if (n := f"{name}_{i}" if i else name) not in out))
    return out
