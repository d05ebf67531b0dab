"""Suggestions are written the way the candidate writes, or not made."""

from __future__ import annotations

import datetime

import pytest

import transcheck as tc
from transcheck.model import Document, Finding

DAY = datetime.date(2026, 2, 4)


def found(code: str, candidate: str, source: str, languages: tuple[str, str]) -> list[Finding]:
    report = tc.compare(
        Document.from_text(candidate, language=languages[0], published=DAY),
        source=Document.from_text(source, language=languages[1], role="source", published=DAY),
    )
    return [f for f in report.findings if f.code == code]


@pytest.mark.parametrize(
    ("code", "candidate", "source", "languages", "fix", "why"),
    [
        ("F102", "The ferry carried 4,310 people.", "Chiếc phà chở 4.130 người.", ("en-US", "vi"), "4,130", "grouped as the candidate groups"),
        ("F102", "Chiếc phà chở 4.310 người.", "The ferry carried 4,130 people.", ("vi", "en"), "4.130", "and here as Vietnamese does"),
        ("F102", "Prices rose by 15% in May.", "Giá tăng 12,5% trong tháng 5.", ("en-US", "vi"), "12.5%", "the decimal sign of the candidate"),
        ("F102", "A 62-year-old man was held.", "Một người đàn ông 52 tuổi bị bắt.", ("en-US", "vi"), "52-year-old", "what an age is written with"),
        ("F102", "The house was built in 2870.", "Ngôi nhà được xây năm 1870.", ("en-US", "vi"), "1870", "a year, without a sign of thousands"),
        ("F104", "The bridge cost 1.2 million lira.", "Köprü 1,2 milyar liraya mal oldu.", ("en-US", "tr"), "1.2 billion lira", "its own word for the money"),
        ("F104", "The bridge cost $1.2 million.", "Cây cầu tốn 1,2 tỷ USD.", ("en-US", "vi"), "$1.2 billion", "its own sign"),
        ("F104", "Cây cầu tốn 1,2 triệu USD.", "The bridge cost $1.2 billion.", ("vi", "en"), "1,2 tỷ USD", "another magnitude in its language"),
        ("F104", "The bridge cost €1.92m.", "Le pont a coûté 1,92 milliard d'euros.", ("en-GB", "fr"), "€1.92bn", "short as the candidate is"),
        ("F106", "The park covers 40 acres.", "Le parc s'étend sur 40 hectares.", ("en-GB", "fr"), "40 hectares", "the unit's name"),
        ("F107", "The rate fell by 1.5%.", "Lãi suất giảm 1,5 điểm phần trăm.", ("en-US", "vi"), "1.5 percentage points", "in words"),
        ("F108", "The storm killed 9 people.", "Bão làm ít nhất 9 người chết.", ("en-US", "vi"), "at least 9", "reads in its place"),
        ("F108", "Bão làm 9 người chết.", "The storm killed at least 9 people.", ("vi", "en"), "ít nhất 9", "in the candidate's language"),
        ("D202", "They met on March 2.", "Họ gặp nhau ngày 3/2.", ("en-US", "vi"), "February 3", "the month first"),
        ("D202", "They met on March 12.", "Họ gặp nhau ngày 12 tháng trước.", ("en-US", "vi"), "January 12", "counted from the day, named like the other"),
        ("D202", "They met on 2 March.", "Họ gặp nhau ngày 3/2.", ("en-GB", "vi"), "3 February", "the day first"),
        ("D202", "They met on Mar. 2.", "Họ gặp nhau ngày 3/2.", ("en-US", "vi"), "Feb. 3", "abbreviated as it is"),
        ("D202", "Spotkali się 2 marca 2026 r.", "Họ gặp nhau ngày 9/6/2026.", ("pl", "vi"), "9 czerwca 2026 r.", "in the case of a date"),
        ("D201", "On 3/2, the leaders met.", "Ngày 3/2, hai lãnh đạo gặp nhau.", ("en-US", "vi"), "February 3", "the month in words"),
        ("D204", "In 10/2025 the minister resigned.", "Tháng 10/2025, bộ trưởng từ chức.", ("en-US", "vi"), "October 2025", "the month in words"),
        ("D204", "Hạn chót là ngày 12/20.", "The deadline is Dec. 20.", ("vi", "en-US"), "ngày 20/12", "the day first, its own word kept"),
        ("D205", "They met on Monday, February 3, 2026.", "Họ gặp nhau ngày 3/2/2026.", ("en-US", "vi"), "Tuesday", "the weekday's name"),
        ("D205", "Sie trafen sich am Montag, 3. Februar 2026.", "Họ gặp nhau ngày 3/2/2026.", ("de", "vi"), "Dienstag", "in the candidate's language"),
        ("D209", "The match starts at 7:30 p.m.", "Trận đấu bắt đầu lúc 17h30.", ("en-US", "vi"), "5:30 p.m.", "the 12-hour clock"),
        ("D209", "The match starts at 7:30 p.m.", "Trận đấu bắt đầu lúc 7h30 sáng.", ("en-US", "vi"), "7:30 a.m.", "the other half of the day"),
        ("D209", "Trận đấu bắt đầu lúc 19h30.", "The match starts at 5:30 p.m.", ("vi", "en-US"), "17h30", "the 24-hour clock"),
        ("D210", "The plant employs 1.500 people.", "Nhà máy có 1.500 công nhân.", ("en-US", "vi"), "1,500", "the signs of the locale"),
    ],
)  # fmt: skip
def test_a_suggestion_is_written_as_the_candidate_writes(
    code: str, candidate: str, source: str, languages: tuple[str, str], fix: str, why: str
) -> None:
    assert [f.fix for f in found(code, candidate, source, languages)] == [fix], why


@pytest.mark.parametrize(
    ("code", "candidate", "source", "languages", "why"),
    [
        ("F107", "Stopa spadła o 1,5%.", "Lãi suất giảm 1,5 điểm phần trăm.", ("pl", "vi"), "which ending the name takes is not known"),
        ("D202", "Spotkali się 2 marca 2026 r.", "Họ gặp nhau ngày 3/2/2026.", ("pl", "vi"), "which ending the month takes is not known"),
        (
            "D201",
            "Le 3/2, les dirigeants se sont rencontrés.",
            "The leaders met on February 3.",
            ("fr", "en-US"),
            "no date in words to follow",
        ),
    ],
)
def test_no_suggestion_where_no_form_fits(code: str, candidate: str, source: str, languages: tuple[str, str], why: str) -> None:
    assert {f.fix for f in found(code, candidate, source, languages)} <= {None}, why


def test_a_date_follows_the_candidates_own_style_where_it_has_one() -> None:
    candidate = "The talks began on Jan. 20.\n\nOn 3/2, the leaders met."
    source = "Đàm phán bắt đầu ngày 20/1.\n\nNgày 3/2, hai lãnh đạo gặp nhau."
    assert [f.fix for f in found("D201", candidate, source, ("en-US", "vi"))] == ["Feb. 3"]


def test_a_slip_says_how_much_and_which_way() -> None:
    (finding,) = found("F104", "The bridge cost $1.2 million.", "Cây cầu tốn 1,2 tỷ USD.", ("en-US", "vi"))
    assert finding.message.endswith(", a thousand times too small.")
    (finding,) = found("D210", "The plant employs 1.500 people.", "Nhà máy có 1.500 công nhân.", ("en-US", "vi"))
    assert "1.5 to readers of en-US, a thousand times too small; Source means 1,500" in finding.message


def test_a_relative_date_says_which_day_it_comes_to() -> None:
    report = tc.compare(
        Document.from_text("The two sides signed the deal yesterday in Bergen.", language="en-US", published=datetime.date(2025, 9, 11)),
        source=Document.from_text(
            "Hai bên ký thỏa thuận ngày 9/9 tại Bergen.", language="vi", role="source", published=datetime.date(2025, 9, 11)
        ),
    )
    (finding,) = (f for f in report.findings if f.code == "D203")
    assert finding.message == "“yesterday” = 10 September; source: 9 September."
    assert finding.fix == "September 9"


def test_what_only_the_wire_has_is_not_laid_at_the_sources_door() -> None:
    report = tc.compare(
        Document.from_text("The index rose on Thursday, led by banks.", language="en-US"),
        source=Document.from_text("Chỉ số tăng hôm thứ Năm, dẫn đầu là các ngân hàng.", language="vi", role="source"),
        wire=Document.from_text("The index rose 1,853 points on Thursday, led by banks.", language="en-US", role="wire"),
    )
    messages = [f.message for f in report.findings if f.code == "F101"]
    assert messages
    assert all(m.startswith("Only the wire has 1,853") for m in messages)
