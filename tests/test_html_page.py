"""The page as text: what it says, what it escapes, how large it is. What needs a browser is in test_html_browser.py."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import html_reports
import transcheck as tc
from conftest import ROOT
from transcheck.model import Report, Skipped
from transcheck.writers import catalogue
from transcheck.writers.html import article, html_text, index_text, save, site, worst_first
from transcheck.writers.html import page as page_module
from transcheck.writers.html.cards import shortened
from transcheck.writers.html.chains import chain_places
from transcheck.writers.html.marking import Ink, painted, plain, shown
from transcheck.writers.html.quotations import marked
from transcheck.writers.html.rows import moved, units

GOLDEN = Path(__file__).parent / "golden"
SETS = {"dam": html_reports.dam, "arabic": html_reports.arabic, "japanese": html_reports.japanese, "hostile": html_reports.hostile}


class Tags(HTMLParser):
    """Elements, attributes and the text of a page, and whether its elements close."""

    VOID = frozenset({"meta", "link", "input", "br", "img"})
    # element → the start tags that end it, where its own end tag is left out (the HTML standard's “optional tags”)
    ENDED_BY: ClassVar[dict[str, frozenset[str]]] = {
        "p": frozenset({"p", "div", "dl", "ul", "details", "table", "section"}),
        "li": frozenset({"li"}),
        **dict.fromkeys(("dt", "dd"), frozenset({"dt", "dd"})),
        **dict.fromkeys(("td", "th"), frozenset({"td", "th", "tr", "tbody"})),
        "tr": frozenset({"tr", "tbody"}),
        **dict.fromkeys(("thead", "tbody"), frozenset({"tbody"})),
    }

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        while self.open and tag in self.ENDED_BY.get(self.open[-1], ()):
            self.handle_endtag(self.open[-1])
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        while self.open[-1] != tag and self.open[-1] in self.ENDED_BY:
            self.handle_endtag(self.open[-1])
        assert self.open.pop() == tag
        if tag not in ("b", "bdi", "span", "mark", "a"):
            self.words.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.open or self.open[-1] not in ("script", "style"):
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


@pytest.fixture(scope="module", params=SETS)
def tags(request: pytest.FixtureRequest) -> Tags:
    return Tags(html_text(SETS[request.param]()))


def test_every_element_closes(tags: Tags) -> None:
    assert tags.open == []


def test_ids_are_unique(tags: Tags) -> None:
    ids = Counter(a["id"] for _, a in tags.elements if "id" in a)
    assert [i for i, n in ids.items() if n > 1] == []


def test_every_link_inside_the_page_has_its_target(tags: Tags) -> None:
    ids = {a["id"] for _, a in tags.elements if "id" in a}
    links = {str(a["href"])[1:] for t, a in tags.elements if t == "a" and str(a.get("href", "")).startswith("#")}
    assert links - ids == set()


def test_nothing_is_inline_and_nothing_is_fetched(tags: Tags) -> None:
    for tag, attributes in tags.elements:
        assert not [a for a in attributes if a == "style" or a.startswith("on")], tag
        assert "src" not in attributes
        if tag in ("a", "link"):
            assert re.match(r"#|data:,$", str(attributes["href"])), attributes
    policy = next(str(a["content"]) for t, a in tags.elements if t == "meta" and a.get("http-equiv"))
    assert "unsafe" not in policy
    assert policy.startswith("default-src 'none'")


def test_every_excerpt_names_its_language_and_direction(tags: Tags) -> None:
    for tag, attributes in tags.elements:
        classes = str(attributes.get("class", "")).split()
        if (tag == "dd" and "lang" in attributes) or (tag == "div" and "t" in classes):
            assert attributes["lang"]
            assert attributes["dir"] in ("ltr", "rtl")


@pytest.mark.parametrize("name", ["dam", "arabic"])
def test_golden(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole page; delete the file and run again to accept a change. Style sheet, script and their hashes are left out, and the
    words of the rules, which have tests of their own.
    """
    monkeypatch.setattr(
        catalogue, "entry", lambda code: catalogue.Entry(code, "name-of-rule", "minor", ("Accuracy", "Omission"), "Why it matters.")
    )
    text = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", html_text(SETS[name]()), flags=re.DOTALL)
    text = re.sub(r"'sha256-[^']+'", "'sha256-…'", text).replace("><", ">\n<") + "\n"  # a line an element, to be read in a diff
    file = GOLDEN / f"{name}.html"
    if not file.exists():
        file.write_text(text, encoding="utf-8")
        pytest.fail(f"{file.name} was missing and is written now: read it, then run again")
    assert text == file.read_text(encoding="utf-8")


def test_same_report_gives_the_same_bytes() -> None:
    assert html_text(html_reports.dam()) == html_text(html_reports.dam())


# --- the verdict


def _without(report: Report, *severities: str) -> Report:
    return replace(report, findings=tuple(f for f in report.findings if f.severity not in severities))


@pytest.mark.parametrize(
    ("report", "words"),
    [
        (html_reports.dam(), "Do not publish yet: 2 critical, 3 major"),
        (_without(html_reports.dam(), "critical", "major"), "Nothing blocking; 5 minor, 2 neutral to read"),
        (_without(html_reports.dam(), "critical", "major", "minor", "neutral"), "Nothing found"),
        (html_reports.japanese(), "Could not check: names; 1 minor to read"),
        (replace(html_reports.arabic(), findings=(), skipped=(Skipped("rule F102", "it stopped"),)), "Could not check: rule F102"),
    ],
)
def test_the_verdict_is_a_sentence(report: Report, words: str) -> None:
    assert f"<h1 class={page_module.state(report)}>{words}</h1>" in html_text(report)


def test_what_was_not_checked_is_said_even_when_something_blocks() -> None:
    report = replace(html_reports.dam(), skipped=(Skipped("other.es.md", "the alignment is weak"),))
    text = Tags(html_text(report)).text
    assert "Do not publish yet" in text
    assert "Not checked: other.es.md – the alignment is weak" in text


def test_many_parts_not_checked_are_all_named_without_filling_the_screen() -> None:
    report = replace(html_reports.arabic(), skipped=tuple(Skipped(f"rule {n}", f"reason {n}") for n in range(9)))
    text = Tags(html_text(report)).text
    assert "6 more parts not checked" in text
    assert all(f"reason {n}" in text for n in range(9))
    assert "Could not check: rule 0, rule 1 and 7 more" in text


def test_hidden_findings_are_counted_and_listed_with_their_reason() -> None:
    text = Tags(html_text(html_reports.dam())).text
    assert "2 findings hidden: 1 by the baseline, 1 by a suppression" in text
    assert "suppressed: house style" in text


def test_a_threshold_moves_what_blocks() -> None:
    assert "Do not publish yet: 2 critical</h1>" in html_text(html_reports.dam(), blocking="critical")


def test_the_page_names_what_was_compared() -> None:
    text = Tags(html_text(html_reports.dam())).text
    for words in (
        "Candidate candidate.en.md English en-US 2026-02-04 12",
        "Source source.vi.md Vietnamese vi 2026-02-04 13",
        "Wire wire.en.md",
    ):
        assert words in text


# --- findings and rows


@pytest.mark.parametrize(
    ("message", "brief"),
    [
        ("Source says 12,000; candidate says 1,200.", "Source says 12,000; candidate says 1,200."),
        (
            "Ann’s words were translated back instead of taken from the wire (a number, a modal verb, the tense and small words changed): the wire has “… "
            "along very well. He and I weren't exactly the best of …”; the candidate “We worked”; gone besides: “worked”, “got”.",
            "Ann’s words were translated back instead of taken from the wire: the wire has “… along very well. He and I weren't…”; the candidate “We worked”",
        ),
        (
            "Negation and words changed, added words, words dropped, an article added and small words changed: the wire has “What I sensed or saw …”; the "
            "candidate “The things I felt”.",
            "Negation and words changed, added words and more: the wire has “What I sensed or saw …”; the candidate “The things I felt”.",
        ),
        ("“" + "長" * 200 + "” is gone.", "“" + "長" * 42 + "…” is gone."),
    ],
)
def test_a_long_message_keeps_both_values_in_the_list(message: str, brief: str) -> None:
    assert shortened(message) == brief


def test_a_shortened_message_keeps_the_words_that_changed() -> None:
    long = "The candidate does not deny what the source says: the source has “They do not rule it out.”; the candidate “The authorities have not recorded any dam failures and rule out landslides in the mountains of the north.”."
    assert shortened(long, ["rule out"]).endswith("the candidate “…failures and rule out landslides in…”.")


def test_every_finding_has_a_card_with_both_values_place_and_fix() -> None:
    text = Tags(html_text(html_reports.dam())).text
    assert "Source says 12.000; candidate says 1,200." in text
    assert "candidate.en.md:7:104" in text
    assert "source.vi.md:7:109" in text
    assert "Suggested 12,000" in text
    assert "Readings 3/2 → 2 Mar 2026 or 3 Feb 2026" in text
    assert "Came in with Candidate (English)" in text


def test_removed_and_added_words_are_said_aloud_too() -> None:
    page = html_text(html_reports.dam())
    assert "<del title=tense>worked</del>" in page
    assert "<ins title=tense>are working</ins>" in page
    assert "removed:" in page_module.style("page.css")


def test_across_languages_a_quotation_stands_in_full_without_marks() -> None:
    page = html_text(html_reports.japanese())
    assert "<del" not in page
    assert "The new bridge will be finished next year." in page


def test_the_chain_of_a_quotation_is_shown_where_it_is_certain() -> None:
    report = html_reports.dam()
    drift = next(f for f in report.findings if f.code == "Q303")
    assert [(p.document, p.text) for p in chain_places(report, drift)] == [(2, "rủi ro mà chúng tôi chấp nhận được")]
    meaning = next(f for f in report.findings if f.code == "Q304")
    assert chain_places(report, meaning) == ()  # its evidence holds all of it


def test_a_dropped_paragraph_stands_where_it_was_lost() -> None:
    page = html_text(html_reports.dam())
    gap = page.index("id=gap2-8")
    assert page.index("id=p7") < gap < page.index("id=p8")
    assert "Dropped: ¶8 of the source is not in the candidate" in page


def test_the_candidate_stands_once_however_many_versions() -> None:
    page = html_text(html_reports.dam())
    assert page.count("Experts fear that heavier rain") == 1


def test_rows_hold_every_segment_of_every_version_once() -> None:
    report = html_reports.dam()
    rows = units(report)
    assert sorted(s for u in rows for s in u.candidate) == list(range(12))
    for alignment in report.alignments:
        held = sorted(s for u in rows for r, b in u.beads if r == alignment.reference for s in b.reference)
        assert held == list(range(len(report.references[alignment.reference].segments)))


def test_a_passage_out_of_order_is_found_once() -> None:
    report = html_reports.dam()
    assert [report.alignments[0].beads[n].candidate for n in moved(report.alignments[0])] == [(7,)]
    assert moved(report.alignments[2]) == frozenset()


def test_edits_that_are_not_in_the_texts_are_not_guessed_at() -> None:
    from transcheck.model import Edit

    was, now = marked("He did not go.", "He did go.", (Edit("negation", "never", ""),))
    assert re.findall(r"<del>(.*?)</del>", was) == ["not"]
    assert "<ins" not in now


def test_pictures_have_title_description_and_a_table() -> None:
    page = html_text(html_reports.dam())
    ids = re.findall(r"<svg id=(\w+)", page)
    assert ids == ["coverage", "chain", "dates", "speakers", "map0", "map1", "map2"]
    for i in ids:
        assert f"<title id={i}-t>" in page
        assert f"<desc id={i}-d>" in page
    assert page.count("Figures as a table") == len(ids)


def test_pictures_that_say_nothing_are_left_out() -> None:
    page = html_text(html_reports.arabic())
    assert re.findall(r"<svg id=(\w+)", page) == ["coverage"]


# --- safety


def test_hostile_input_is_text() -> None:
    tags = Tags(html_text(html_reports.hostile()))
    assert Counter(t for t, _ in tags.elements)["script"] == 2
    assert "img" not in {t for t, _ in tags.elements}
    assert "<script>alert(1)</script>" in tags.text
    assert "{{ 7*7 }}" in tags.text
    assert "49" not in tags.text
    assert not any("javascript:" in str(a.get("href")) for _, a in tags.elements)


def test_the_data_island_cannot_end_its_element() -> None:
    page = html_text(html_reports.hostile())
    island = re.search(r'<script type="application/json" id=data>(.*?)</script>', page, re.DOTALL)
    assert island
    assert not set("<>&\u2028") & set(island[1])
    assert json.loads(island[1])["findings"][0][0] == "S402"


def test_controls_are_visible_and_lose_their_effect() -> None:
    assert shown("a\u202eb\0c") == 'a<b class="ctl">RLO</b>b<b class="ctl">NUL</b>c'
    assert shown("\u200fא") == '\u200f<b class="ctl">RLM</b>א'
    assert plain("a\u2066b") == "a⟨LRI⟩b"
    assert "\u202e" not in html_text(html_reports.hostile())


@given(st.text(), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.booleans()), max_size=12))
def test_ink_never_changes_the_text_and_always_nests(text: str, spans: list[tuple[int, int, bool]]) -> None:
    inks = [Ink(min(a, b), min(max(a, b), len(text)), "<u>", "</u>", weak=w) for a, b, w in spans]
    html = str(painted(text, 0, len(text), inks))
    assert Tags(html).open == []
    assert re.sub(r"</?u>", "", html) == str(shown(text))


@given(st.text(max_size=60), st.text(max_size=60))
def test_marked_quotations_keep_their_words(was: str, now: str) -> None:
    for html, text in zip(marked(was, now, ()), (was, now), strict=True):
        left = re.sub(r"</?(?:del|ins)>", "", str(html))
        assert left == str(shown(text))


# --- size


def test_compacting_changes_no_element_attribute_or_text() -> None:
    page = (
        '<div><p id="a" class="b c" title="x=&quot;1&quot; y">say x="1" &gt;\n\n</p>\n<p>2</p></div>\n<dl><dt>a</dt><dd>b</dd>\n<dt>c</dt><dd>d</dd></dl>'
        '<svg><rect width="3%" class="q"/></svg><table><tr><th>x</th><td>y</td></tr><tr><td></td></tr></table><p>3</p> and'
    )
    short = page_module.compact(page)
    assert short == (
        '<div><p id=a class="b c" title="x=&quot;1&quot; y">say x="1" &gt;\n\n<p>2</div><dl><dt>a<dd>b<dt>c<dd>d</dl>'
        "<svg><rect width=3% class=q /></svg><table><tr><th>x<td>y<tr><td></table><p>3</p> and"
    )
    assert Tags(short).elements == Tags(page).elements
    assert Tags(short).text == Tags(page).text


def test_style_and_script_stay_small() -> None:
    parts = ("base.css", "page.css", "page.js")
    assert sum(len(page_module.style(p).encode()) for p in parts) <= 60_000
    assert sum(len(page_module.style(p).encode()) for p in ("base.css", "index.css", "index.js")) <= 60_000


def test_a_page_of_a_short_article_is_at_most_eight_times_its_input_besides_style_and_script() -> None:
    folder = ROOT / "corpora" / "petro-white-house"
    candidate, source, *others = (folder / n for n in ("candidate.en.md", "source.vi.md", "wire.en.md", "other.es.md"))
    page = html_text(tc.compare(str(candidate), source=str(source), references=list(map(str, others))))
    content = re.sub(r"<(style|script)>.*?</\1>", "", page, flags=re.DOTALL)
    assert len(content.encode()) <= 8 * sum(p.stat().st_size for p in (candidate, source, *others))


def test_a_page_is_at_most_eight_times_its_input() -> None:
    report = html_reports.long(500)
    size = sum(len(d.text.encode()) for d in (report.candidate, *report.references))
    assert len(html_text(report).encode()) <= 8 * size


def test_a_paragraph_of_a_megabyte_is_shown() -> None:
    report = html_reports.arabic()
    big = html_reports.document(["7, “” " * 180_000], "candidate", "en", path="big.md")
    small = html_reports.document(["x"], "source", "vi", path="x.md")
    report = html_reports.Desk(big, small).report([html_reports.beads(((0,), (0,), 0.5))], [])
    assert len(html_text(report)) > 1_000_000


def test_a_report_without_references_or_segments_is_a_page() -> None:
    empty = html_reports.document([], "candidate", "xx-unknown", path="")
    assert "Nothing found" in html_text(Report(empty, (), (), ()))


# --- the index


def test_the_index_puts_the_worst_first() -> None:
    articles = [article(n, f"{n}.html", make()) for n, make in SETS.items()]
    assert [a.name for a in worst_first(articles)] == ["dam", "hostile", "japanese", "arabic"]
    page = Tags(index_text(articles))
    assert page.open == []
    assert "4 articles: 2 not to be published yet, 1 not checked in full, 1 to read" in page.text


def test_only_what_changed_is_written_again(tmp_path: Path) -> None:
    file = tmp_path / "reports" / "a.html"
    assert save(file, "one")
    assert not save(file, "one")
    assert save(file, "two")


def test_neighbours_are_linked() -> None:
    page = html_text(html_reports.arabic(), previous="a b.html", next="c.html", index="index.html")
    assert '<a id=prev href="a b.html">' in page
    assert "<a id=index href=index.html>" in page


def test_a_site_links_its_pages_in_the_order_of_the_index() -> None:
    pages = dict(site([("a b", html_reports.arabic()), ("dam", html_reports.dam())]))
    assert list(pages) == ["dam.html", "a b.html", "index.html"]
    assert "<a id=next href=a%20b.html>" in pages["dam.html"] or '<a id=next href="a%20b.html">' in pages["dam.html"]
    assert "a%20b.html" in pages["index.html"]
