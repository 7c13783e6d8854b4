"""Every example runs: the `python` blocks of README and documentation, the `>>>` lines of docstrings."""

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.markdown import PythonCodeBlockParser
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

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
