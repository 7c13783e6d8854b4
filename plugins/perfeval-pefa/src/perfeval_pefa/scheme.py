"""The scheme: the framework's composition with the requirements that are figures put in."""

from perfeval import (
    Group,
    Indicator,
    NoCombination,
    Ordinal,
    Scheme,
    Source,
    Text,
    WeakestLink,
    judged,
    say,
)

from perfeval_pefa.framework import Dimension, PerformanceIndicator, Pillar, conversion, pillars
from perfeval_pefa.requirements import INPUTS, PARAMETERS, REQUIREMENTS, Requirement
from perfeval_pefa.sources import (
    COMPOSITION,
    METHOD_READ,
    METHOD_UNREAD,
    REQUIREMENTS_READ,
    REQUIREMENTS_UNREAD,
    TABLE_UNREAD,
)

DIMENSION = Ordinal(("D", "C", "B", "A"), missing="D*", missing_counts_as="D")
INDICATOR = Ordinal(("D", "D+", "C", "C+", "B", "B+", "A"))
JUDGED = Requirement(judged())


def pefa_2016() -> Scheme:
    """PEFA 2016. Pillars and the whole have no score: the framework knows no way to aggregate across indicators."""
    return Scheme(
        id="pefa-2016",
        label=Text(
            "PEFA 2016 公共财政管理绩效评估框架", "PEFA 2016: framework for assessing public financial management"
        ),
        edition="2016",
        groups=[_pillar(pillar) for pillar in pillars()],
        combine=NoCombination(),
        inputs=INPUTS,
        parameters=PARAMETERS,
        source=COMPOSITION,
    )


def _pillar(pillar: Pillar) -> Group:
    return Group(
        f"pillar_{pillar.number}",
        say("支柱{n}：{label}", "Pillar {n}: {label}", n=str(pillar.number), label=pillar.label),
        [_indicator(indicator) for indicator in pillar.indicators],
        combine=NoCombination(),
        source=COMPOSITION,
    )


def _indicator(indicator: PerformanceIndicator) -> Group:
    weakest = indicator.method == "M1"
    label, number = indicator.label, str(indicator.number)
    return Group(
        f"pi_{number}",
        say("PI-{n} {label}", "PI-{n} {label}", n=number, label=label),
        [_dimension(indicator, dimension) for dimension in indicator.dimensions],
        combine=WeakestLink() if weakest else conversion(len(indicator.dimensions)),
        scale=INDICATOR,
        source=(METHOD_READ if indicator.checked else METHOD_UNREAD) if weakest else TABLE_UNREAD,
    )


def _dimension(indicator: PerformanceIndicator, dimension: Dimension) -> Indicator:
    number = f"{indicator.number}.{dimension.number}"
    required = REQUIREMENTS.get(number, JUDGED)
    return Indicator(
        f"pi_{indicator.number}_{dimension.number}",
        say("{n} {label}", "{n} {label}", n=number, label=dimension.label),
        measure=required.measure,
        measured_as=required.measured_as,
        scoring=required.scoring,
        scale=DIMENSION,
        source=_source(dimension, required),
    )


def _source(dimension: Dimension, required: Requirement) -> Source:
    """A judged dimension states no requirement; its title was read."""
    if required is JUDGED:
        return COMPOSITION
    return REQUIREMENTS_READ if dimension.checked else REQUIREMENTS_UNREAD
