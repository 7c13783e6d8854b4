"""The hooks: what a plugin may tell perfeval, one method each, all optional."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pluggy import HookimplMarker, HookspecMarker

from perfeval.auditing import Check
from perfeval.evaluation import Evaluation
from perfeval.expressions import RuleFunction
from perfeval.formats import Reader, Writer
from perfeval.model import Scheme, Weighting
from perfeval.plugins.schemefile import SchemeFile

if TYPE_CHECKING:
    from perfeval.tables import TableEvaluation

PROJECT = "perfeval"
hookspec = HookspecMarker(PROJECT)
hookimpl = HookimplMarker(PROJECT)


class Hooks:
    """The specifications. A plugin subclasses this and overrides what it needs, each method marked with `@hookimpl`.

    Subclassing lets a type checker compare signatures; what is not overridden is not part of the plugin. A plain module
    with functions of these names, marked and without `self`, is a plugin too. The entry point, in the group `perfeval`,
    names the class, an instance or the module. All hooks but the observers are called once, when the plugin is
    registered.

    Example:
        >>> from perfeval.model import EQUAL
        >>> from perfeval.plugins import Hooks, Host, hookimpl
        >>> class Equal(Hooks):
        ...     @hookimpl
        ...     def perfeval_weightings(self):
        ...         return [EQUAL]
        >>> host = Host()
        >>> host.register(Equal).provides["weightings"]
        ('equal',)
    """

    @hookspec
    def perfeval_schemes(self) -> Iterable[Scheme]:
        """Schemes written in Python.

        Returns:
            The schemes; an id carries the edition, `foshan-2021`.

        Example:
            >>> from perfeval.model import Indicator, Scheme
            >>> from perfeval.plugins import Hooks, hookimpl
            >>> class Town(Hooks):
            ...     @hookimpl
            ...     def perfeval_schemes(self):
            ...         yield Scheme(id="town-2024", label="某镇", groups=[Indicator("work", "工作", 100)])
            >>> [scheme.id for scheme in Town().perfeval_schemes()]
            ['town-2024']
        """
        return ()

    @hookspec
    def perfeval_scheme_files(self) -> Iterable[SchemeFile]:
        """Schemes written as TOML or JSON; the host reads them when the functions of all plugins are known.

        Returns:
            The files: `SchemeFile(files(__package__) / "town-2024.toml")`. A name of a function means the
            plugin's own, then that of a plugin which the file `uses`, then that of `Host.functions`.

        Example:
            >>> from perfeval.plugins import Hooks, SchemeFile, hookimpl
            >>> class Town(Hooks):
            ...     @hookimpl
            ...     def perfeval_scheme_files(self):
            ...         return [SchemeFile("town-2024.toml", 'format = "perfeval.scheme/1"')]
            >>> [file.syntax for file in Town().perfeval_scheme_files()]
            ['toml']
        """
        return ()

    @hookspec
    def perfeval_functions(self) -> Iterable[RuleFunction]:
        """Functions for rules.

        Returns:
            The functions; the name in rules is the name of the class.

        Example:
            >>> from perfeval.expressions import RuleFunction, linear
            >>> from perfeval.plugins import Hooks, hookimpl
            >>> class Rules(Hooks):
            ...     @hookimpl
            ...     def perfeval_functions(self):
            ...         return [RuleFunction(linear)]
            >>> [function.name for function in Rules().perfeval_functions()]
            ['linear']
        """
        return ()

    @hookspec
    def perfeval_weightings(self) -> Iterable[Weighting]:
        """Ways to assign points before evaluation.

        Returns:
            The weightings; each has to assign exactly the full marks. `assign` takes the scheme, and where the
            weighting `needs` data, the data as plain values.

        Example:
            >>> from perfeval.model import EQUAL
            >>> from perfeval.plugins import Hooks, hookimpl
            >>> class Equal(Hooks):
            ...     @hookimpl
            ...     def perfeval_weightings(self):
            ...         return [EQUAL]
            >>> [weighting.id for weighting in Equal().perfeval_weightings()]
            ['equal']
        """
        return ()

    @hookspec
    def perfeval_readers(self) -> Iterable[Reader]:
        """Readers of submission files.

        Returns:
            The readers; a file's suffix chooses.

        Example:
            >>> from perfeval.formats import Reader, read_submission
            >>> from perfeval.plugins import Hooks, hookimpl
            >>> class Forms(Hooks):
            ...     @hookimpl
            ...     def perfeval_readers(self):
            ...         return [Reader("form", (".form",), lambda data, file: read_submission(data, file=file))]
            >>> [reader.suffixes for reader in Forms().perfeval_readers()]
            [('.form',)]
        """
        return ()

    @hookspec
    def perfeval_writers(self) -> Iterable[Writer]:
        """Writers of evaluations.

        Returns:
            The writers; a file's suffix chooses, or the writer's name.

        Example:
            >>> from perfeval.formats import Writer
            >>> from perfeval.plugins import Hooks, hookimpl
            >>> class Reports(Hooks):
            ...     @hookimpl
            ...     def perfeval_writers(self):
            ...         return [Writer("total", (".txt",), lambda evaluation, lang: str(evaluation.total).encode())]
            >>> [writer.name for writer in Reports().perfeval_writers()]
            ['total']
        """
        return ()

    @hookspec
    def perfeval_checks(self) -> Iterable[Check]:
        """Checks of published sheets.

        Returns:
            The checks; each brings the kinds of its findings, and may follow from codes of other checks.

        Example:
            >>> from perfeval.auditing import Check
            >>> from perfeval.findings import FindingKind, Text
            >>> from perfeval.plugins import Hooks, hookimpl
            >>> LATE = FindingKind("X101", "warning", Text("年度未填", "no year"), Text("没有年度", "no year is told"))
            >>> class Town(Hooks):
            ...     @hookimpl
            ...     def perfeval_checks(self):
            ...         yield Check(id="year", kinds=[LATE], run=lambda a: [] if a.sheet.year else [LATE.at("year")])
            >>> [check.codes for check in Town().perfeval_checks()]
            [('X101',)]
        """
        return ()

    @hookspec
    def perfeval_evaluated(self, evaluation: Evaluation) -> None:
        """Be told of each evaluation, once, after it was made. What the observer raises never reaches the caller.

        It may run in any thread. Evaluations that an observer makes are not told to observers again.

        Args:
            evaluation: the evaluation; it cannot be changed.

        Example:
            >>> from perfeval.plugins import Hooks, hookimpl
            >>> class Log(Hooks):
            ...     @hookimpl
            ...     def perfeval_evaluated(self, evaluation):
            ...         print(evaluation.entity, evaluation.total)
        """

    @hookspec
    def perfeval_table_evaluated(self, evaluation: TableEvaluation) -> None:
        """Be told of each table that was evaluated, once for all its entities. What the observer raises stays here.

        It is told where the table was asked for, never on the workers of a cluster.

        Args:
            evaluation: the result, with the plan and the policies it was made under.

        Example:
            >>> from perfeval.plugins import Hooks, hookimpl
            >>> class Log(Hooks):
            ...     @hookimpl
            ...     def perfeval_table_evaluated(self, evaluation):
            ...         print(evaluation.plan.scheme, evaluation.scores.height)
        """
