"""The names of templates: those that are documented are those that there are."""

from perfeval.reports.word.context import template_context, template_names

NODES = ("groups", "indicators", "unscored", "bonus", "penalties")


def names(value, at=""):
    """Every name in a context, as the documentation writes it."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from names(each, f"{at}.{name}" if at else name)
    elif isinstance(value, list):
        found = [name for each in value for name in names(each, f"{at}[]")]
        yield from found or [f"{at}[]"]
    else:
        assert isinstance(value, str | bool)
        yield at


def documented(context):
    """The same with fields of nodes, and what is found by an id, told once."""
    context = dict(context)
    by, amounts = context.pop("by"), context.pop("amounts")
    found = {name for line in amounts.values() for name in names(line, "amounts.ID")}
    nodes = [*by.values(), *(node for name in NODES for node in context.pop(name))]
    while nodes:
        node = dict(nodes.pop())
        nodes += node.pop("children")
        found |= set(names(node, "NODE"))
    listed = {f"{name}[].NODE" for name in (*NODES, "NODE.children")} | {"by.ID.NODE"}
    return found | listed | set(names(context))


def rid_of_empty(found):
    """`x[]` beside `x[].y` is a list that happened to be empty."""
    return {name for name in found if not (name.endswith("[]") and any(n.startswith(f"{name}.") for n in found))}


def test_every_name_is_documented_and_every_documented_name_is_there(office, incomplete, sheet, saved, reported):
    changed = reported("examples/foshan-2021/hmt-office.toml", parameters={"spending_full": "98%"})
    full = [template_context(each, "zh") for each in (office, incomplete, sheet, changed)]
    named = {name for context in full for name in documented(context)}
    found = rid_of_empty(named | {"texts[].name", "texts[].paragraphs[]"})
    assert found == set(template_names())
    assert rid_of_empty(documented(template_context(saved, "en")) | found) == found


def test_what_is_unknown_is_a_dash_and_never_none(saved, incomplete):
    for context in (template_context(saved, "en"), template_context(incomplete, "zh")):
        assert "None" not in str(list(names(dict(context)))) + str(context).replace("None", "")
        assert context["amounts"]["capital"]["actual"] == "—"
    assert template_context(incomplete, "zh")["total"] == "—"
    assert template_context(incomplete, "zh")["possible_grades"] == ["良", "中"]


def test_other_texts_are_found_by_their_names(reported):
    from perfeval import Entity, Indicator, Judgement, Scheme, Submission

    scheme = Scheme(id="toy-2024", label="示例", groups=[Indicator("work", "工作", 100)])
    own = Submission(entity=Entity("某局"), year=2024, judgements={"work": Judgement(60)},
                     narrative={"资金管理": "甲\n乙", "work": "丙"})  # fmt: skip
    context = template_context(reported(own, scheme), "zh")
    assert context["texts"] == [{"name": "资金管理", "paragraphs": ["甲", "乙"]}]
    assert context["by"]["work"]["narrative"] == ["丙"]
