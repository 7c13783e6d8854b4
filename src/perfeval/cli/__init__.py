"""The command line, a thin face over the functions that programs call; needs the extra `cli`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

__all__ = ["main"]

_EXTRA = ("click", "rich")
_MISSING = """\
perfeval: the command line needs click and rich, which are not installed. Install the extra:
perfeval：命令行需要 click 和 rich，尚未安装。请安装附加项：

    pip install "perfeval[cli]"
"""


def main(args: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        args: the arguments, by default those of the process.

    Returns:
        The exit code: 0 fine, 1 incomplete or a finding of severity error or warning, 2 wrong usage, 3 unusable input.

    Example:
        >>> from perfeval.cli import main
        >>> main(["--no-such-option"])
        2
    """
    try:
        from perfeval.cli.application import run  # click and rich are an extra
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _EXTRA:
            raise
        sys.stderr.write(_MISSING)
        return 2
    except KeyboardInterrupt:  # rooms are imported for a good part of a second
        return 130
    return run(args)
