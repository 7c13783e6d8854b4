"""What workers do, without Spark around it: batches of any size, rows in any order."""

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from tests.evaluation.generating import Maker, schemes
from tests.tables.spark.comparing import READING, by_polars

import perfeval
from perfeval.evaluation import plan, plan_json
from perfeval.tables import Asked, Reading, framed, needs
from perfeval.tables.spark.work import Work

pytestmark = pytest.mark.spark


@pytest.mark.parametrize("size", [1_000, 32_768, 50_000])
def test_batches_are_put_together_and_none_is_lost_or_taken_twice(size: int) -> None:
    from perfeval.tables.spark import working

    toy = plan(perfeval.Scheme(id="toy", label="示例", groups=[perfeval.Indicator("work", "工作", 100)]))
    asked = Asked("rescale", "incomplete")
    entities = pl.DataFrame({"entity": pl.int_range(100_000, eager=True)})
    entities = entities.with_columns((pl.col("entity") % 101).alias("judgements.work"))
    told = Work(
        plan=plan_json(toy),
        reading=Reading(),
        asked=asked,
        entities=tuple(entities.columns),
        tables={},
        ordered=False,
    ).told()
    sent = entities.rename({"entity": "c0", "judgements.work": "c1"}).to_arrow()
    found = list(working.nested(told, sent.to_batches(max_chunksize=size)))
    assert_frame_equal(pl.concat([pl.DataFrame(batch) for batch in found]), by_polars(toy, entities, {}, asked))
    assert list(working.nested(told, [])) == []


def test_rows_may_arrive_in_any_order() -> None:
    from perfeval.tables.spark import working

    scheme, maker = schemes(5), Maker(5)
    planned = plan(scheme)
    tables = framed([maker.submission(scheme) for _ in range(40)], needs(planned))
    asked = Asked("rescale", "incomplete", rows=True)
    names, parts = {}, []
    for n, (name, frame) in enumerate(tables.children.items()):
        own = {f"s{n}_{m}": column for m, column in enumerate(frame.columns) if column != "entity"}
        names[name] = {"k0": "entity", **own}
        sent = frame.rename({column: slot for slot, column in names[name].items()})
        parts.append(sent.with_columns(t=pl.lit(n), r=pl.int_range(pl.len(), dtype=pl.Int64)))
    told = Work(
        plan=plan_json(planned),
        reading=READING,
        asked=asked,
        entities=tuple(tables.entities.columns),
        tables=names,
        ordered=True,
    ).told()
    entities = tables.entities.rename({column: f"c{n}" for n, column in enumerate(tables.entities.columns)})
    rows = pl.concat(parts, how="diagonal").reverse()
    found = pl.DataFrame(working.flat(told, entities.to_arrow(), rows.to_arrow()))
    wanted = by_polars(planned, tables.entities, tables.children, asked)
    assert wanted["rows"].list.len().max() > 1
    assert_frame_equal(found, wanted)
