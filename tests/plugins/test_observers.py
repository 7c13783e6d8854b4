"""Observers are told once of each evaluation, and what they do never reaches the caller."""

from concurrent.futures import ThreadPoolExecutor

import polars
import pytest

from perfeval.api import evaluate_table
from perfeval.evaluation import evaluate
from perfeval.model import Entity, Indicator, Judgement, Scheme, Submission
from perfeval.plugins import Hooks, Host, hookimpl


@pytest.fixture
def evaluation(make):
    own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement("87.5")})
    return evaluate(own, make.scheme())


class Watch(Hooks):
    def __init__(self, does=None):
        self.told, self.does = [], does

    @hookimpl
    def perfeval_evaluated(self, evaluation):
        self.told.append(evaluation)
        if self.does is not None:
            self.does(evaluation)


def raising(error):
    def does(_):
        raise error

    return does


def test_each_observer_is_told_once(evaluation):
    one, two = Watch(), Watch()
    host = Host()
    host.register(one, "one")
    host.register(two, "two")
    host.notify(evaluation)
    assert one.told == two.told == [evaluation]
    assert host.findings == ()


def test_observers_are_told_in_the_order_of_names(evaluation):
    order = []
    host = Host()
    for name in ("c", "a", "b"):
        host.register(Watch(lambda _, name=name: order.append(name)), name)
    host.notify(evaluation)
    assert order == ["a", "b", "c"]


class Sick(BaseException):
    pass


@pytest.mark.parametrize("error", [RuntimeError("no disk"), SystemExit("no disk"), Sick("no disk")])
def test_an_observer_that_raises_stops_nobody(evaluation, error):
    bad, good = Watch(raising(error)), Watch()
    host = Host()
    host.register(bad, "bad", package="watch", version="0.2")
    host.register(good, "good")
    host.notify(evaluation)
    host.notify(evaluation)
    assert len(bad.told) == len(good.told) == 2
    (finding,) = host.findings
    assert (finding.code, finding.location) == ("P104", "plugins.bad")
    assert all(part in finding.render("en") for part in ("watch 0.2", "perfeval_evaluated", "no disk"))


def test_an_interrupt_goes_through(evaluation):
    host = Host()
    host.register(Watch(raising(KeyboardInterrupt())), "bad")
    with pytest.raises(KeyboardInterrupt):
        host.notify(evaluation)


def test_the_faults_of_observers_are_bounded(evaluation):
    numbers = iter(range(1_000))

    def does(_):
        raise RuntimeError(next(numbers))

    host = Host()
    host.register(Watch(does), "bad")
    for _ in range(500):
        host.notify(evaluation)
    assert len(host.findings) == 20
    assert "RuntimeError: 0" in host.findings[0].message.en


def test_an_observer_may_leave_the_argument_out(evaluation):
    told = []

    class Count(Hooks):
        @hookimpl
        def perfeval_evaluated(self):
            told.append(1)

    host = Host()
    host.register(Count)
    host.notify(evaluation)
    assert (told, host.findings) == ([1], ())


def test_an_answer_is_not_taken(evaluation):
    class Answer(Hooks):
        @hookimpl
        def perfeval_evaluated(self, evaluation):
            return evaluation

    host = Host()
    host.register(Answer)
    host.notify(evaluation)
    assert [f.code for f in host.findings] == ["P105"]


def test_what_an_observer_evaluates_is_not_told(evaluation):
    host = Host()
    again = Watch(lambda e: host.notify(e))
    host.register(again, "again")
    host.notify(evaluation)
    host.notify(evaluation)
    assert len(again.told) == 2


def test_observers_may_be_told_from_many_threads(evaluation):
    watch = Watch(raising(RuntimeError("same")))
    host = Host()
    host.register(watch, "watch")
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: host.notify(evaluation), range(400)))
    assert len(watch.told) == 400
    assert len(host.findings) == 1


def test_a_table_is_told_once_and_a_fault_stays_with_its_plugin():
    class Tables(Hooks):
        def __init__(self):
            self.heights = []

        @hookimpl
        def perfeval_table_evaluated(self, evaluation):
            self.heights.append(evaluation.scores.height)

    class Failing(Hooks):
        @hookimpl
        def perfeval_table_evaluated(self, evaluation):
            raise OSError("disk full")

    class Answering(Hooks):
        @hookimpl
        def perfeval_table_evaluated(self, evaluation):
            return 1

    host, tables = Host(), Tables()
    for plugin in (tables, Failing(), Answering()):
        host.register(plugin)
    toy = Scheme(id="toy", label="示例", groups=[Indicator("work", "工作", 100)])
    offices = polars.DataFrame({"entity": [1, 2, 3], "judgements.work": [90, 80, None]})
    assert evaluate_table(offices, toy, host=host).scores["complete"].to_list() == [True, True, False]
    assert tables.heights == [3]
    assert sorted(f.code for f in host.findings) == ["P104", "P105"]
    assert all("perfeval_table_evaluated" in f.message.en for f in host.findings)
