"""A session of Spark on two threads, and one on a real cluster on this machine: every test runs on both."""

from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from bench.cluster import HOST, cluster


@pytest.fixture(scope="session", params=["local[2]", "cluster"])
def spark(request: pytest.FixtureRequest) -> Iterator[Any]:
    from pyspark.sql import SparkSession

    with ExitStack() as stack:
        master = stack.enter_context(cluster()) if request.param == "cluster" else request.param
        builder = SparkSession.builder.master(master).appName("perfeval")
        for name, value in {
            "spark.driver.bindAddress": HOST,
            "spark.driver.host": HOST,
            "spark.sql.shuffle.partitions": "4",
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
        }.items():
            builder = builder.config(name, value)
        session = builder.getOrCreate()
        session.sparkContext.setLogLevel("OFF")
        stack.callback(session.stop)
        yield session
