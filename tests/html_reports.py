"""Reports made by hand for the tests of the page: three article sets in our own words, with findings of every family.

The articles are invented. Nothing here depends on what the rules find; only on the model.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from transcheck.model import (
    Alignment,
    Bead,
    Cue,
    Date,
    Document,
    Edit,
    Fact,
    Finding,
    Mark,
    Name,
    Number,
    Place,
    Quantity,
    Quote,
    Report,
    Role,
    Segment,
    SegmentKind,
    Skipped,
    Span,
    Value,
)

EN = [
    "On 3/2, engineers shut the northern gate of the Lam Son dam for about two hours after the flow reached 1,200 cubic meters per second, officials said.",
    "Asked whether the villages below had been warned, Minister Tran Quang Hai said the work was in progress. “We are working on it together and are very harmonious. The dam is safe,” he said.",
    "![]()",
    "The northern gate of the dam on 3/2. Photo: Provincial office",
    "The head of the river authority, Le Van Binh, admitted that the sirens did not sound in two of the nine villages.",
    "In 10/2025, the authority replaced the old pumps.",
    "Residents were told to leave at dawn. They came back in the evening.",
    "The plant supplies power to 40,000 homes, and no home lost power.",
    "Last month, inspectors described the gate as “a risk we can live with.”",
    "Neighboring provinces sent 12 boats.",
    "Experts fear that heavier rain will come before the repairs are done.",
    "World Desk (According to Reuters)",
]
VI = [
    "Ngày 3/2, các kỹ sư đóng cửa van phía bắc của đập Lam Sơn trong khoảng hai tiếng, sau khi lưu lượng lên tới 12.000 mét khối mỗi giây, giới chức cho biết.",
    "Khi được hỏi các làng ở hạ lưu đã được báo trước chưa, Bộ trưởng Trần Quang Hải nói việc này đang được xử lý. “Chúng tôi đang cùng nhau giải quyết và rất hòa hợp. Con đập không an toàn”, ông nói.",
    "![Cửa van phía bắc](https://example.org/van.jpg)",
    "Cửa van phía bắc của đập ngày 3/2. Ảnh: Văn phòng tỉnh",
    "Người đứng đầu cơ quan quản lý sông, ông Lê Văn Bình, nói còi báo động không kêu ở hai trong chín làng.",
    "Tháng 10/2025, cơ quan này thay các máy bơm cũ.",
    "Người dân được yêu cầu rời đi lúc rạng sáng. Buổi tối họ trở về.",
    "Ít nhất ba người bị thương nhẹ khi chạy khỏi nhà, theo bệnh viện huyện.",
    "Nhà máy cấp điện cho 40.000 hộ, và không hộ nào mất điện.",
    "Tháng trước, các thanh tra gọi cửa van là “rủi ro mà chúng tôi chấp nhận được”.",
    "Các tỉnh lân cận gửi 12 thuyền.",
    "Các chuyên gia lo mưa lớn hơn sẽ đến trước khi sửa xong.",
    "Thế giới (Theo Reuters)",
]
WIRE = [
    "LAM SON, Feb. 3 – Engineers shut the northern gate of the Lam Son dam on Tuesday.",
    "The gate stayed shut for about two hours after the flow reached 12,000 cubic meters per second, officials said.",
    "The plant supplies power to 40,000 homes. No home lost power.",
    "“Yeah, we did warn them. We worked on it, and we got along very well. The dam is not safe,” Minister Tran Quang Hai told Radio Song.",
    "Le Van Binh, who leads the river authority, said the sirens stayed silent in two of nine villages.",
    "At least three people were slightly hurt as they ran from their homes, the district hospital said.",
    "In October 2025 the authority replaced the old pumps.",
    "Residents had to leave at dawn and came back in the evening.",
    "In January inspectors described the gate as “a risk that we can live with.”",
    "The minister flies to the capital on Friday.",
]
ES = [
    "El martes 3 de febrero cerraron durante cerca de dos horas la compuerta norte de la presa de Lam Son, cuando el caudal llegó a 12.000 metros cúbicos por segundo.",
    "«Sí, los avisamos. Trabajamos en eso y nos llevamos muy bien. La presa no es segura», dijo el ministro Tran Quang Hai.",
    "Las sirenas no sonaron en dos de las nueve aldeas, dijo Le Van Binh. En octubre de 2025 se cambiaron las bombas.",
    "Las provincias vecinas enviaron 14 barcas.",
]
_KINDS: dict[int, SegmentKind] = {2: "image", 3: "caption", 11: "byline"}


def document(
    paragraphs: Sequence[str],
    role: Role,
    language: str,
    *,
    path: str,
    published: datetime.date | None = None,
    kinds: dict[int, SegmentKind] | None = None,
) -> Document:
    """Paragraphs with an empty line between, from line 7 of the file on."""
    segments, marks, offset = [], [], 0
    for i, text in enumerate(paragraphs):
        segments.append(Segment(text, Span(offset, offset + len(text)), (kinds or {}).get(i, "paragraph")))
        marks.append(Mark(offset, 7 + 2 * i, 1))
        offset += len(text) + 2
    text = "\n\n".join(paragraphs)
    return Document(
        path, role, language, published, text, tuple(segments), tuple(marks) or (Mark(0, 1, 1),), sha256=f"{len(text):064x}"[::-1]
    )


class Desk:
    """Finds words in the documents of a report to be."""

    def __init__(self, *documents: Document) -> None:
        self.documents = documents
        self.facts: list[list[Fact]] = [[] for _ in documents]

    def at(self, index: int, segment: int, words: str = "", value: Value | None = None) -> Place:
        """A place in document ``index`` (−1 the candidate); its value becomes a fact. All of the segment without words."""
        d = self.documents[index + 1]
        span = d.segments[segment].span
        if words:
            start = d.text.index(words, span.start, span.end)
            span = Span(start, start + len(words))
        place = Place(index, segment, span, d.text[span.start : span.end], value)
        if value is not None:
            self.facts[index + 1].append(Fact(value, place.text, span))
        return place

    def report(self, beads: Sequence[Sequence[Bead]], findings: Sequence[Finding], **more: Any) -> Report:
        candidate, *references = self.documents
        alignments = tuple(Alignment(i, tuple(b)) for i, b in enumerate(beads))
        facts = tuple(tuple(sorted(dict.fromkeys(f), key=lambda x: (x.span.start, -x.span.end))) for f in self.facts)
        numbered = tuple(replace(f, fingerprint=f.fingerprint or f"tc1:{f.code}:{i:04x}") for i, f in enumerate(findings))
        return Report(candidate, tuple(references), alignments, numbered, facts=facts, signature="transcheck 0|test", **more)


def _n(amount: str) -> Number:
    return Number(amount=Decimal(amount))


def _flow(amount: int) -> Quantity:
    return Quantity(amount=Decimal(amount), unit="cubic-meter-per-second")


def _both(words: str, **more: Any) -> Quote:
    return Quote(words=words, **more)


def beads(*pairs: tuple[Sequence[int], Sequence[int], float]) -> list[Bead]:
    return [Bead(tuple(c), tuple(r), x) for c, r, x in pairs]


def dam() -> Report:
    """English candidate, Vietnamese source, English wire, Spanish reference: findings of every family."""
    day = datetime.date(2026, 2, 4)
    desk = Desk(
        document(EN, "candidate", "en-US", path="sets/dam/candidate.en.md", published=day, kinds=_KINDS),
        document(WIRE, "wire", "en-US", path="sets/dam/wire.en.md", published=datetime.date(2026, 2, 3)),
        document(ES, "reference", "es-CO", path="sets/dam/other.es.md", published=day),
        document(VI, "source", "vi", path="sets/dam/source.vi.md", published=day, kinds={2: "image", 3: "caption", 12: "byline"}),
    )
    at = desk.at
    wire, es, vi = 0, 1, 2
    feb, mar = Date(year=2026, month=2, day=3), Date(year=2026, month=3, day=2)
    unclear = replace(mar, readings=(mar, feb), decided_by="reference", style="d/m")
    harmony, got = (
        "We are working on it together and are very harmonious. The dam is safe,",
        "Yeah, we did warn them. We worked on it, and we got along very well. The dam is not safe,",
    )
    trung = "Chúng tôi đang cùng nhau giải quyết và rất hòa hợp. Con đập không an toàn"
    said = _both(harmony, speaker="Tran Quang Hai")
    for index, segment, words, value in (
        (-1, 0, "about two hours", _n("2")),
        (-1, 4, "Le Van Binh", Name(text="Le Van Binh", key="le van binh", kind="person")),
        (-1, 4, "did not", Cue(family="negation", value="not")),
        (-1, 4, "nine", _n("9")),
        (-1, 7, "40,000", _n("40000")),
        (-1, 7, "no", Cue(family="negation", value="no")),
        (-1, 0, "officials said", Cue(family="attribution", value="officials")),
        (wire, 0, "Feb. 3", feb),
        (wire, 1, "about two hours", _n("2")),
        (wire, 2, "40,000", _n("40000")),
        (wire, 6, "October 2025", Date(year=2025, month=10, grain="month")),
        (es, 0, "3 de febrero", feb),
        (es, 2, "octubre de 2025", Date(year=2025, month=10, grain="month")),
        (
            es,
            1,
            "Sí, los avisamos. Trabajamos en eso y nos llevamos muy bien. La presa no es segura",
            _both("Sí, los avisamos.", speaker="Tran Quang Hai"),
        ),
        (vi, 8, "40.000", _n("40000")),
        (vi, 3, "3/2", feb),
        (vi, 9, "Tháng trước", Date(year=2026, month=1, grain="month", relative="month:-1")),
        (vi, 9, "rủi ro mà chúng tôi chấp nhận được", _both("rủi ro mà chúng tôi chấp nhận được", speaker="thanh tra")),
    ):
        at(index, segment, words, value)
    findings = [
        Finding("D201", "major", 0.95, "Readers of en-US take 3/2 for March 2; the source means 3 February.", at(-1, 0, "3/2", unclear),
                (at(vi, 0, "3/2", feb), at(wire, 0, "Feb. 3", feb)), fix="Feb. 3", introduced_in="candidate",
                details=(("Readings", "3/2 → 2 Mar 2026 or 3 Feb 2026"), ("Decided by", "the Vietnamese source"))),
        Finding("F104", "critical", 0.97, "Source says 12.000; candidate says 1,200.", at(-1, 0, "1,200", _flow(1200)),
                (at(vi, 0, "12.000", _flow(12000)), at(wire, 1, "12,000", _flow(12000))),
                fix="12,000", introduced_in="candidate"),
        Finding("Q304", "critical", 0.93, "The quotation lost its negation: “The dam is not safe” became “The dam is safe”.", at(-1, 1, harmony, said),
                (at(wire, 3, got, _both(got, speaker="Tran Quang Hai")), at(vi, 1, trung, _both(trung, speaker="Trần Quang Hải"))),
                introduced_in="candidate",
                edits=(Edit("deletion-at-end", "Yeah, we did warn them. ", ""), Edit("tense", "worked", "are working"),
                       Edit("content-word", "and we got along very well", "together and are very harmonious"), Edit("negation", "not ", ""))),
        Finding("S408", "minor", 0.99, "The image has neither a target nor a text.", at(-1, 2, "![]()"), (at(vi, 2),), introduced_in="candidate"),
        Finding("D201", "major", 0.9, "Readers of en-US take 3/2 for March 2; the source means 3 February.", at(-1, 3, "3/2", unclear),
                (at(vi, 3, "3/2", feb),), fix="Feb. 3", introduced_in="candidate"),
        Finding("F123", "minor", 0.7, "Source says nói (said); candidate says admitted.", at(-1, 4, "admitted", Cue(family="reporting", value="admit")),
                (at(vi, 4, "nói", Cue(family="reporting", value="say")),), fix="said", introduced_in="candidate"),
        Finding("D204", "minor", 0.98, "10/2025 is not how en-US copy writes a month: October 2025.",
                at(-1, 5, "10/2025", Date(year=2025, month=10, grain="month", style="m/y")),
                (at(vi, 5, "10/2025", Date(year=2025, month=10, grain="month", style="m/y")),), fix="October 2025", introduced_in="candidate"),
        Finding("S401", "major", 0.91, "A paragraph of the source is gone: “Ít nhất ba người bị thương nhẹ khi chạy khỏi nhà, theo bệnh viện huyện.”", None,
                (at(vi, 7), at(wire, 5)), introduced_in="candidate"),
        Finding("D203", "minor", 0.66, "“Last month” moves with the day of reading; the wire names January.",
                at(-1, 8, "Last month", Date(year=2026, month=1, grain="month", relative="month:-1")),
                (at(wire, 8, "In January", Date(year=2026, month=1, grain="month")),), fix="In January", introduced_in="source"),
        Finding("Q303", "minor", 0.6, "Wire: “a risk that we can live with”; candidate: “a risk we can live with”.",
                at(-1, 8, "a risk we can live with", _both("a risk we can live with", speaker="inspectors")),
                (at(wire, 8, "a risk that we can live with", _both("a risk that we can live with", speaker="inspectors")),),
                edits=(Edit("function-word", "that ", ""),)),
        Finding("C504", "neutral", 0.8, "The source says 12 boats, the reference 14; the candidate sides with the source.", at(-1, 9, "12", _n("12")),
                (at(vi, 10, "12", _n("12")), at(es, 3, "14", _n("14")))),
        Finding("F110", "neutral", 0.75, "Radio Song, which the wire names, is not in the candidate.", None,
                (at(wire, 3, "Radio Song", Name(text="Radio Song", key="radio song", kind="organisation")),), introduced_in="source"),
        Finding("F101", "major", 0.8, "Source says 9; candidate has no such number.", None, (at(vi, 4, "chín", _n("9")),), status="baseline", reason="in the table", introduced_in="candidate"),
        Finding("F112", "neutral", 0.8, "Source says Trần Quang Hải; candidate says Tran Quang Hai.", at(-1, 1, "Tran Quang Hai"), (), status="suppressed", reason="house style"),
    ]  # fmt: skip
    straight = [((i,), (i,), 0.97 - 0.01 * i) for i in range(7)]
    tail = [((i,), (i + 1,), 0.93) for i in range(7, 12)]
    return desk.report(
        [
            beads(((0,), (0, 1), 0.93), ((1,), (3,), 0.74), ((2,), (), 0.9), ((3,), (), 0.9), ((4,), (4,), 0.95), ((), (5,), 0.9), ((5,), (6,), 0.96),
                  ((6,), (7,), 0.9), ((7,), (2,), 0.92), ((8,), (8,), 0.9), ((9,), (), 0.8), ((10,), (), 0.8), ((11,), (), 0.8), ((), (9,), 0.85)),
            beads(((0,), (0,), 0.95), ((1,), (1,), 0.9), ((2,), (), 0.9), ((3,), (), 0.9), ((4, 5), (2,), 0.64), ((6,), (), 0.9), ((7,), (), 0.9),
                  ((8,), (), 0.9), ((9,), (3,), 0.88), ((10,), (), 0.9), ((11,), (), 0.9)),
            beads(*straight, ((), (7,), 0.9), *tail),
        ],
        findings,
    )  # fmt: skip


def arabic() -> Report:
    """English candidate of an Arabic source: nothing blocking, right to left."""
    desk = Desk(
        document(["The ministry said on 5 March that 1,250 people had returned.", "“We are not leaving,” the mayor said."], "candidate", "en-GB",
                 path="sets/return/candidate.en.md", published=datetime.date(2026, 3, 6)),
        document(["قالت الوزارة في 5 مارس إن ١٬٢٥٠ شخصا عادوا، على الأقل.", "وقال رئيس البلدية: «لن نغادر»."], "source", "ar",
                 path="sets/return/source.ar.md", published=datetime.date(2026, 3, 6)),
    )  # fmt: skip
    at = desk.at
    march = Date(year=2026, month=3, day=5)
    at(-1, 0, "5 March", march)
    at(0, 0, "5 مارس", march)
    at(-1, 1, "We are not leaving,", _both("We are not leaving,", speaker="the mayor"))
    at(0, 1, "لن نغادر", _both("لن نغادر", speaker="رئيس البلدية"))
    bound = Finding("F108", "minor", 0.85, "Source says at least 1250 (على الأقل); candidate says 1,250.", at(-1, 0, "1,250", _n("1250")),
                    (at(0, 0, "١٬٢٥٠", Number(amount=Decimal(1250), bound="at-least")),), fix="at least 1,250", introduced_in="candidate")  # fmt: skip
    return desk.report([beads(((0,), (0,), 0.98), ((1,), (1,), 0.97))], [bound])


def japanese() -> Report:
    """Japanese candidate of an English source, part of it not checked."""
    desk = Desk(
        document(["市長は「新しい橋は来年まで完成しない」と述べた。", "令和8年3月、工事は再開する。"], "candidate", "ja",
                 path="sets/bridge/candidate.ja.md", published=datetime.date(2026, 2, 4)),
        document(["The mayor said, “The new bridge will be finished next year.”", "Work starts again in March 2026."], "source", "en",
                 path="sets/bridge/source.en.md", published=datetime.date(2026, 2, 4)),
    )  # fmt: skip
    at = desk.at
    spring = Date(year=2026, month=3, grain="month")
    at(-1, 1, "令和8年3月", replace(spring, calendar="japanese"))
    at(0, 1, "March 2026", spring)
    words = "新しい橋は来年まで完成しない"
    drift = Finding("Q304", "minor", 0.8, "The source has no negation in “The new bridge will be finished next year.”; the candidate has one: 「新しい橋は来年まで完成しない」.",
                    at(-1, 0, words, _both(words, speaker="市長")),
                    (at(0, 0, "The new bridge will be finished next year.", _both("The new bridge will be finished next year.", speaker="the mayor")),),
                    introduced_in="candidate")  # fmt: skip
    return desk.report(
        [beads(((0,), (0,), 0.9), ((1,), (1,), 0.9))], [drift], skipped=(Skipped("names", "there is no list of names for “ja”"),)
    )


def hostile() -> Report:
    """Inputs that try to be markup: in the text, the path, the message, the reason, the language and the fingerprint."""
    nasty = "<script>alert(1)</script> \"><img src=x onerror=alert(2)> </script><svg onload=alert(3)> [a](javascript:alert(4)) {{ 7*7 }} \0 abc\u202edef\u2066 &amp; ' ]]>"
    desk = Desk(
        document([nasty, "12 people"], "candidate", "en", path="sets/<b>&\"'x\u202e.md"),
        document([nasty, "13 people"], "source", "vi", path="javascript:alert(5)"),
    )
    finding = Finding("F102", "major", 0.9, f"Source says {nasty}; candidate says 12.", desk.at(-1, 1, "12", _n("12")), (desk.at(0, 1, "13", _n("13")),),
                      fix=nasty, introduced_in="</script>", fingerprint=f"tc1:{nasty}\u2028", edits=(Edit(nasty, nasty, nasty),), details=((nasty, nasty),))  # fmt: skip
    whole = Finding("S402", "major", 0.9, nasty, desk.at(-1, 0), (desk.at(0, 0),), fix=nasty)
    hidden = Finding("S402", "minor", 0.9, nasty, desk.at(-1, 0), (), status="suppressed", reason=nasty)
    return desk.report([beads(((0,), (0,), 0.9), ((1,), (1,), 0.9))], [finding, whole, hidden], skipped=(Skipped(nasty, nasty),))


def long(n: int = 2000) -> Report:
    """``n`` paragraphs with a finding in every fourth."""
    line = "Paragraph {} says that {} people crossed the river at dawn, that the ferry was late again, and that nobody on either bank was surprised by it."
    other = "Đoạn {} nói rằng {} người đã qua sông lúc rạng sáng, rằng phà lại trễ, và rằng không ai ở cả hai bên bờ ngạc nhiên về điều đó."
    desk = Desk(
        document([line.format(i, i + 7) for i in range(n)], "candidate", "en", path="sets/long/candidate.en.md"),
        document([other.format(i, i + 7 + (i % 4 == 0)) for i in range(n)], "source", "vi", path="sets/long/source.vi.md"),
    )
    findings = [
        Finding("F102", "major" if i % 8 else "minor", 0.9, f"Source says {i + 8}; candidate says {i + 7}.", desk.at(-1, i, f" {i + 7} people"[1:-7], _n(str(i + 7))),
                (desk.at(0, i, f"rằng {i + 8}"[5:], _n(str(i + 8))),), fix=str(i + 8), introduced_in="candidate")
        for i in range(0, n, 4)
    ]  # fmt: skip
    return desk.report([beads(*(((i,), (i,), 0.95) for i in range(n)))], findings)
