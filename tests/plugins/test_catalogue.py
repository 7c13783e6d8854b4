import pytest

from perfeval.findings import Text, UsageError
from perfeval.plugins import Catalogue, Entry, Provider

WHAT = Text("方案", "scheme")
A, B = Provider("a", "pkg-a", "1.0"), Provider("b", "pkg-b", "2.0")


def catalogue(*entries):
    return Catalogue(WHAT, [Entry(id, item, by) for id, item, by in entries])


def test_things_are_found_by_id_in_order():
    found = catalogue(("x", 1, A), ("y", 2, B))
    assert [(e.id, e.item, e.plugin, e.package, e.version, e.origin, e.qualified) for e in found] == [
        ("x", 1, "a", "pkg-a", "1.0", "pkg-a 1.0", "a:x"),
        ("y", 2, "b", "pkg-b", "2.0", "pkg-b 2.0", "b:y"),
    ]
    assert found.get("y") == 2
    assert ("x" in found, "a:x" in found, "z" in found, 7 in found, len(found)) == (True, True, False, False, 2)


def test_the_first_keeps_the_id_and_both_have_a_qualified_name():
    found = catalogue(("x", 1, A), ("x", 2, B))
    assert [found.get(id) for id in ("x", "a:x", "b:x")] == [1, 1, 2]
    assert [e.item for e in found] == [1]
    assert [e.item for e in found.entries()] == [1, 2]
    (clash,) = found.clashes
    assert (clash.code, clash.location) == ("P102", "plugins.b")
    for lang in ("zh", "en"):
        assert all(part in clash.render(lang) for part in ("a (pkg-a 1.0)", "b (pkg-b 2.0)", "b:x"))


def test_one_plugin_that_brings_an_id_twice_keeps_the_first():
    found = catalogue(("x", 1, A), ("x", 2, A))
    assert (found.get("x"), found.get("a:x"), len(found.entries())) == (1, 1, 1)
    assert [f.code for f in found.clashes] == ["P109"]


@pytest.mark.parametrize(
    ("id", "advice"),
    [("foshan-2012", "did you mean foshan-2021"), ("b:foshan", "b:foshan-2021"), ("zz", "there are: foshan-2021")],
)
def test_an_unknown_id_says_what_was_meant_or_what_there_is(id, advice):
    found = catalogue(("foshan-2021", 1, B))
    with pytest.raises(UsageError) as caught:
        found.get(id)
    (finding,) = caught.value.findings
    assert finding.code == "I115"
    assert advice in finding.advice.en
    assert f'no scheme named "{id}"' in finding.message.en


def test_an_empty_catalogue_says_so():
    with pytest.raises(UsageError) as caught:
        catalogue().entry("x")
    assert caught.value.findings[0].advice.en == "there are: none"
