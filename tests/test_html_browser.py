"""The page in a real browser: Chromium, driven by Selenium.

Skipped with the reason where there is no browser; with ``TRANSCHECK_DEMAND="browser npm"`` that is a failure instead. axe-core is looked for in
``tests/browser/node_modules`` (``npm install --omit=peer --prefix tests/browser``).
"""

from __future__ import annotations

import base64
import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import html_reports
from conftest import Run, from_npm, missing
from transcheck.writers.html import html_text, site

selenium = pytest.importorskip("selenium", reason="selenium is not installed: pip install 'transcheck[browser]'")
from selenium.webdriver import Chrome, ChromeOptions  # noqa: E402 - only where selenium is there
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

VIOLATIONS = (
    "window.violations=[];document.addEventListener('securitypolicyviolation',e=>violations.push(e.violatedDirective+' '+e.blockedURI))"
)


class Browser:
    """One page at a time; every page is watched for violations of its policy."""

    def __init__(self, chrome: Chrome, folder: Path) -> None:
        self.chrome, self.folder = chrome, folder

    def open(
        self, name: str, fragment: str = "", *, width: int = 1280, height: int = 720, dark: bool = False, scripts: bool = True
    ) -> None:
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.cdp("Emulation.setEmulatedMedia", media="", features=[scheme])
        self.cdp("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.chrome.get("about:blank")
        self.chrome.get((self.folder / f"{name}.html").as_uri() + fragment)

    def cdp(self, command: str, **arguments: Any) -> Any:
        return self.chrome.execute_cdp_cmd(command, arguments)

    def js(self, script: str, *arguments: Any) -> Any:
        return self.chrome.execute_script(script, *arguments)

    def keys(self, *keys: str) -> None:
        for key in keys:
            self.chrome.switch_to.active_element.send_keys(key)

    def find(self, selector: str) -> Any:
        return self.chrome.find_element("css selector", selector)

    def current(self) -> str:
        return str(self.js("return document.querySelector('.card.cur')?.id ?? ''"))

    def shown(self, selector: str) -> list[str]:
        script = "return [...document.querySelectorAll(arguments[0])].filter(e => e.checkVisibility()).map(e => e.id)"
        return list(self.js(script, selector))

    def fill(self, selector: str, text: str) -> None:
        self.js("const e=document.querySelector(arguments[0]);e.value=arguments[1];e.dispatchEvent(new Event('input'))", selector, text)
        time.sleep(0.15)  # the search waits for the end of typing

    def forget(self) -> None:
        self.js("localStorage.clear();sessionStorage.clear()")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reports")
    reports = {n: getattr(html_reports, n)() for n in ("dam", "arabic", "japanese", "hostile", "long")}
    for name, page in site(list(reports.items())):
        (made / name).write_text(page, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def chrome(folder: Path) -> Iterator[Chrome]:
    binary = shutil.which("chromium") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not binary or not driver:
        missing("browser", "chromium and chromedriver are not installed (Debian: apt-get install chromium chromium-driver)")
    options = ChromeOptions()
    options.binary_location = binary
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.add_experimental_option("prefs", {"download.default_directory": str(folder / "downloads")})
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = Chrome(options=options, service=Service(driver))
    made.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": VIOLATIONS})
    made.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(folder / "downloads")})
    yield made
    made.quit()


@pytest.fixture
def browser(chrome: Chrome, folder: Path) -> Iterator[Browser]:
    made = Browser(chrome, folder)
    made.open("arabic")
    made.forget()
    yield made
    made.cdp("Emulation.setScriptExecutionDisabled", value=False)
    complaints = [e["message"] for e in chrome.get_log("browser") if e["level"] == "SEVERE"]  # type: ignore[no-untyped-call]
    assert complaints == []


# --- accessibility


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", ["dam", "arabic", "japanese", "hostile", "index"])
def test_axe_finds_nothing(browser: Browser, name: str, dark: bool) -> None:
    axe = from_npm("axe-core/axe.min.js")
    browser.open(name, dark=dark, height=2000)
    browser.js("document.querySelectorAll('details:not(.pop)').forEach(d => d.open = true)")
    if name == "dam":
        browser.js(
            "document.getElementById('all').click();document.getElementById('agree').click();document.getElementById('filters').open=true"
        )
        browser.js("document.getElementById('j').click();document.querySelector('.card.cur [data-do=d]').click()")
    browser.js("const s=new CSSStyleSheet();s.replaceSync('.row{content-visibility:visible!important}');document.adoptedStyleSheets=[s]")
    browser.js(axe.read_text(encoding="utf-8"))
    result = browser.chrome.execute_async_script("axe.run(document).then(arguments[0])")
    assert len(result["passes"]) > 20
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in result["violations"]] == []


@pytest.mark.parametrize("name", ["dam", "arabic", "japanese", "index"])
@pytest.mark.parametrize("width", [320, 400, 800, 1280])
def test_nothing_is_cut_off_sideways(browser: Browser, name: str, width: int) -> None:
    browser.open(name, width=width)
    assert browser.js("return document.documentElement.scrollWidth") <= width


def test_the_first_screen_holds_verdict_versions_findings_and_coverage(browser: Browser) -> None:
    browser.open("dam")
    for selector in ("h1", ".docs", ".first .list li:last-child", "#coverage"):
        assert browser.js("return document.querySelector(arguments[0]).getBoundingClientRect().bottom", selector) <= 720


# --- the keyboard


def test_a_tour_by_keyboard(browser: Browser) -> None:
    browser.open("dam")
    browser.keys("j", "j")
    assert browser.current() == "f2"
    browser.keys("k")
    assert browser.current() == "f1"
    browser.keys("J")
    assert browser.current() == "f2"
    browser.keys("J", "J")
    assert browser.current() == "f6"
    browser.keys("K")
    assert browser.current() == "f3"
    browser.keys("2")
    assert browser.js("return document.getElementById('s0').checked")
    browser.keys("4")
    assert browser.js("return document.getElementById('all').checked")
    browser.keys("/")
    assert browser.js("return document.activeElement.id") == "q"
    browser.keys(Keys.ESCAPE, "?")
    assert browser.js("return document.getElementById('marks').open")


def test_keys_that_decide_and_undo(browser: Browser) -> None:
    browser.open("dam")
    browser.keys("j", "a")
    assert browser.find("#f1 .mine").text == "a real problem"
    browser.keys("j", "d")
    assert browser.js("return document.activeElement.matches('#f2 .reason input')")
    browser.keys("the unit differs", Keys.ENTER)
    assert browser.find("#f2 .mine").text == "not a problem: the unit differs"
    assert browser.find("#done").text == "2 of 12 decided"
    browser.keys("u", "u")
    assert browser.find("#f2 .mine").text == ""
    browser.keys("u")
    assert browser.find("#done").text == "Decisions"


def test_single_letter_keys_can_be_switched_off(browser: Browser) -> None:
    browser.open("dam")
    browser.js("const k=document.getElementById('keys');document.getElementById('marks').open=true;k.click()")
    browser.keys("j")
    assert browser.current() == ""
    browser.open("dam")
    browser.keys("j")
    assert browser.current() == ""


def test_every_key_is_that_of_a_visible_button(browser: Browser) -> None:
    browser.open("dam")
    browser.js("document.querySelectorAll('.pop').forEach(d => d.open = true)")
    for key in ("j", "k", "Shift+J", "Shift+K", "/", "?", "u", "a", "d"):
        assert browser.js(
            "return [...document.querySelectorAll('[aria-keyshortcuts]')].some(e => e.ariaKeyShortcuts === arguments[0] && e.checkVisibility())",
            key,
        ) or browser.js(
            "return [...document.querySelectorAll('[aria-keyshortcuts]')].some(e => e.getAttribute('aria-keyshortcuts') === arguments[0] && e.checkVisibility())",
            key,
        ), key


# --- search, filters, address


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("rule:D201", ["f1", "f6"]),
        ("severity:critical", ["f2", "f3"]),
        ("severity:critical rule:f1", ["f2"]),
        ("rule:F104 rule:D204", ["f2", "f8"]),
        ("hop:source", ["f4", "f10"]),
        ("!severity:minor !severity:major", ["f2", "f3", "f4", "f12"]),
        ('"October 2025"', ["f8"]),
        ("radio", ["f3", "f4"]),
        ("no such words", []),
    ],
)
def test_the_search_understands(browser: Browser, query: str, found: list[str]) -> None:
    browser.open("dam")
    browser.fill("#q", query)
    if query != "radio":  # the word stands in a paragraph too: its row is shown
        assert browser.shown(".card") == found
    else:
        assert "f4" in browser.shown(".card")
    assert browser.find("#nothing").is_displayed() == (not found)


def test_words_find_paragraphs_without_findings(browser: Browser) -> None:
    browser.open("dam")
    browser.fill("#q", "heavier rain")
    assert browser.shown(".row") == ["p11"]
    browser.find("#q").clear()
    browser.fill("#q", "")
    assert len(browser.shown(".row")) == 13


def test_a_filter_button_counts_and_toggles(browser: Browser) -> None:
    browser.open("dam")
    browser.find("#filters summary").click()
    button = browser.find("#facets button[value='severity:major']")
    assert button.text == "major 3"
    button.click()
    assert browser.shown(".card") == ["f1", "f6", "f9"]
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    assert len(browser.shown(".card")) == 12


def test_the_address_keeps_the_state(browser: Browser) -> None:
    browser.open("dam")
    browser.keys("3")
    browser.fill("#q", "severity:minor")
    address = browser.chrome.current_url
    browser.chrome.get("about:blank")
    browser.chrome.get(address)
    assert browser.js("return document.getElementById('s1').checked")
    assert browser.shown(".card") == ["f5", "f7", "f8", "f10", "f11"]


def test_a_deep_link_opens_the_card(browser: Browser) -> None:
    browser.open("dam", "#f12")
    assert browser.current() == "f12"
    assert browser.js("return document.getElementById('f12').open")
    assert browser.js("const r=document.getElementById('f12').getBoundingClientRect();return r.top >= 0 && r.bottom <= innerHeight")


def test_a_link_to_a_version_that_is_not_shown_shows_it(browser: Browser) -> None:
    browser.open("dam", "#r0-6")
    assert browser.js("return document.getElementById('s0').checked")


def test_the_coverage_strip_goes_to_its_passage(browser: Browser) -> None:
    browser.open("dam")
    browser.js(
        "document.querySelector('#coverage a[href=\"#gap2-8\"]').dispatchEvent(new MouseEvent('click',{bubbles:true,cancelable:true}))"
    )
    assert browser.js("const r=document.getElementById('gap2-8').getBoundingClientRect();return r.top >= 0 && r.top < innerHeight")


def test_the_number_at_a_mark_is_said_as_a_finding_and_not_copied(browser: Browser) -> None:
    browser.open("dam")
    link = browser.find("#p1 .ours p a")
    assert link.accessible_name.strip() == "finding 1"
    assert browser.js(
        "const p=document.querySelector('#p1 .ours p');getSelection().selectAllChildren(p);return getSelection().toString()"
    ).startswith("On 3/2, engineers")


def test_focus_on_one_side_outlines_the_other(browser: Browser) -> None:
    browser.open("dam")
    browser.js("document.querySelector('#p1 .ours p a').focus()")
    assert browser.js("return [...document.querySelectorAll('mark.on')].map(m => m.textContent)") == ["3/2", "3/2", "Feb. 3"]


# --- triage


def test_decisions_are_kept_exported_and_opened_again(browser: Browser, folder: Path, tmp_path: Path) -> None:
    browser.open("dam")
    browser.js("const a=document.getElementById('author');a.value='An Editor';a.dispatchEvent(new Event('change',{bubbles:true}))")
    browser.keys("j", "a", "j", "d")
    browser.keys("</script> “house style”", Keys.ENTER)
    browser.open("dam")
    assert browser.find("#done").text == "2 of 12 decided"
    browser.js("document.getElementById('save').click()")
    file = tmp_path / "decisions.json"
    exported = _downloaded(folder / "downloads" / "candidate.en.decisions.json", file)
    assert exported["version"] == 1
    [dismissed], [real] = exported["entries"], exported["confirmed"]
    assert dismissed == {
        "path": "sets/dam/candidate.en.md",
        "fingerprint": "tc1:F104:0001",
        "code": "F104",
        "message": "Source says 12.000; candidate says 1,200.",
        "reason": "</script> “house style”",
        "author": "An Editor",
        "expires": None,
    }
    assert real["code"] == "D201"
    browser.forget()
    browser.open("dam")
    assert browser.find("#done").text == "Decisions"
    browser.find("#open").send_keys(str(file))
    time.sleep(0.3)
    assert browser.find("#done").text == "2 of 12 decided"
    assert browser.find("#say").get_attribute("textContent") == "2 of 2 decisions belong to this report"


def test_baseline_apply_takes_the_exported_decisions(browser: Browser, folder: Path, here: Path, run: Run) -> None:
    import transcheck as tc

    (here / "set").mkdir()
    (here / "set" / "candidate.en.md").write_text("The storm destroyed 1,200 homes.\n\nIt killed 9 people.\n", encoding="utf-8")
    (here / "set" / "source.vi.md").write_text("Bão phá hủy 12.500 ngôi nhà.\n\nBão làm 7 người chết.\n", encoding="utf-8")
    report = tc.compare("set/candidate.en.md", source="set/source.vi.md")
    (folder / "set.html").write_text(html_text(report), encoding="utf-8")
    browser.open("set")
    browser.keys("j", "d")
    browser.keys("counted anew", Keys.ENTER)
    browser.js("document.getElementById('save').click()")
    exported = _downloaded(folder / "downloads" / "candidate.en.decisions.json", here / "decisions.json")
    assert len(exported["entries"]) == 1
    done = run("baseline", "apply", "set", "--baseline", "decisions.json", "--format", "json", "--no-html")
    states = [f["status"] for f in json.loads(done.out)["findings"]]
    assert sorted(states) == ["baseline"] + ["new"] * (len(report.findings) - 1), done.err


def _downloaded(file: Path, to: Path) -> Any:
    """The file when it is there, moved out of the way of the next."""
    for _ in range(50):
        if file.is_file():
            break
        time.sleep(0.1)
    shutil.move(file, to)
    return json.loads(to.read_text(encoding="utf-8"))


def test_a_file_without_decisions_is_refused_in_words(browser: Browser, tmp_path: Path) -> None:
    browser.open("dam")
    (tmp_path / "x.json").write_text("[1", encoding="utf-8")
    browser.find("#open").send_keys(str(tmp_path / "x.json"))
    time.sleep(0.3)
    assert browser.find("#say").get_attribute("textContent").startswith("That file holds no decisions")


# --- without scripts, on paper, under attack, at length


def test_without_scripts_everything_can_be_read(browser: Browser) -> None:
    browser.open("dam", scripts=False)
    browser.cdp("Emulation.setScriptExecutionDisabled", value=True)
    source = browser.chrome.page_source
    assert "The quotation lost its negation" in source
    assert not browser.find(".bar .js").is_displayed()
    assert not browser.find(".row.v0").is_displayed()
    browser.find("label:has(#s0)").click()
    assert browser.find(".row.v0").is_displayed()
    assert not browser.find("#r2-1").is_displayed()
    browser.find("#f5 summary").click()
    assert browser.find("#f5 .in").is_displayed()


def test_print_opens_cards_and_leaves_tools_out(browser: Browser, tmp_path: Path) -> None:
    browser.open("dam")
    browser.cdp("Emulation.setEmulatedMedia", media="print")
    assert not browser.find("#bar").is_displayed()
    pdf = base64.b64decode(browser.cdp("Page.printToPDF", paperWidth=8.27, paperHeight=11.69)["data"])
    assert pdf.startswith(b"%PDF")
    tool = shutil.which("pdftotext")
    if tool:
        import subprocess

        (tmp_path / "page.pdf").write_bytes(pdf)
        text = subprocess.run([tool, "-layout", tmp_path / "page.pdf", "-"], capture_output=True, check=True).stdout.decode()
        assert "Image" in text
        assert re.search(r"likely\s+0\.70", text)  # stands in a card that is closed on the screen
        assert "Export decisions" not in text


@pytest.mark.parametrize("name", ["dam", "arabic", "japanese", "hostile", "long", "index"])
def test_the_policy_is_never_violated(browser: Browser, name: str) -> None:
    browser.open(name)
    if name != "index":
        browser.keys("j", "2", "1")
        browser.js("document.getElementById('agree').click()")
    assert browser.js("return violations") == []


def test_hostile_input_does_nothing(browser: Browser) -> None:
    browser.open("hostile")
    browser.js("window.alert = () => { window.attacked = true; }")
    browser.js("document.querySelectorAll('details').forEach(d => d.open = true)")
    browser.keys("j", "a", "j", "d")
    browser.keys("<img src=x onerror=alert(9)>", Keys.ENTER)
    browser.fill("#q", '<img src=x onerror=alert(9)> "')
    assert browser.js(
        "return [!!window.attacked, document.images.length, document.scripts.length, document.querySelectorAll('svg:not(#coverage,#coverage svg)').length]"
    ) == [False, 0, 2, 0]
    assert browser.js("return document.title").count("⟨RLO⟩") == 1


def test_two_thousand_paragraphs_open_and_filter(browser: Browser) -> None:
    """``benchmarks/report_page.py`` measures how long it takes; here it has to work."""
    browser.open("long")
    browser.fill("#q", "severity:minor !rule:D")
    assert browser.find("#count").text == "250 of 500"
    browser.fill("#q", "")
    browser.open("long", "#f500")
    assert browser.current() == "f500"
    assert browser.js("const r=document.getElementById('f500').getBoundingClientRect();return r.top >= 0 && r.bottom <= innerHeight")


# --- the index


def test_the_index_sorts_filters_and_leads_on(browser: Browser) -> None:
    browser.open("index")

    def names() -> list[str]:
        return list(browser.js("return [...document.querySelectorAll('tbody tr:not([hidden]) a')].map(a => a.textContent)"))

    assert names()[0] == "dam"
    browser.find("thead th:first-child button").click()
    assert names() == ["arabic", "dam", "hostile", "japanese", "long"]
    assert browser.find("thead th:first-child").get_attribute("aria-sort") == "ascending"
    browser.find("thead th:first-child button").click()
    assert names()[0] == "long"
    assert browser.find("thead th:first-child").get_attribute("aria-sort") == "descending"
    browser.find("#q").send_keys("vi")
    assert names() == ["long", "hostile", "dam"]
    assert browser.find("#count").text == "3 of 5"
    browser.find("tbody tr:not([hidden]) a").click()
    assert not browser.find("#prev").is_displayed()
    assert browser.find("#next").get_attribute("href").endswith("/hostile.html")
    browser.find("#next").click()
    assert browser.find("#prev").get_attribute("href").endswith("/long.html")
    browser.find("#index").click()
    assert browser.find("h1").text.startswith("5 articles")
