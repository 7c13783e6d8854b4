"""What makes no sense in one picture is refused by its code; so is a machine without what pictures need."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from attrs import evolve

import perfeval
from perfeval import Budget, Entity, Evaluation, Submission, UsageError, figures
from perfeval.figures import fonts
from perfeval.figures.typesetting import Typesetter

pytestmark = pytest.mark.full  # a font with Chinese


def codes(draw: Callable[[], object]) -> list[str]:
    with pytest.raises(UsageError) as error:
        draw()
    return [finding.code for finding in error.value.findings]


@pytest.fixture(scope="module")
def sheet() -> Evaluation:
    return perfeval.evaluate("examples/project-2020/sheet.toml")


def test_several_schemes_do_not_compare(office: Evaluation, sheet: Evaluation):
    found = [office, sheet]
    for draw in (figures.distribution, figures.league, figures.heat):
        assert codes(lambda draw=draw: draw(found)) == ["I421"]
    assert codes(lambda: figures.profile(*found)) == ["I421"]


def test_other_points_under_one_name_do_not_compare_either(office: Evaluation):
    first, second = office.groups
    changed = evolve(office, groups=(evolve(first, points=first.points + 1), second))
    with pytest.raises(UsageError) as error:
        figures.league([office, changed])
    (finding,) = error.value.findings
    assert finding.code == "I421"
    assert "foshan-2021" in finding.message.en
    assert figures.league([office, evolve(office, label=perfeval.Text("甲"))])


def test_nothing_is_no_picture(office: Evaluation):
    empty = evolve(office, groups=())
    no_total = evolve(office, total=None, lower=None, upper=None)
    no_points = evolve(office, groups=tuple(evolve(g, points=None) for g in office.groups))
    bare = Submission(entity=Entity("某局"), year=2024, budget=Budget([]))
    for draw in (figures.distribution, figures.league, figures.heat, figures.years):
        assert codes(lambda draw=draw: draw([])) == ["I422"]
    assert codes(figures.profile) == ["I422"]
    assert codes(lambda: figures.scores(empty)) == ["I422"]
    assert codes(lambda: figures.budget(bare)) == ["I422"]
    assert codes(lambda: figures.profile(no_points)) == ["I422"]
    assert codes(lambda: figures.heat([no_points])) == ["I422"]
    for draw in (figures.distribution, figures.league, figures.years):
        assert codes(lambda draw=draw: draw([no_total])) == ["I422"]
    assert codes(lambda: figures.heat([office], count=0)) == ["I422"]


def test_everything_wrong_with_a_line_of_years_is_told_at_once(office: Evaluation, other: Evaluation):
    found = [office, other, evolve(office, year=2063, full=perfeval.Indicator("a", "a", 120).points)]
    assert codes(lambda: figures.years(found)) == ["I423", "I423", "I423", "I424"]
    assert figures.years([office, evolve(office, year=2060)])
    assert codes(lambda: figures.years([office, evolve(office, year=2061)])) == ["I424"]


def test_six_are_too_many_for_a_profile(office: Evaluation):
    assert codes(lambda: figures.profile(*[office] * 6)) == ["I424"]


def test_a_heat_map_is_by_groups_or_indicators(office: Evaluation):
    assert codes(lambda: figures.heat([office], by="rows")) == ["I111"]


def test_a_font_of_ones_own_comes_first(office: Evaluation):
    own = fonts.face().fonts[-1]  # the one that comes with matplotlib
    path = str(Path(__import__("matplotlib").get_data_path(), "fonts/ttf/DejaVuSerif.ttf"))
    picture = figures.profile(office, font=path)
    assert picture.typesetter.face.fonts[0]["name"].getDebugName(4) == "DejaVu Serif"
    assert own["name"].getDebugName(4) == "DejaVu Sans"
    assert picture.svg() != figures.profile(office).svg()


def test_a_file_that_is_no_font_is_an_error(office: Evaluation, tmp_path: Path):
    (tmp_path / "no.ttf").write_text("no font", encoding="utf-8")
    assert codes(lambda: figures.scores(office, font=str(tmp_path / "no.ttf"))) == ["I112"]
    assert codes(lambda: figures.scores(office, font=str(tmp_path / "nowhere.ttf"))) == ["I112"]


def test_chinese_is_drawn_as_it_is_written_in_mainland_china():
    """Some of the fonts hold several faces; the first is often the Japanese one."""
    found = fonts.face()
    name = found.fonts[0]["name"].getDebugName(4)
    assert "JP" not in name
    assert "KR" not in name
    if name.startswith("Noto Sans CJK"):
        assert name == "Noto Sans CJK SC"


def test_without_a_font_with_chinese_the_words_are_there_and_the_picture_is_an_error(
    office: Evaluation, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fonts, "_CHINESE", ())
    bare = fonts.face.__wrapped__(None)
    picture = evolve(figures.scores(office, lang="zh"), typesetter=Typesetter(bare))
    with pytest.raises(UsageError) as error:
        picture.png()
    (finding,) = error.value.findings
    assert finding.code == "I402"
    assert "管 (U+" in finding.message.zh or "…" in finding.message.zh
    assert "apt-get install fonts-noto-cjk" in finding.advice.zh
    english = evolve(office, entity="Office", grade=None)
    drawn = evolve(figures.profile(english, lang="en"), typesetter=Typesetter(bare))
    assert drawn.svg()


@pytest.mark.parametrize("missing", ["matplotlib", "fontTools"])
def test_without_the_extra_it_is_named(missing: str):
    code = f"""
import sys
sys.modules[{missing!r}] = None
import perfeval
from perfeval import figures
try:
    figures.scores(perfeval.evaluate("examples/foshan-2021/hmt-office.toml"))
except perfeval.UsageError as error:
    (finding,) = error.findings
    print(finding.code, "perfeval[figures]" in finding.advice.en, {missing!r} in finding.message.en)
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (ran.stdout, ran.stderr) == ("I205 True True\n", "")
