from pathlib import Path

from perfeval.plugins import SchemeFile, hookimpl


@hookimpl
def perfeval_scheme_files():
    return [SchemeFile(Path("tests/cli/mistakes/schemes/rule-bare-095.toml"))]
