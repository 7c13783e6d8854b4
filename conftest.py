"""Every example runs: the `python` blocks of README and documentation, the `>>>` lines of docstrings."""

import os
import sys
from importlib.util import find_spec
from shutil import which

import pytest
from hypothesis import HealthCheck, settings
from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

# No test fails because the machine was busy, whatever a property sets for itself.
settings.register_profile("unhurried", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

blocks = [PythonCodeBlockParser()]
readme = Sybil(parsers=blocks, pattern="README*.md")
pages = Sybil(parsers=blocks, path="docs", pattern="*.md")
# Only docstrings are read; write the imports into the example, because that is how a reader copies it.
docstrings = Sybil(
    parsers=[DocTestParser()],
    path="src",
    pattern="*.py",
    document_types={".py": PythonDocStringDocument},
)

pytest_collect_file = SybilCollection([readme, pages, docstrings]).pytest()

# What needs Spark is left out where pyspark or Java is missing, unless the full stage of the gate says that it is not.
_SPARK = find_spec("pyspark") is not None and (which("java") is not None or "JAVA_HOME" in os.environ)
_NOISE = ("ignore:PySpark does not yet fully support pandas:FutureWarning", "ignore:.*:ResourceWarning")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.name == "spark.md":
            item.add_marker("spark")
        if item.get_closest_marker("spark"):
            for noise in _NOISE:
                item.add_marker(pytest.mark.filterwarnings(noise))
            if not _SPARK and os.environ.get("PERFEVAL_FULL") != "1":
                item.add_marker(pytest.mark.skip(reason="needs the extra spark, and Java"))
            os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
