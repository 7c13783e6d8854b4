"""The default host: loaded once, by whichever thread asks first."""

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread

import pytest

from perfeval.evaluation import evaluate
from perfeval.model import Entity, Judgement, Submission
from perfeval.plugins import Host, default, default_host, use_host

SLOW = """
import time
from perfeval.model import EQUAL
from perfeval.plugins import hookimpl

time.sleep(0.05)
LOADED = []

@hookimpl
def perfeval_weightings():
    LOADED.append(1)
    return [EQUAL]
"""
ASKING = """
from perfeval.plugins import default_host
default_host()
"""
TOWN = """
from perfeval.model import Indicator, Scheme
from perfeval.plugins import hookimpl

TOLD = []

@hookimpl
def perfeval_schemes():
    return [Scheme(id="town-2024", label="某镇", groups=[Indicator("work", "工作", 100)])]

@hookimpl
def perfeval_evaluated(evaluation):
    TOLD.append(evaluation)
"""


@pytest.fixture
def unloaded(site, monkeypatch):
    monkeypatch.setattr(default, "_installed", default._Once())
    return site


def test_eight_threads_get_one_host_loaded_once(unloaded):
    unloaded.install("slow", {"slow": "sited_slow"}, sited_slow=SLOW)
    start = Barrier(8)

    def ask(_):
        start.wait()
        host = default_host()
        return host, host.weightings, host.plugins

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(ask, range(8)))
    assert len({id(part) for answer in answers for part in answer}) == 3
    assert sys.modules["sited_slow"].LOADED == [1]


def test_a_plugin_that_asks_while_it_is_imported_is_at_fault_alone(unloaded):
    unloaded.install("asking", {"asking": "sited_asking"}, sited_asking=ASKING)
    unloaded.install("slow", {"slow": "sited_slow"}, sited_slow=SLOW)
    host = default_host()
    assert [f.code for f in host.findings] == ["P101"]
    assert "P111" in host.findings[0].message.en
    assert "equal" in host.weightings
    assert default_host() is host


def test_after_an_interrupt_it_is_loaded_again(unloaded):
    unloaded.install("slow", {"slow": "sited_slow"}, sited_slow="raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        default_host()
    (unloaded.folder / "sited_slow.py").unlink()
    (unloaded.folder / "sited_slower.py").write_text(SLOW)
    assert [f.code for f in default_host().findings] == ["P101"]


def test_a_host_can_be_put_in_its_place_for_a_while(unloaded):
    outside, inner = default_host(), Host()
    seen = []
    with use_host(Host()) as outer:
        with use_host(inner):
            assert default_host() is inner
        assert default_host() is outer
        thread = Thread(target=lambda: seen.append(default_host()))
        thread.start()
        thread.join()
    assert default_host() is outside
    assert seen == [outside]


def test_it_is_put_back_after_an_error(unloaded):
    outside = default_host()
    with pytest.raises(ZeroDivisionError), use_host(Host()):
        1 / 0  # noqa: B018  # for its error
    assert default_host() is outside


def test_eight_threads_evaluate_with_the_default_host_and_get_the_same(unloaded):
    unloaded.install("town", {"town": "sited_town"}, sited_town=TOWN)
    own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement("87.5")})
    start = Barrier(8)

    def work(_):
        start.wait()
        found = []
        for _ in range(50):
            host = default_host()
            found.append(evaluate(own, host.schemes.get("town-2024")))
            host.notify(found[-1])
        return found

    with ThreadPoolExecutor(8) as pool:
        results = [evaluation for found in pool.map(work, range(8)) for evaluation in found]
    assert all(evaluation == results[0] for evaluation in results)
    assert len(sys.modules["sited_town"].TOLD) == len(results) == 400
    assert default_host().findings == ()


def test_eight_threads_share_a_host_while_plugins_are_registered(make):
    host = make.host()
    start = Barrier(8)

    def work(n):
        start.wait()
        for i in range(20):
            host.register(make.plugin(weightings=[make.weighting(f"w-{n}-{i}")]), f"p-{n}-{i}")
            assert f"w-{n}-{i}" in host.weightings
        return True

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(work, range(8)))
    assert len(host.weightings) == 160
    assert host.findings == ()
    assert [p.name for p in host.plugins][1:] == sorted(p.name for p in host.plugins if not p.shipped)
