"""Fuzzing of every reader outside CI: ``make fuzz`` (SECONDS=600 for each format by default).

Samples are damaged at random, from a seed, and read; anything but a document or a TranscheckError is a crash and is kept in
``build/fuzz`` as the file that caused it. Reading longer than two seconds counts as a crash too.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from transcheck import readers
from transcheck.errors import TranscheckError
from transcheck.model import Document
from transcheck.readers import bilingual

ROOT = Path(__file__).parent.parent
PARTS = [
    b"<",
    b">",
    b"&",
    b"<!--",
    b"-->",
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"![](",
    b"|",
    b"\n\n",
    b"\r",
    b"---\n",
    b"&nbsp;",
    b"&#x110000;",
    b"<![CDATA[",
    b"\xf0\x9f\x98\x80",
]
PARTS += [
    b"\xcc\x81",
    b'"',
    b"{",
    b"}",
    b"%s",
    b"<!-- transcheck: ignore F102 -- x -->",
    b"\t",
    b"\\",
    b"`",
    b"*" * 40,
    b"[" * 400,
    b"> " * 200,
    b"<div>" * 300,
    b"\xe2\x80\xa8",
    b"\xed\xa0\x80",
]


def damaged(raw: bytes, rng: random.Random) -> bytes:
    """The bytes with one to eight changes."""
    data = bytearray(raw)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(data) + 1)
        match rng.randrange(6):
            case 0:
                data[at:at] = rng.choice(PARTS)
            case 1:
                del data[at : at + rng.randint(1, 60)]
            case 2:
                data[at : at + 1] = bytes([rng.randrange(256)])
            case 3:
                other = rng.randrange(len(data) + 1)
                data[at:at] = data[other : other + rng.randint(1, 200)]
            case 4:
                data[at:at] = rng.choice(PARTS) * rng.randint(1, 50)
            case _:
                del data[max(at, 8) :]
    return bytes(data)


def read(path: Path) -> None:
    if bilingual.is_bilingual(str(path)):
        for document in bilingual.read(str(path), source_language="vi", target_language="en"):
            check(document)
    else:
        check(readers.read(str(path), role="candidate", language="en"))


def check(document: Document) -> None:
    for segment in document.segments:
        assert document.text[segment.span.start : segment.span.end] == segment.text
        assert min(document.place(segment.span.start)) >= 1


def samples() -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    folders = (ROOT / "tests" / "readers" / "samples", ROOT / "docs" / "examples", ROOT / "corpora" / "petro-white-house")
    for file in sorted(f for folder in folders for f in folder.iterdir() if f.is_file()):
        suffix = file.suffix.lower()
        if suffix in bilingual.FORMATS or suffix in readers.ARTICLES:
            found.setdefault(suffix, []).append(file.read_bytes())
    found[".txt"] = found[".md"]
    return found


def main(seconds: float) -> int:
    crashes = 0
    keep = ROOT / "build" / "fuzz"
    with tempfile.TemporaryDirectory() as folder:
        for suffix, given in samples().items():
            rng = random.Random(suffix)
            end, runs = time.monotonic() + seconds, 0
            while time.monotonic() < end:
                runs += 1
                raw = damaged(rng.choice(given), rng)
                file = Path(folder) / f"x{suffix}"
                file.write_bytes(raw)
                begun = time.process_time()
                why = ""
                try:
                    read(file)
                except TranscheckError as error:
                    why = "an error of several lines" if "\n" in str(error) else ""
                except Exception:
                    why = traceback.format_exc()
                if time.process_time() - begun > 2:
                    why = f"{time.process_time() - begun:.1f} s"
                if why:
                    crashes += 1
                    keep.mkdir(parents=True, exist_ok=True)
                    (keep / f"crash-{suffix[1:]}-{crashes}{suffix}").write_bytes(raw)
                    print(f"{suffix}: {why}", file=sys.stderr)
                    if crashes > 20:
                        return 1
            print(f"{suffix}: {runs} files", file=sys.stderr)
    return 1 if crashes else 0


if __name__ == "__main__":
    sys.exit(main(float(sys.argv[1]) if len(sys.argv) > 1 else 600))
