"""How long the page of a document takes in Chromium: written, opened, filtered. ``python benchmarks/report_page.py [PARAGRAPHS]``.

Needs the extra ``browser`` and Chromium with its driver. The document is made up: a finding in every fourth paragraph.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
import html_reports
from transcheck.writers.html import html_text

FILTER = """
const done = arguments[1], q = document.getElementById('q'), start = performance.now();
q.value = arguments[0];
q.dispatchEvent(new Event('input'));
const wait = () => document.getElementById('count').textContent ? requestAnimationFrame(() => done(performance.now() - start)) : setTimeout(wait, 1);
wait();
"""


def main() -> None:
    paragraphs = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    report = html_reports.long(paragraphs)
    start = time.perf_counter()
    page = html_text(report)
    written = time.perf_counter() - start
    size = sum(len(d.text.encode()) for d in (report.candidate, *report.references))
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or "chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    chrome = Chrome(options=options, service=Service(shutil.which("chromedriver") or "chromedriver"))
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "page.html"
        file.write_text(page, encoding="utf-8")
        try:
            chrome.get(file.as_uri())
            opened = chrome.execute_script("return performance.getEntriesByType('navigation')[0].loadEventEnd")
            filtered = chrome.execute_async_script(FILTER, "severity:minor")
        finally:
            chrome.quit()
    print(f"{paragraphs} paragraphs: page {len(page.encode()) / size:.1f} times its input, written in {written:.2f} s")
    print(f"opened in {opened / 1000:.2f} s, filtered in {filtered / 1000:.2f} s")


if __name__ == "__main__":
    main()
