"""Editions: a file that names its base and states only what changes."""

from decimal import Decimal

import pytest

from perfeval import load_scheme, save
from perfeval.api import scheme_doubts
from perfeval.cli import main
from perfeval.findings import SchemeError
from perfeval.formats import read_scheme, scheme_toml
from perfeval.plugins import Host, SchemeFile, hookimpl

BASE = """
format = "perfeval.scheme/1"
id = "town-2023"
label = "示例镇"
edition = "2023"
source = { title = "示例镇通知", status = "published" }
[grades]
"优" = 90
"差" = 0
[parameters.line]
value = "95%"
label = "满分线"
source = { title = "示例镇通知", status = "published" }
[inputs.survey.satisfaction]
kind = "ratio"
out_of = 100
low = 0
high = 1
[[groups]]
id = "management"
label = "管理"
points = 60
[[groups.children]]
id = "budgeting"
label = "预算编制"
points = 40
source = { title = "示例镇通知", status = "published" }
[[groups.children]]
id = "spending"
label = "支出率"
points = 20
measure = "budget.total.actual / budget.total.adjusted"
scoring = "linear(full=line)"
[[groups]]
id = "satisfaction"
label = "满意度"
points = 40
measure = "survey.satisfaction"
scoring = "linear(full=90%)"
"""
HEAD = """
format = "perfeval.scheme/1"
base = "town-2023.toml"
id = "town-2024"
"""
MORE = """
[[add]]
id = "publicity"
label = "预算公开"
points = 10
into = "management"
"""
CHANGED = (
    HEAD
    + """
edition = "2024"
remove = ["satisfaction"]
[parameters.line]
value = "90%"
[rules]
less = "linear(full=80%)"
[change.management]
points = 80
[change.spending]
points = 30
scoring = "less"
[[add]]
id = "benefit"
label = "效益"
points = 20
"""
    + MORE
)


@pytest.fixture
def edition(tmp_path):
    """Write a base and an edition of it, and load the edition."""

    def made(text, base=BASE):
        (tmp_path / "town-2023.toml").write_text(base, encoding="utf-8")
        (tmp_path / "town-2024.toml").write_text(text, encoding="utf-8")
        return load_scheme(tmp_path / "town-2024.toml")

    return made


def test_nothing_but_another_id(edition):
    found, base = edition(HEAD), read_scheme(BASE)
    assert (found.id, found.label, found.edition, found.source) == ("town-2024", base.label, "", None)
    assert (found.groups, found.grades, found.inputs, found.parameters) == (
        base.groups,
        base.grades,
        base.inputs,
        base.parameters,
    )
    assert found.derived_from is not None
    assert (found.derived_from.scheme, found.derived_from.digest) == ("town-2023", base.digest)


def test_points_rules_parameters_and_indicators_changed_added_and_removed(edition):
    found = edition(CHANGED)
    assert [(leaf.id, leaf.points) for leaf in found.leaves()] == [
        ("budgeting", Decimal(40)),
        ("spending", Decimal(30)),
        ("publicity", Decimal(10)),
        ("benefit", Decimal(20)),
    ]
    assert found.edition == "2024"
    assert scheme_toml(found).count("linear(full=80%)") == 1


def test_it_is_the_scheme_written_out(edition, tmp_path):
    found = edition(CHANGED)
    save(found, tmp_path / "whole.toml")
    whole = load_scheme(tmp_path / "whole.toml")
    assert "base =" not in (tmp_path / "whole.toml").read_text(encoding="utf-8")
    assert (whole, whole.digest, whole.derived_from) == (found, found.digest, found.derived_from)
    alone = read_scheme(scheme_toml(found).partition("[derived_from]")[0])
    assert alone.derived_from is None
    assert (alone, alone.digest) == (found, found.digest)


def test_rules_of_the_base_take_what_the_edition_declares(edition):
    """A parameter with another value, an input with other bounds: the rules of the base mean the new ones."""
    found = edition(HEAD + '[parameters.line]\nvalue = "90%"\n')
    assert found.node("spending").scoring != read_scheme(BASE).node("spending").scoring
    assert found.node("spending").scoring == found.with_parameters(line="90%").node("spending").scoring


def test_what_is_changed_loses_its_source(edition, tmp_path):
    """A published source does not vouch for another value."""
    found = edition(HEAD + '[parameters.line]\nvalue = "90%"\n[change.budgeting]\naspects = ["完整"]\n')
    assert found.parameters[0].source is None
    assert found.parameters[0].label.zh == "满分线"
    assert found.node("budgeting").source is not None
    assert [(f.code, f.origin and f.origin.line) for f in scheme_doubts(tmp_path / "town-2024.toml")] == [("D301", 5)]
    moved = edition(HEAD + "[change.budgeting]\npoints = 30\n[change.spending]\npoints = 30\n")
    assert moved.node("budgeting").source is None


def test_added_after_another(edition):
    text = MORE.replace('into = "management"', 'after = "budgeting"').replace("points = 10", "points = 20")
    found = edition(HEAD + "[change.budgeting]\npoints = 20\n" + text)
    assert [leaf.id for leaf in found.leaves()] == ["budgeting", "publicity", "spending", "satisfaction"]


WRONG = {
    "points that do not add up": ("[change.spending]\npoints = 30\n", [("D102", 3), ("D102", 3)]),
    "points of a changed group": ("[change.management]\npoints = 50\n", [("D102", 5)]),
    "an unknown indicator": ("[change.spendin]\npoints = 30\n", [("I115", 5)]),
    "an unknown one to remove": ('remove = ["spending", "spendin"]\n', [("I115", 5)]),
    "an unknown group": (MORE.replace('"management"', '"managment"'), [("I115", 10)]),
    "an unknown key of a change": ("[change.spending]\npoint = 30\n", [("I102", 6)]),
    "a faulty rule": ('[change.spending]\nscoring = "linaer(full=95%)"\n', [("D203", 6)]),
    "a rule that yields too much": ('[change.spending]\nscoring = "measure"\n', [("D103", 6)]),
    "a label that is missing": ('[[add]]\nid = "x"\ninto = "management"\n', [("I104", 5)]),
    "a tree of its own": ('[[groups]]\nid = "x"\nlabel = "x"\npoints = 100\n', [("D106", 5)]),
    "a change that is none": ("change = 1\n", [("I103", 5)]),
    "a change of one value": ("change.spending = 5\n", [("I103", 5)]),
    "additions that are none": ("[add]\nid = 'x'\n", [("I103", 5)]),
    "a removal that is none": ("remove = 'x'\n", [("I103", 5)]),
    "a removal of a number": ("remove = [1]\n", [("I103", 5)]),
    "parameters that are none": ("parameters = 1\n", [("I103", 5)]),
    "an input with another kind": ('[inputs.survey.satisfaction]\nkind = "money"\n', [("D206", 3), ("D106", 5)]),
    "a parameter with another kind": ('[parameters.line]\nvalue = "5万元"\n', [("D206", 3)]),
    "grades without the grade of a cap": ('[[caps]]\nwhen = "true"\ngrade = "良"\nlabel = "x"\n', [("I115", 7)]),
    "a scale": ('[scales.marks]\nlevels = []\n[change.spending]\nlabel = "x"\n', [("D106", 5)]),
}


@pytest.mark.parametrize("name", WRONG)
def test_faults_stand_in_the_edition(edition, name):
    text, found = WRONG[name]
    with pytest.raises(SchemeError) as error:
        edition(HEAD + text)
    assert [(f.code, f.origin.line) for f in error.value.findings] == found
    assert all(f.origin.file.endswith("town-2024.toml") for f in error.value.findings)


def fails(edition, text, base=BASE):
    with pytest.raises(SchemeError) as error:
        edition(text, base)
    return [(f.code, f.origin.file.rpartition("/")[2], f.origin.line) for f in error.value.findings]


def test_its_own_id_is_needed(edition):
    assert fails(edition, HEAD.replace('id = "town-2024"\n', "")) == [("I104", "town-2024.toml", None)]
    assert fails(edition, HEAD.replace("town-2024", "town-2023")) == [("D101", "town-2024.toml", 4)]


def test_a_base_that_cannot_be_had(edition):
    assert fails(edition, HEAD.replace("town-2023.toml", "town-2023")) == [("I115", "town-2024.toml", 3)]
    assert fails(edition, HEAD.replace('"town-2023.toml"', "1")) == [("I103", "town-2024.toml", 3)]
    assert fails(edition, HEAD.replace("town-2023", "town-2022"))[-1] == ("D106", "town-2024.toml", 3)
    broken = fails(edition, HEAD, BASE.replace("points = 20", "points = 21"))
    assert broken == [
        ("D102", "town-2023.toml", 19),
        ("D102", "town-2023.toml", 19),
        ("D106", "town-2024.toml", 3),
    ]
    with pytest.raises(SchemeError) as error:
        read_scheme(HEAD)
    assert [f.code for f in error.value.findings] == ["I115"]


def test_a_circle_is_refused(edition):
    round_about = HEAD.replace("town-2024", "town-2023").replace('base = "town-2023.toml"', 'base = "town-2024.toml"')
    found = fails(edition, HEAD, round_about)
    assert {code for code, *_ in found} == {"D108", "D106"}
    assert fails(edition, HEAD.replace("town-2023.toml", "town-2024.toml"))[0][0] == "D108"


def test_an_edition_of_an_edition(edition, tmp_path):
    edition(HEAD)
    text = HEAD.replace("town-2024", "town-2025").replace("town-2023", "town-2024")
    (tmp_path / "town-2025.toml").write_text(text, encoding="utf-8")
    found = load_scheme(tmp_path / "town-2025.toml")
    assert found.derived_from.scheme == "town-2024"
    assert found.groups == read_scheme(BASE).groups


def test_an_edition_of_a_registered_scheme(edition):
    found = edition(
        HEAD.replace("town-2023.toml", "mof-2020-project") + "[change.outputs]\npoints = 40\n"
        "[change.satisfaction]\npoints = 20\n"
    )
    assert [leaf.points for leaf in found.leaves()] == [10, 40, 30, 20]


def test_validate_tells_the_fault_in_the_edition(edition, tmp_path, capsys):
    with pytest.raises(SchemeError):
        edition(HEAD + WRONG["a faulty rule"][0])
    assert main(["validate", str(tmp_path / "town-2024.toml"), "--lang", "en"]) == 3
    assert "town-2024.toml, line 6, column 1" in capsys.readouterr().out


def plugin(*files):
    class Town:
        @hookimpl
        def perfeval_scheme_files(self):
            return [SchemeFile(name, text) for name, text in files]

    return Town


def host_of(*plugins):
    host = Host.load(env={"PERFEVAL_PLUGINS_ALLOW": "none"})
    for n, files in enumerate(plugins):
        host.register(plugin(*files), f"town{n}")
    return host


def faults(host):
    return [f.code for f in host.findings if f.severity == "error"]


BY_ID = HEAD.replace("town-2023.toml", "town-2023")


@pytest.mark.parametrize("base", ["town-2023", "town-2023.toml", "town0:town-2023"])
@pytest.mark.parametrize("first", [True, False])
def test_a_plugin_brings_base_and_edition_in_any_order(base, first):
    files = [("a/town-2023.toml", BASE), ("a/town-2024.toml", HEAD.replace("town-2023.toml", base))]
    host = host_of(files if first else files[::-1])
    assert faults(host) == []
    assert host.schemes.get("town-2024").groups == host.schemes.get("town-2023").groups


def test_the_base_of_another_plugin():
    for order in (1, -1):
        host = host_of(*[[("town-2023.toml", BASE)], [("town-2024.toml", BY_ID)]][::order])
        assert faults(host) == []
        assert host.schemes.get("town-2024").derived_from.scheme == "town-2023"


def test_ones_own_base_is_meant_whatever_else_is_installed():
    other = BASE.replace("示例镇", "别的镇")
    host = host_of([("x.toml", other)], [("town-2024.toml", BY_ID), ("town-2023.toml", BASE)])
    assert host.schemes.get("town-2024").label.zh == "示例镇"
    assert host.schemes.get("town-2023").label.zh == "别的镇"


def test_a_base_that_no_plugin_brings_is_a_fault_of_that_file_alone():
    host = host_of([("town-2024.toml", BY_ID), ("other.toml", BASE.replace("town-2023", "other-2023"))])
    assert faults(host) == ["I115", "P108"]
    assert "other-2023" in host.schemes
    assert "town-2024" not in host.schemes
    assert host_of([("town-2024.toml", HEAD.replace("town-2023.toml", "nosuch:x"))]).findings[-2].code == "I115"


def test_a_faulty_base_takes_its_editions_along_and_nothing_else():
    host = host_of([("b.toml", BY_ID), ("a.toml", BASE.replace("points = 20", "points = 21")), ("c.toml", "=")])
    assert not {"town-2023", "town-2024"} & {entry.id for entry in host.schemes}
    assert [f.code for f in host.findings if f.code == "P108"] == ["P108"] * 3


def test_editions_in_a_circle_are_refused_by_the_host():
    back = BY_ID.replace("town-2023", "x").replace("town-2024", "town-2023").replace('"x"', '"town-2024"')
    host = host_of([("a.toml", BY_ID), ("b.toml", back)])
    assert not {"town-2023", "town-2024"} & {entry.id for entry in host.schemes}
    assert "D108" in {f.code for f in host.findings}
