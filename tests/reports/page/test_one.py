import re

import pytest
from tests.reports.page.reading import Read

from perfeval import Budget, BudgetLine, Entity, Indicator, Judgement, Scheme, Submission
from perfeval.evaluation import explanation_text
from perfeval.expressions import Source
from perfeval.reports import evaluation_page


def read(reported, lang="en"):
    return Read(evaluation_page(reported, lang))


def test_total_and_grade_come_first(office):
    page = read(office)
    assert page.told("span.total") == ["99.85"]
    assert page.told("strong") == ["优"]
    assert page.text.index("99.85") < page.text.index("Indicators")


def test_every_outcome_stands_there_with_its_score_and_points(office):
    page = read(office)
    scores = re.findall(r"([\d.]+) / (\d+)", page.text)
    for outcome in office.evaluation.outcomes():
        assert outcome.label.en in page.text
        assert (str(outcome.score), str(outcome.points)) in scores


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_line_of_every_explanation_is_in_the_page(office, lang):
    page = read(office, lang)
    for explanation in office.explained.explanations:
        for line in explanation_text(explanation, lang).split("\n  ")[1:]:
            label, said = line.split("：" if lang == "zh" else ": ", 1)
            assert ("dt", label) in [(under, data.strip()) for under, data in page.under]
            assert said in page.text


def test_one_details_for_each_indicator_and_none_is_open(office):
    page = read(office)
    assert [names for tag, names in page.tags if tag == "details"] == [("class",)] * 10


def test_what_is_not_published_is_marked(office):
    page = read(office)
    marked = page.told("dd.assumed")
    assert any("95%" in said and "assumed" in said for said in marked)
    assert not any(", published" in said for said in marked)
    assert page.told("span.tag.assumed").count("source not certain") == 4
    order = [data for under, data in page.under if under.startswith("span.tag.") and "certain" not in data]
    assert order == sorted(
        order, key=["assumed, no source found", "inferred from published figures", "published"].index
    )


def test_inferred_is_not_published_either(incomplete):
    page = read(incomplete)
    assert page.told("dd.assumed")[0].endswith("inferred from published figures (由报告数字推得)")
    assert page.told("span.tag.assumed").count("source not certain") == 3


def test_an_incomplete_one_says_what_is_missing_between_which_bounds(incomplete):
    page = read(incomplete)
    assert page.told("span.total.range") == ["74.46", "89.46"]
    assert page.told("strong") == ["良 · 中"]
    assert "Not scored (2):" in page.text
    assert "attainment of project goals" in page.told("li")
    assert [f.code in page.text and f.message.en in page.text for f in incomplete.evaluation.findings] == [True, True]


def test_a_zero_by_policy_is_told_apart(reported):
    page = read(reported("examples/foshan-2021/incomplete.toml", on_missing="zero"))
    assert page.told("span.tag.warning").count("counted as zero") == 2


def test_changes_are_shown_beside_what_they_touch_and_together(reported):
    page = read(reported("examples/foshan-2021/hmt-office.toml", parameters={"spending_full": "98%"}))
    sentence = "parameter spending_full from 95% to 98%"
    assert page.text.count(sentence) == 2
    assert page.told("span.tag") == ["changed"]


def test_a_weighting_is_told(reported):
    page = read(reported("examples/foshan-2021/hmt-office.toml", weighting="equal"))
    assert "Points were assigned by" in page.text


def test_identity_stands_at_the_end(office):
    page = read(office)
    identity = office.evaluation.identity
    for told in ("foshan-2021", "2021", identity.digest, identity.plugin, identity.perfeval):
        assert told in page.told("dd")


def test_a_saved_evaluation_says_that_it_is_not_explained(saved):
    page = read(saved)
    assert "made from a saved evaluation" in page.text
    assert page.told("span.total") == ["99.85"]
    assert "Budget" not in page.told("h2")
    assert not page.told("dd.assumed")


def test_pictures_have_words(incomplete):
    page = read(incomplete)
    assert "management efficiency: 47.00, 94% of full marks" in page.values("aria-label")
    assert (
        "The total lies between 74.46 and 89.46 of 100. 优: from 90; 良: from 80; 中: from 60; 差: from 0" in page.text
    )
    ids = set(page.values("id"))
    assert all(set(value.split()) <= ids for value in page.values("aria-labelledby"))


def test_pictures_are_drawn_to_scale(incomplete):
    page = read(incomplete)
    rects = [dict(attrs) for attrs in rectangles(evaluation_page(incomplete, "en"))]
    span = next(r for r in rects if r.get("x", "").endswith("%"))
    assert (span["x"], span["width"]) == ("74.46%", "15%")
    bars = {
        r["class"]: r["width"]
        for r in rects
        if r["class"] in ("original", "adjusted", "actual") and "y" in r and r["x"] == "1"
    }
    assert bars == {"original": "64%", "adjusted": "61.44%", "actual": "55.232%"}
    letters = re.findall(r'<text class="letter" x="([^"]*)" y="12"', evaluation_page(incomplete, "en"))
    assert letters == ["95%", "85%", "70%", "30%"]
    assert {value for value in page.values("x1") if value} == {"60%", "80%", "90%"}


def rectangles(page):
    return [re.findall(r'([\w-]+)="([^"]*)"', tag) for tag in re.findall(r"<rect [^>]*>", page)]


def test_ids_are_given_once(office):
    ids = read(office).values("id")
    assert len(ids) == len(set(ids))


def test_nothing_is_asked_for_from_anywhere(office):
    page = read(office)
    assert not set(dict.fromkeys(tag for tag, _ in page.tags)) & {"script", "link", "img", "iframe", "object", "form"}
    assert {name for _, names in page.tags for name in names} & {"src", "style", "action", "srcset", "onclick"} == set()
    assert page.values("href") == ["#report"]
    policy = next(v for v in page.values("content") if "default-src" in v)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "url(" not in evaluation_page(office, "en")
    assert "@import" not in evaluation_page(office, "en")


def test_the_same_input_gives_the_same_bytes(reported):
    pages = {evaluation_page(reported("examples/foshan-2021/hmt-office.toml"), "zh") for _ in range(2)}
    assert len(pages) == 1


def test_chinese_and_english_differ_in_words_and_not_in_shape(office):
    assert read(office, "zh").tags == read(office, "en").tags
    assert read(office, "zh").values("lang") == ["zh-CN"]


def toy(**changed):
    scheme = Scheme(
        id="toy-2024", label="示例", groups=[Indicator("work", "工作", 100, source=Source("文", link="甲"))]
    )
    return Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(60)}, **changed), scheme


def test_amounts_are_shown_as_they_were_written(reported):
    lines = [BudgetLine("total", "1000万元", "1.50亿元", None), BudgetLine("own", "0元", None, "5元", label="自设科目")]
    submission, scheme = toy(budget=Budget(lines))
    page = read(reported(submission, scheme))
    assert page.told("td.number") == ["1000", "15000", "—", "0", "—", "0.0005"]
    assert "Unit: 万元" in page.text


def test_a_budget_of_nothing_has_no_picture(reported):
    submission, scheme = toy(budget=Budget([BudgetLine("total", "0元", "0元", "0元")]))
    page = read(reported(submission, scheme))
    assert page.told("td.number") == ["0", "0", "0"]
    assert "Three stages" not in page.text


def test_long_names_are_cut_in_pictures_only(reported):
    name = "很长的科目名称" * 10
    submission, scheme = toy(budget=Budget([BudgetLine("own", "1元", "1元", "1元", label=name)]))
    page = read(reported(submission, scheme))
    assert page.told("text.letter") == [f"{name[:39]}…"]
    assert page.told("th.depth0") == [name]


def test_what_was_written_is_told_paragraph_by_paragraph(reported):
    said = {"work": "第一段\n\n第二段", "其他": "第三段"}
    submission, scheme = toy(narrative=said, problems=["问题一"], improvements=["措施一"])
    page = read(reported(submission, scheme))
    assert [p for p in page.told("p") if p.startswith(("第", "问题", "措施"))] == [
        "问题一",
        "措施一",
        "第一段",
        "第二段",
        "第三段",
    ]
    assert page.told("h3") == ["工作", "其他"]


def test_a_source_is_told_with_its_clause(reported):
    page = read(reported(*toy()))
    assert ("code", "甲") in page.under
