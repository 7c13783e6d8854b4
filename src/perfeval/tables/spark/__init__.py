"""Tables of Spark: the polars engine inside Spark tasks, lazily.

Nothing here imports pyspark before a frame of Spark is handed in; whoever has one has pyspark.
"""

from perfeval.tables.spark.evaluating import evaluate_spark
from perfeval.tables.spark.finding import spark_findings
from perfeval.tables.spark.schemas import is_spark

__all__ = ["evaluate_spark", "is_spark", "spark_findings"]
