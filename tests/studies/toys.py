"""Two small schemes, a table of five entities, and a submission with full marks everywhere."""

from perfeval.evaluation import Evaluation, evaluate
from perfeval.model import Entity, Group, Indicator, Judgement, Scheme, Submission


def leaf(id: str, points: int) -> Indicator:
    return Indicator(id, id, points)


TREE = Scheme(
    id="tree-2024",
    label="示例",
    groups=[
        Group("inputs", "投入", [leaf("budget", 20), leaf("staff", 10)]),
        Group("outputs", "产出", [leaf("quantity", 20), leaf("quality", 20), leaf("cost", 10)]),
        Group("alone", "独项", [leaf("public", 20)]),
    ],
)
FLAT = Scheme(id="flat-2024", label="示例", groups=[leaf("a", 50), leaf("b", 30), leaf("c", 20)])
VALUES = {
    "a": ["0.985", "0.802", "0.914", "0.655", "1.0"],
    "b": ["9.4", "8.1", "9.9", "7.2", "9.0"],
    "c": ["88.5", "91.2", "79.0", "95.4", "86.1"],
}
OWN = Submission(
    entity=Entity("某局"),
    year=2024,
    judgements={leaf.id: Judgement(deductions=()) for scheme in (TREE, FLAT) for leaf in scheme.leaves()},
)


def judged(**points: int) -> Evaluation:
    given = {name: Judgement(value) for name, value in points.items()}
    return evaluate(Submission(entity=Entity("某局"), year=2024, judgements=given), FLAT)
