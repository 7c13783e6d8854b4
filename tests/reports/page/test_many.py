from attrs import evolve
from tests.reports.page.reading import Read

from perfeval.evaluation import Reported
from perfeval.reports import evaluations_page


def test_a_row_for_each_with_exact_keys(office, incomplete):
    page = Read(evaluations_page([office, incomplete], "en"))
    assert page.told("th")[-2:] == [office.evaluation.entity, incomplete.evaluation.entity]
    assert page.values("data-key") == ["2021", "99.85", "50.00", "49.85", "0", "2021", "74.46", "47.00", "", "2"]
    assert page.told("td.number.result") == ["99.85", "74.46–89.46"]
    assert page.told("td.result") == ["优", "良/中"]


def test_groups_have_columns_where_all_are_of_one_scheme(office, reported):
    project = reported("examples/project-2020/sheet.toml")
    heads = ["Entity", "Year", "Total", "Grade"]
    alone = Read(evaluations_page([office], "en"))
    assert [*alone.told("th"), *alone.told("th.number")][:1] == ["Entity"]
    assert "management efficiency" in alone.told("th.number")
    both = Read(evaluations_page([office, project], "en"))
    assert sorted([*both.told("th"), *both.told("th.number")]) == sorted(
        [*heads, "Scheme", "Status", "Findings", office.evaluation.entity, project.evaluation.entity]
    )


def test_grades_are_counted_best_first(office, incomplete):
    worse = Reported(evolve(office.evaluation, grade="良", total=office.evaluation.total - 15))
    page = Read(evaluations_page([worse, office, office, incomplete], "en"))
    assert page.told("b") == ["2", "1", "1"]
    assert page.told("li") == ["优", "良", "open"]
    assert "4 evaluations, 3 of them complete." in page.told("p.hint")
    assert page.values("value") == ["", "优", "良"]


def test_without_its_script_it_is_a_plain_table(office):
    page = Read(evaluations_page([office], "zh"))
    assert ("div", ("class", "hidden")) in page.tags
    assert "button" not in {tag for tag, _ in page.tags}
    assert page.told("th")[:1] == ["单位"]


def test_only_its_own_style_and_script_are_let_through(office):
    page = Read(evaluations_page([office], "en"))
    policy = next(v for v in page.values("content") if "default-src" in v)
    assert policy.count("'sha256-") == 2
    assert "unsafe" not in policy


def test_none_at_all():
    page = Read(evaluations_page([], "en"))
    assert "0 evaluations, 0 of them complete." in page.text
