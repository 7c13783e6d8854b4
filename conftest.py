"""Every example runs: the `python` blocks of README and documentation, the `>>>` lines of docstrings."""

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

pages = Sybil(parsers=[PythonCodeBlockParser()], patterns=["README*.md", "docs/**/*.md"])
# An example in a docstring brings its own imports, because that is how a reader copies it.
docstrings = Sybil(
    parsers=[DocTestParser()], patterns=["src/**/*.py"], document_types={".py": PythonDocStringDocument}
)

pytest_collect_file = SybilCollection([pages, docstrings]).pytest()
