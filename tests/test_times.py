"""Times of day in sentences, and what is no time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import transcheck as tc
from transcheck.model import Time

CASES = [
    ("en", "The match starts at 8 p.m. ET.", ["20:00 America/New_York"], "abbreviation and zone"),
    ("en", "It struck at 5:30pm sharp.", ["17:30"], "glued"),
    ("en", "He left at half past seven.", ["7:30|19:30"], "words"),
    ("en", "It ended at a quarter to eight.", ["7:45|19:45"], "words, counted back"),
    ("en", "They met at noon.", ["12:00"], "noon"),
    ("en", "The lamp went out at midnight.", ["0:00"], "midnight"),
    ("en", "The score was 3:1.", [], "a score"),
    ("en", "The wave was 3.30 metres high.", [], "a length"),
    ("en", "They talked for two hours.", [], "a length of time"),
    ("vi", "Trận đấu lúc 17h30.", ["17:30"], "h"),
    ("vi", "Lễ bắt đầu lúc 20h giờ Hà Nội.", ["20:00 Asia/Ho_Chi_Minh"], "zone"),
    ("vi", "Ông đến lúc 5 giờ chiều.", ["17:00"], "part of the day"),
    ("vi", "Họ nói chuyện trong 2 giờ.", [], "a length of time"),
    ("de", "Die Sitzung beginnt um 7.30 Uhr.", ["7:30|19:30"], "a full stop"),
    ("de", "Er kam um halb acht.", ["7:30|19:30"], "half to"),
    ("de", "Der Zug fährt um 20 Uhr.", ["20:00"], "hour alone"),
    ("fr", "Le train part à 17h30.", ["17:30"], "h"),
    ("fr", "Il est mort à 3 heures du matin.", ["3:00"], "part of the day"),
    ("es", "Empieza a las siete y media.", ["7:30|19:30"], "words"),
    ("ja", "午後3時に始まる。", ["15:00"], "part of the day first"),
    ("ja", "3時間かかった。", [], "a length of time"),
    ("zh", "下午5点半开始。", ["17:30"], "half"),
    ("zh", "这是一点意见。", [], "a little"),
    ("ru", "Встреча в 17:30 по московскому времени.", ["17:30 Europe/Moscow"], "zone"),
    ("ko", "오후 3시 30분에 시작한다.", ["15:30"], "hour and minute"),
    ("sv", "Mötet börjar kl. 17.30.", ["17:30"], "kl."),
    ("sw", "Kikao kitaanza saa nne asubuhi.", ["10:00"], "counted from sunrise"),
    ("sw", "Walifika saa tatu usiku.", ["21:00"], "counted from sunset"),
    ("am", "ከምሽቱ 2 ሰዓት", ["20:00"], "counted from sunset"),
    ("ca", "Arriba a tres quarts de nou del vespre.", ["20:45"], "quarters of the hour to come"),
    ("cs", "Vlak odjíždí ve 12.45 v neděli.", ["12:45"], "a preposition after it is no volt"),
    ("hu", "19.40 körül ért haza.", ["19:40"], "a word behind the time"),
    ("fil", "Magsisimula alas-otso y medya ng gabi.", ["20:30"], "Spanish numbers"),
    ("hy", "Սկսվում է երեկոյան ժամը 8-ին։", ["20:00"], "part of the day before the word for the hour"),
    ("cy", "Mae'n dechrau am 2.30pm.", ["14:30"], "am is at"),
    ("de", "Die Rechnung ergab 15:000 Treffer.", [], "a digit too many"),
    ("id", "Acara mulai pukul 17.30 WIB.", ["17:30 Asia/Jakarta"], "zone"),
    ("th", "งานเริ่มเวลา 2 ทุ่ม", ["20:00"], "hours counted from six in the evening"),
    ("th", "รถไฟถึงสถานีเมื่อห้าทุ่มครึ่ง", ["23:30"], "half past, counted from six in the evening"),
    ("th", "เกิดเหตุเมื่อเวลาตี 3", ["3:00"], "hours after midnight, the word before"),
    ("th", "เขาตี 2 คน", [], "he hit two people"),
    ("tr", "Sergi saat 09.00 ile 16.45 arasında açık.", ["9:00", "16:45"], "the end of a range needs no word for the hour"),
    ("pl", "Urząd czynny jest od godz. 9.00 do 16.45.", ["9:00|21:00", "16:45"], "the end of a range"),
    ("en", "The talks begin at 9.30 a.m. and 2.50 euros is the fee.", ["9:30"], "an amount behind a link"),
    ("en", "Talks resume at 10 a.m. Muscat time (0600 GMT).", ["10:00 named", "6:00 UTC"], "a city's time; four digits before a zone"),
    ("vi", "Chung kết lúc 19h giờ Guayaquil.", ["19:00 named"], "a city's time"),
    ("de", "Der Zug hält um 19:30 Uhr britischer Sommerzeit.", ["19:30 said"], "a zone in words that no vocabulary lists"),
    ("pt", "Começa às 10h30, no horário local.", ["10:30|22:30 said"], "local time, not beside the time"),
    ("bn", "সাড়ে তিন লাখ মানুষ আসে।", [], "three and a half hundred thousand"),
    ("hi", "साढ़े तीन बजे", ["3:30|15:30"], "half past"),
    ("hi", "बैठक ढाई बजे शुरू होगी।", ["2:30|14:30"], "two and a half in one word"),
    ("hi", "वे ढाई घंटे बाद लौटे।", [], "two and a half hours"),
    ("mr", "सायंकाळी साडेपाच वाजता कार्यक्रम झाला.", ["17:30"], "half past in one word with the hour"),
    ("bn", "বিকেল সাড়ে পাঁচটায় সভা শুরু হয়।", ["17:30"], "the word for the hour is an ending"),
    ("gu", "બેઠક સાડા પાંચ વાગ્યે શરૂ થશે.", ["5:30|17:30"], "half past"),
    ("pa", "ਸਮਾਗਮ ਸ਼ਾਮ ਸਾਢੇ 5 ਵਜੇ ਸ਼ੁਰੂ ਹੋਇਆ।", ["17:30"], "half past"),
    ("si", "උත්සවය සවස 5.30ට ආරම්භ විය.", ["17:30"], "a full stop after the part of the day"),
    ("ha", "An fara taron da ƙarfe 5:30 na yamma.", ["17:30"], "part of the day after it"),
    ("jv", "Acara diwiwiti jam 17.30 WIB.", ["17:30 Asia/Jakarta"], "zone"),
    ("ar", "تبدأ عند الساعة العاشرة صباحًا بتوقيت مسقط.", ["10:00 place"], "an ordinal after the clock word"),
    ("hu", "A vonat 17.30-kor indul.", ["17:30"], "an ending after a hyphen"),
    ("ar", "يبدأ الاجتماع الساعة 8 مساء.", ["20:00"], "clock word first"),
    ("sk", "Vlak odchádza o 17. hodine.", ["17:00"], "an ordinal before the word for the hour"),
    ("cs", "Hasiči přijeli po 17. hodině.", ["17:00"], "after, not on Monday"),
    ("be", "Цягнік прыходзіць а 9-й гадзіне вечара.", ["21:00"], "an ordinal with its ending"),
    ("pl", "Spotkanie o godz. 17 odwołano.", ["17:00"], "the word for the hour first"),
    ("pl", "Wpłynęło godz. 15:000 zgłoszeń.", [], "a digit too many"),
    ("it", "Si comincia alle ore 17.", ["17:00"], "the word for the hour first"),
    ("ro", "Ședința începe la ora 17.", ["17:00"], "the word for the hour first"),
    ("sq", "Koncerti fillon në orën 9 të mbrëmjes.", ["21:00"], "a part of the day"),
    ("lb", "D'Sëtzung fänkt um 17.30 Auer un.", ["17:30"], "a full stop"),
    ("mt", "Il-quddiesa tibda fis-7.30 p.m.", ["19:30"], "a full stop and a part of the day"),
    ("is", "Leikurinn hefst klukkan níu um kvöldið.", ["21:00"], "a part of the day"),
    ("sr", "Воз стиже у пола осам.", ["7:30|19:30"], "half to"),
    ("hu", "A vonat 14 óra 40 perckor indul.", ["14:40"], "minutes of the clock"),
    ("hu", "A vita 14 óra 40 percig tartott.", [], "a length of time"),
    ("es", "Llegaron a las ocho de la tarde.", ["20:00"], "an hour in words with its part of the day"),
    ("es", "Murieron dos por la tarde.", [], "two people, in the afternoon"),
    ("it", "La cena comincia alle otto di sera.", ["20:00"], "an hour in words with its part of the day"),
    ("ru", "Поезд пришёл в восемь вечера.", ["20:00"], "an hour in words with its part of the day"),
    ("ru", "Работу сделали за два дня.", [], "two days"),
    ("pl", "Przyjechali o ósmej wieczorem.", ["20:00"], "an ordinal with its part of the day"),
    ("cs", "Přijeli ve druhý večer.", [], "the second evening"),
    ("gl", "O concerto é ás oito da tarde.", ["20:00"], "an hour in words with its part of the day"),
    ("be", "Сход пачнецца а восьмай гадзіне вечара.", ["20:00"], "an ordinal in words before the word for the hour"),
    ("fo", "Báturin kemur klokkan 17.30.", ["17:30"], "the word for the hour first"),
    ("mk", "Сретнаа се во седум и пол.", ["7:30|19:30"], "half past"),
]


def shown(value: Time) -> str:
    hours = "|".join(f"{h}:{value.minute:02d}" for h in value.hours)
    return f"{hours} {value.zone}" if value.zone else hours


@pytest.mark.parametrize(("language", "text", "wanted", "why"), CASES, ids=[f"{c[0]} {c[3]} {c[1]}" for c in CASES])
def test_times_of_a_sentence(language: str, text: str, wanted: list[str], why: str) -> None:
    assert [shown(f.value) for f in tc.extract(text, language=language) if isinstance(f.value, Time)] == wanted, why


@given(hour=st.integers(13, 23), minute=st.integers(0, 59), language=st.sampled_from(["en", "vi", "de", "ja", "ru", "ar", "hi"]))
def test_a_clock_with_a_colon_is_read_in_every_language(hour: int, minute: int, language: str) -> None:
    found = [f.value for f in tc.extract(f"({hour}:{minute:02d})", language=language) if isinstance(f.value, Time)]
    assert [(v.hours, v.minute) for v in found] == [((hour,), minute)]
