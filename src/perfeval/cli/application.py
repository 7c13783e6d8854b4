"""The command `perfeval` with all that it can do, and how it ends."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from importlib.metadata import version

import click

from perfeval.cli import exits
from perfeval.cli.auditing import audit
from perfeval.cli.evaluating import evaluate
from perfeval.cli.explaining import explain
from perfeval.cli.form import form
from perfeval.cli.plugins import plugins
from perfeval.cli.reporting import report
from perfeval.cli.reviewing import review
from perfeval.cli.schemas import schema
from perfeval.cli.schemes import schemes
from perfeval.cli.starting import new
from perfeval.cli.streams import lenient
from perfeval.cli.tabling import table
from perfeval.cli.testing import test
from perfeval.cli.validating import validate

_ENDS = """\b
Exit codes (退出码); for several files the highest:
  0    fine (正常)
  1    incomplete, or a finding of severity error or warning (不完整，或有错误、警告)
  2    wrong usage (用法不对)
  3    unusable input, or output that cannot be written (输入无法使用，或输出无法写入)
  70   a defect, never a result (程序缺陷)
  130  stopped by Ctrl-C (被中断)
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]}, epilog=_ENDS)
@click.version_option(version("perfeval"), "--version", message="%(prog)s %(version)s")
def perfeval() -> None:
    """Evaluate how well public bodies spent their money (财政支出绩效评价), exactly."""


for _command in (evaluate, explain, form, report, audit, review, validate, table, schemes, plugins, schema, test, new):
    perfeval.add_command(_command)


def run(args: Sequence[str] | None = None) -> int:
    """Run the command and tell how it ended."""
    lenient(sys.stdout)
    try:
        return int(perfeval.main(args=args, prog_name="perfeval", standalone_mode=False) or exits.FINE)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return exits.INTERRUPTED
    except Exception:
        traceback.print_exc()
        return exits.DEFECT
