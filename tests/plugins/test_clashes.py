"""Two plugins with one id: what is shipped keeps it, among others the first by name; both stay reachable."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfeval.findings import FormatError
from perfeval.formats import Reader, Writer
from perfeval.plugins import Host

SORTS = {
    "schemes": lambda make, id: make.scheme(id),
    "weightings": lambda make, id: make.weighting(id),
    "functions": lambda make, id: make.function(id),
    "readers": lambda make, id: Reader(id, (f".{id}",), read=lambda *_: None),
    "writers": lambda make, id: Writer(id, (f".{id}",), write=lambda *_: None),
}


@pytest.mark.parametrize("sort", SORTS)
def test_a_third_party_never_displaces_what_is_shipped(make, sort):
    ours, theirs = SORTS[sort](make, "same"), SORTS[sort](make, "same")
    id = ".same" if sort == "readers" else "same"
    for ours_first in (True, False):
        host = Host()
        for shipped in (ours_first, not ours_first):
            if shipped:
                host.register(make.plugin(**{sort: [ours]}), "zebra", package="perfeval", version="0.1.0")
            else:
                host.register(make.plugin(**{sort: [theirs]}), "aardvark", package="other", version="7.0")
        catalogue = getattr(host, sort)
        assert catalogue.get(id) is ours
        assert catalogue.get(f"zebra:{id}") is ours
        assert catalogue.get(f"aardvark:{id}") is theirs
        assert [e.plugin for e in catalogue] == ["zebra"]
        (clash,) = host.findings
        assert clash.code == "P102"
        for part in ("zebra (perfeval 0.1.0)", "aardvark (other 7.0)", f"aardvark:{id}"):
            assert part in clash.render("en")
            assert part in clash.render("zh")
        assert [(p.name, p.shipped, dict(p.provides)) for p in host.plugins] == [
            ("zebra", True, {sort: (id,)}),
            ("aardvark", False, {sort: (id,)}),
        ]


@pytest.mark.parametrize("sort", SORTS)
def test_among_third_parties_the_first_by_name_wins(make, sort):
    id = ".same" if sort == "readers" else "same"
    for order in permutations("abc"):
        things = {name: SORTS[sort](make, "same") for name in order}
        host = Host()
        for name, thing in things.items():
            host.register(make.plugin(**{sort: [thing]}), name)
        catalogue = getattr(host, sort)
        assert catalogue.get(id) is things["a"]
        assert [catalogue.get(f"{name}:{id}") for name in "abc"] == [things[name] for name in "abc"]
        assert [f.location for f in host.findings] == ["plugins.b", "plugins.c"]


def test_a_reader_loses_only_the_suffix_that_is_taken(make):
    one, two = (Reader(n, s, read=lambda *_: None) for n, s in (("one", (".TOML",)), ("two", (".toml", ".odd"))))
    host = make.host(a=make.plugin(readers=[one]), b=make.plugin(readers=[two]))
    assert [host.reader_for(suffix) for suffix in (".toml", ".Toml", ".odd", "b:.toml")] == [one, one, two, two]
    with pytest.raises(FormatError) as caught:
        host.reader_for(".doc")
    assert [f.code for f in caught.value.findings] == ["I116"]
    assert ".toml, .odd" in caught.value.render("en")


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])  # `make` keeps nothing
@given(
    st.lists(st.tuples(st.sampled_from("abcdef"), st.booleans(), st.sets(st.sampled_from("xyz"))), max_size=6),
    st.data(),
)
def test_the_order_of_registration_changes_nothing(make, plugins, data):
    named = {name: (shipped, ids) for name, shipped, ids in plugins}

    def told(order):
        host = Host()
        for name in order:
            shipped, ids = named[name]
            plugin = make.plugin(weightings=[make.weighting(id) for id in sorted(ids)])
            host.register(plugin, name, package="perfeval" if shipped else name, version="1")
        return (
            [(e.id, e.plugin) for e in host.weightings],
            [e.qualified for e in host.weightings.entries()],
            host.findings,
            host.plugins,
        )

    expected = told(sorted(named))
    assert told(data.draw(st.permutations(list(named)))) == expected
    holders = dict(expected[0])
    for id, holder in holders.items():
        claimants = [name for name, (_, ids) in named.items() if id in ids]
        assert holder == min(claimants, key=lambda name: (not named[name][0], name))
    assert len(expected[2]) == len(expected[1]) - len(holders)


def test_plugins_of_one_name_get_names_of_their_own(make):
    host = Host()
    for package in ("one", "two", "two"):
        host.register(make.plugin(weightings=[make.weighting("same")]), "main", package=package, version="1.0")
    assert [p.name for p in host.plugins] == ["main", "main@two", "main@two#2"]
    assert [e.qualified for e in host.weightings.entries()] == ["main:same", "main@two:same", "main@two#2:same"]
    assert [f.code for f in host.findings] == ["P102"] * 4
    assert "main (one 1.0)" in host.findings[0].message.en
    assert "main@two (two 1.0)" in host.findings[0].message.en


def test_catalogues_handed_out_do_not_change(make):
    host = make.host(a=make.plugin(weightings=[make.weighting("x")]))
    before, plugins = host.weightings, host.plugins
    info = host.register(make.plugin(weightings=[make.weighting("y")]), "b")
    assert [e.id for e in before] == ["x"]
    assert [e.id for e in host.weightings] == ["x", "y"]
    assert [p.name for p in plugins] == ["builtin", "a"]
    assert info in host.plugins
    assert hash(info)


def test_the_origin_of_a_scheme(make):
    host = make.host(town=make.plugin(schemes=[make.scheme("town-2024")]))
    assert host.origin("town-2024") == host.origin("town:town-2024") == "town-package 1.0"
    host.register(make.plugin(schemes=[make.scheme("mine-2024")]), "mine", package="mine")
    assert host.origin("mine-2024") == "mine"


def test_functions_of_one_name_with_other_meanings_do_not_share_an_engine() -> None:
    """Two schemes whose text is the same are told apart by what their functions mean."""
    from attrs import frozen

    from perfeval.evaluation import evaluate
    from perfeval.expressions import Expr, lift, linear
    from perfeval.findings import Text
    from perfeval.model import Entity, Indicator, Input, Scheme, Submission, names

    @frozen(order=False)
    class Lookalike(linear):  # type: ignore[misc, override]
        def lower(self) -> Expr:
            return lift("100%")

        def sentence(self) -> Text:
            return Text("满分", "full")

    Lookalike.__name__ = "linear"
    rate = Input("rate", "ratio", "比率", low=0, high=1)
    the = names([rate])
    made = [
        Scheme(
            id="one", label="一", inputs=[rate], groups=[Indicator("a", "甲", 100, measure=the.rate, scoring=scoring)]
        )
        for scoring in (Lookalike(full=lift("95%")), linear(full=lift("95%")))
    ]
    handed = Submission(entity=Entity("某局"), year=2024, facts={"rate": "50%"})
    assert [str(evaluate(handed, scheme).total) for scheme in made] == ["100.00", "52.63"]
    assert len({scheme.digest for scheme in made}) == 2
