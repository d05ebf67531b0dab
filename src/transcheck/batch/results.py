"""Shards → ``articles``, ``findings`` and ``failures`` as Parquet, ``summary.json``, and the index with the pages of the worst articles."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from transcheck.batch import shards
from transcheck.batch.records import LEVELS, TABLES
from transcheck.errors import ReadError, TranscheckError, unwritable
from transcheck.readers.assembly import whole
from transcheck.writers import catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

MEMORY = "1GB"  # beyond it DuckDB works on disk
SUMMARY, INDEX, PAGES = "summary.json", "index.html", "pages"
WORST_FIRST = "order by critical desc, major desc, state = 'unchecked' desc, minor desc, neutral desc, article"


@contextmanager
def database(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB in memory, its overflow in the folder. Raises TranscheckError without DuckDB, and for what it cannot do."""
    try:
        import duckdb
    except ImportError:
        raise TranscheckError("Results of many articles need DuckDB: pip install 'transcheck[batch]'.") from None
    if whole(str(folder)) != str(folder):
        raise TranscheckError(f"{folder} has a name that is not UTF-8; DuckDB cannot open it.")
    try:
        with duckdb.connect(config={"memory_limit": MEMORY, "temp_directory": str(folder / ".duckdb")}) as db:
            db.execute("set enable_progress_bar = false")
            yield db
    except duckdb.Error as error:
        raise TranscheckError(f"{folder}: {str(error).splitlines()[0].rstrip('.')}.") from None


def tables(folder: Path) -> None:
    """Writes the three Parquet files; each appears whole. Rows are in the manifest's order."""
    pattern = str(folder / shards.FOLDER / "*" / "*.jsonl.gz")
    with database(folder) as db:
        for name, columns in TABLES.items():
            target, partial = folder / f"{name}.parquet", folder / f".{name}.parquet"
            types = ", ".join(f"'{c}': '{t}'" for c, t in {"table": "VARCHAR", **columns}.items())
            listed = ", ".join(f'"{c}"' for c in columns)
            query = f"select {listed} from read_json(?, format = 'newline_delimited', compression = 'gzip', columns = {{{types}}})"
            db.execute(f"copy ({query} where \"table\" = '{name}') to '{_quoted(partial)}' (format parquet, compression zstd)", [pattern])
            try:
                partial.replace(target)
            except OSError as error:
                raise unwritable(target, error) from None


def summary(folder: Path, rows: int) -> dict[str, Any]:
    """Counts of the whole run, also written to ``summary.json``. The same results give the same bytes."""
    with opened(folder) as db:
        sums = ", ".join(f"coalesce(sum({s}), 0)::bigint" for s in (*LEVELS, "known", "fails::int", "(len(skipped) > 0)::int"))
        counts = _one(db, f"select count(*), {sums} from articles")
        found = {
            "schema": 1,
            "tool": {"name": "transcheck", "version": catalogue.version()},
            "rows": rows,
            "articles": counts[0],
            "failures": _one(db, "select count(*) from failures")[0],
            "blocked": counts[6],
            "incomplete": counts[7],
            "findings": dict(zip((*LEVELS, "known"), counts[1:6], strict=True)),
            "rules": dict(db.execute("select code, count(*) from findings where status = 'new' group by code order by code").fetchall()),
            "stages": dict(db.execute("select stage, count(*) from failures group by stage order by stage").fetchall()),
        }
    save(folder / SUMMARY, msgspec.json.format(msgspec.json.encode(found), indent=2) + b"\n")
    return found


def worst(folder: Path, n: int) -> list[dict[str, Any]]:
    """The ``n`` articles with the gravest findings, worst first; none without findings or gaps."""
    columns = ("article", "id", "state", "verdict", "languages", *LEVELS, "known", "skipped")
    with opened(folder) as db:
        found = db.execute(f"select {', '.join(columns)} from articles where state <> 'clear' {WORST_FIRST} limit {int(n)}").fetchall()
    return [dict(zip(columns, cells, strict=True)) for cells in found]


def index(folder: Path, articles: Sequence[dict[str, Any]], names: Sequence[str], total: int, signature: str) -> None:
    """The index over the pages of the worst articles."""
    from transcheck.writers.html import Article, index_text

    shown = [
        Article(
            f"{a['id']}",
            f"{PAGES}/{name}",
            a["state"],
            a["verdict"],
            a["languages"],
            tuple(a[s] for s in LEVELS),
            a["known"],
            len(a["skipped"]),
        )
        for a, name in zip(articles, names, strict=True)
    ]
    title = f"The worst {len(shown):,} of {total:,} articles" if len(shown) < total else "Articles"
    save(folder / INDEX, index_text(shown, title=title, signature=signature).encode())


def save(path: Path, data: bytes) -> None:
    """Writes a file whole. Raises TranscheckError in one sentence."""
    partial = path.with_name(f".{path.name}")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise unwritable(path, error) from None


@contextmanager
def opened(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The three tables of a finished run as views. Raises ReadError where there are none."""
    missing = [n for n in TABLES if not (folder / f"{n}.parquet").is_file()]
    if missing:
        raise ReadError(f"{folder} holds no results: {missing[0]}.parquet is missing; finish the run with `transcheck batch … --resume`.")
    with database(folder) as db:
        for name in TABLES:
            db.execute(f"create view {name} as select * from read_parquet('{_quoted(folder / f'{name}.parquet')}')")
        yield db


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _one(db: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    found = db.execute(query).fetchone()
    assert found is not None
    return found
