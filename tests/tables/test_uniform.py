"""The uniform result: the same whichever engine took an entity, since batches decide that."""

import pytest
from attrs import evolve
from polars.testing import assert_frame_equal
from tests.evaluation.generating import Maker, schemes

from perfeval.evaluation import plan
from perfeval.tables import Asked, Reading, Way, engine_for, evaluate_tables, framed, needs
from perfeval.tables.recalling import recalled
from perfeval.tables.recording import Recording


@pytest.mark.parametrize("seed", [0, 2, 8])
def test_reasons_stand_in_one_order(seed: int) -> None:
    scheme, maker = schemes(seed), Maker(~seed)
    planned = plan(scheme)
    tables = framed([maker.submission(scheme) for _ in range(40)], needs(planned))
    asked, engine = Asked("rescale", "incomplete"), engine_for(planned)
    found = evaluate_tables(planned, tables.entities, tables.children, reading=Reading(absent=True), asked=asked)
    recording = Recording(planned, engine.record, asked, lambda at: recalled(tables, engine.needs, Way(), at))
    by_record = recording.whole(tables.entities.height, engine.needs.nodes)
    assert found.worked.reasons.rows() != by_record.reasons.rows()  # the engines need not agree on an order
    same = evolve(found, worked=evolve(found.worked, reasons=by_record.reasons))
    assert_frame_equal(found.uniform(), same.uniform())
