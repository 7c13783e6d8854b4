"""Names are text, whatever stands in them; what no font has is an error that names it."""

from __future__ import annotations

import warnings

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.figures.conftest import FOSHAN, rescored
from tests.figures.reading import SVG, assert_readable, read

import perfeval
from perfeval import Budget, BudgetLine, Entity, Evaluation, Submission, Text, UsageError, figures
from perfeval.figures import Figure
from perfeval.figures.fonts import face
from perfeval.figures.marks import Words
from perfeval.findings.visible import in_document

pytestmark = pytest.mark.full  # a font with Chinese

OFFICE = perfeval.evaluate(f"{FOSHAN}/hmt-office.toml")
BITS = st.sampled_from(
    ["<script>alert(1)</script>", "</title>", "]]>", "<!--", "&lt;", "&#0;", '"', "'", "$x^2$", "\\frac{1}{2}",
     "{name}", "{0}", "%s", "=cmd()", "\0", "\x1b[31m", "\u202e", "\u2066", "\ufeff", "\u2028", "\t", "\x85", "\ud800",
     "javascript:", "某局", "优", " ", "x" * 500, "年" * 500, "𠮷", "é", "e\u0301", "\ufe0f",
     "\u200d", "https://example.org", "①"]
)  # fmt: skip
TEXTS = st.lists(BITS | st.text("abc ＡＢ，。<>&\"'\\{}$_^~#%\n\x07\u202a", max_size=5), min_size=1, max_size=6).map(
    "".join
)
TEXTS = TEXTS.filter(lambda text: bool(text.strip()))


def hostile(text: str) -> Evaluation:
    """An evaluation that says it wherever somebody else's words go."""
    made = evolve(OFFICE, entity=text, label=Text(text, text), grade=text, scheme=text)
    made = rescored(made, "benefit", label=Text(text, text), id=text)
    return rescored(made, "management", label=Text(text))


def drawn(text: str, lang: str) -> list[Figure]:
    e = hostile(text)
    line = BudgetLine("own", "1元", "2元", "3元", label=text)
    own = Submission(entity=Entity(text), year=2024, budget=Budget([line]))
    several = [e, evolve(e, year=2023, scheme="x")]
    return [
        figures.scores(e, lang=lang, heading=text),
        figures.budget(own, lang=lang),
        figures.profile(e, e, lang=lang),
        figures.distribution([e], lang=lang),
        figures.league([e], lang=lang),
        figures.heat([e], by="indicators", lang=lang),
        figures.years(several, lang=lang),
    ]


@settings(max_examples=12, deadline=None)
@given(TEXTS, st.sampled_from(["zh", "en"]))
def test_whatever_is_handed_in_is_text(text: str, lang: str):
    for picture in drawn(text, lang):
        root = read(picture.svg())
        described = root.find(f"{SVG}desc")
        assert described is not None
        assert described.text == picture.alt[lang]
        assert picture.png(dpi=20)[1:4] == b"PNG"
        assert_readable(picture)


def test_what_acts_unseen_is_written_out(office: Evaluation):
    picture = figures.league([evolve(office, entity="某\u202e局\x1b[0m\n甲")], lang="zh")
    assert "某\\u202e局\\x1b[0m 甲" in picture.alt.zh
    assert "某\\u202e局\\x1b[0m 甲" in picture.drawing.texts()


def test_a_formula_is_no_formula(office: Evaluation):
    assert "$x^2$" in figures.league([evolve(office, entity="$x^2$")]).drawing.texts()


def test_a_name_of_50_000_characters_is_cut_in_the_picture_and_whole_in_its_words(office: Evaluation):
    name = "某<局>" * 12_500
    for picture in drawn(name, "zh"):
        assert max(map(len, picture.drawing.texts())) < 300
        assert picture.drawing.height < 800
        read(picture.svg())
    assert in_document(name) in figures.league([evolve(office, entity=name)]).alt.en
    shown = figures.league([evolve(office, entity=name)]).drawing.texts()
    assert next(text for text in shown if text.startswith("某<局>")).endswith("…")


@pytest.mark.parametrize("make", ["svg", "png", "pdf"])
def test_a_character_without_a_glyph_is_an_error_that_names_it(office: Evaluation, make: str):
    picture = figures.league([evolve(office, entity="某局🦊"), evolve(office, entity="\U00012000局")], lang="zh")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(UsageError) as error:
            getattr(picture, make)()
    (finding,) = error.value.findings
    assert finding.code == "I402"
    assert "🦊 (U+1F98A)" in finding.message.zh
    assert "U+12000" in finding.message.en
    assert "fonts-noto-cjk" in finding.advice.en
    assert ".html" not in finding.advice.en + finding.advice.zh
    assert "某局🦊" in picture.alt.zh


def test_what_runs_from_right_to_left_is_an_error_and_not_drawn_backwards(office: Evaluation):
    with pytest.raises(UsageError) as error:
        figures.league([evolve(office, entity="משרד")]).svg()
    assert [finding.code for finding in error.value.findings] == ["I402"]


def test_many_missing_characters_are_counted(office: Evaluation):
    name = "".join(chr(0x12000 + n) for n in range(20))
    own = figures.scores(office, heading=name)
    with pytest.raises(UsageError) as error:
        own.svg()
    (finding,) = error.value.findings
    assert finding.message.en.endswith(f" … {finding.message.zh.rpartition(' ')[2]}")


def test_a_character_that_is_cut_off_is_not_missed(office: Evaluation):
    assert figures.league([evolve(office, entity="某" * 100 + "🦊")]).svg()


def test_variation_selectors_and_joiners_take_no_room(office: Evaluation):
    typesetter = figures.league([office]).typesetter
    assert typesetter.width("葛\U000e0100局\ufe0f\u200d", 10) == typesetter.width("葛局", 10)
    assert len(typesetter.glyphs(Words(0, 0, "葛\U000e0100", 10, "#000000"))) == 2
    assert face().glyph("\ufe0f") is not None
