"""Pages of schemes: everything is said, and nothing in a text is taken for markup, whoever reads the page."""

from __future__ import annotations

from html.parser import HTMLParser

import markdown as python_markdown
import pytest
from attrs import evolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

import perfeval
from perfeval.expressions import Parameter, Source, bands, choose, render, words
from perfeval.findings import Text
from perfeval.model import (
    EQUAL,
    AveragingTable,
    Cap,
    Derivation,
    Grade,
    Grades,
    Group,
    Indicator,
    Input,
    NoCombination,
    OpenGroup,
    Ordinal,
    Scheme,
    WeakestLink,
    names,
    weighted,
)
from perfeval.reports import html, markdown, scheme_page
from perfeval.reports.content import Cell, Code, Fact, Facts, Listing, Page, Row, Section, Table, shown

TOWN = perfeval.load_scheme("examples/town-2024/scheme.toml")
FOSHAN = perfeval.scheme("foshan-2021")
LEVELS = Ordinal(("D", "C", "B", "A"), missing="D*", missing_counts_as="D")
PLUS = Ordinal(("D", "D+", "C", "C+", "B", "B+", "A"))
PAGE_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "section", "h1", "h2", "h3"),
    *("dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "ol", "li", "code", "br"),
}
TEXT_TAGS = {
    *("h1", "h2", "h3", "a", "ul", "ol", "li", "strong", "code", "br"),
    *("table", "thead", "tbody", "tr", "th", "td", "p"),
}
EXTENSIONS = ["tables", "attr_list", "def_list", "admonition", "footnotes", "md_in_html", "toc", "abbr", "sane_lists"]


class Seen(HTMLParser):
    """What a browser would see: tags, attributes, texts."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(source)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        self.text += "\n"

    def handle_endtag(self, tag):
        self.text += "\n"

    def handle_data(self, data):
        self.text += data

    def handle_comment(self, data):
        self.tags.append("<!-- -->")

    def handle_pi(self, data):
        self.tags.append("<? >")


def levels() -> Scheme:
    """A scheme of levels without a total, with a table by which they are averaged."""
    two = {f"{a} {b}": "A" for n, a in enumerate("DCBA") for b in "DCBA"[n:]}
    children = [Indicator(f"d{n}", f"维度{n}", scale=LEVELS) for n in range(4)]
    averaged = Group("averaged", "平均", children[:2], combine=AveragingTable(two), scale=PLUS)
    weakest = Group("weakest", "最低", children[2:], combine=WeakestLink(), scale=PLUS)
    return Scheme(id="levels", label="等级", groups=[averaged, weakest], combine=NoCombination())


def said(page: Page) -> list[str]:
    """Every text and code of a page, in Chinese."""
    return [shown(part, "zh") for part in _parts(page)]


def _parts(of):
    if isinstance(of, Text | Code):
        yield of
    elif isinstance(of, Cell):
        yield from of.parts
    elif isinstance(of, Page | Section):
        yield of.title
        for each in (*of.blocks, *of.sections):
            yield from _parts(each)
    elif isinstance(of, Table):
        for column in of.columns:
            yield column.title
        for row in of.rows:
            yield from _parts(row)
    elif isinstance(of, Facts):
        for fact in of.facts:
            yield from _parts(fact)
    elif isinstance(of, Fact):
        yield of.name
        yield from of.cell.parts
    elif isinstance(of, Listing | Row):
        for cell in of.cells:
            yield from cell.parts


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n")]


def pages(lang="zh"):
    return [markdown(scheme_page(FOSHAN), lang), html(scheme_page(FOSHAN), lang)]


# what a page says


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("write", [markdown, html])
def test_a_page_says_what_the_scheme_says(write, lang):
    text = write(scheme_page(FOSHAN), lang)
    wanted = [FOSHAN.label, FOSHAN.id, "2021", FOSHAN.digest]
    for node in FOSHAN.nodes():
        wanted += [node.label, node.id]
        if not isinstance(node, Group):
            wanted += [words(node.scoring), render(node.scoring)]
    for i in FOSHAN.leaves():
        wanted += i.aspects if isinstance(i, Indicator) else ()
    for p in FOSHAN.parameters:
        wanted += [p.name, p.label, "95%", p.source.title]
    wanted += ["judgements.finance", "budget.total.actual", "projects.self_score", "tasks.done"]
    wanted += [{"zh": "暂定，未见出处", "en": "assumed, no source found"}[lang]]
    wanted += [{"zh": "按 100 分制填写", "en": "written out of 100"}[lang]]
    wanted += [{"zh": "其余得分按满分折算", "en": "the other scores are rescaled to the full marks"}[lang]]
    texts = [each if isinstance(each, str) else each[lang] for each in wanted]
    seen = Seen(python_markdown.markdown(text, extensions=EXTENSIONS) if write is markdown else text).text
    assert [each for each in texts if each not in seen] == []


def test_a_scheme_that_has_everything():
    the = names([Input("works.worth", "points", table="works", low=0), Input("works.name", "text", table="works")])
    extra = OpenGroup(
        "works",
        Text("工程"),
        10,
        rows="works",
        where=the.works.name.equals("甲"),
        row_points=the.works.worth,
        row_label=the.works.name,
        scoring=choose(the.works.name.equals("甲"), "100%", "0%"),
    )
    scheme = evolve(
        TOWN,
        groups=[*TOWN.groups, extra],
        full=110,
        most=111,
        places=1,
        rounding="half_even",
        on_missing="zero",
        not_applicable="full",
        inputs=[
            *TOWN.inputs,
            Input("works.worth", "points", table="works", low=0),
            Input("works.name", "text", table="works"),
            Input("kind", "text", options=("甲", "乙")),
            Input("hurt", "flag", default=False),
            Input("people", "quantity", unit="人", high=9),
        ],
        penalties=[Indicator("late", "迟报", 1, not_applicable_when=TOWN.names.audit_failed)],
        source=Source("某文件", "published", "第三条"),
    )
    text = markdown(scheme_page(scheme), "zh")
    for wanted in (
        *(
            "加分",
            "减分",
            "迟报",
            "受上级表彰",
            "总分至多",
            "111",
            "四舍六入五成双",
            "保留 1 位小数",
            "按零分计",
            "视同得满分",
        ),
        *(
            "可填 甲、乙",
            "未填按“否”",
            "不高于 9",
            "数量（人）",
            "第三条",
            "不适用的情形",
            "每行的名称",
            "`works.worth`",
        ),
        *("取哪些行", "等级至多为", "审计发现重大问题", "不高于 9"),
    ):
        assert wanted in text, wanted


def test_an_edition_names_its_base():
    text = markdown(scheme_page(evolve(TOWN, derived_from=Derivation("town-2023", "12ab"))), "zh")
    assert "- **改编自**：`town-2023`<br>`12ab`" in text
    assert "改编自" not in markdown(scheme_page(TOWN), "zh")


def test_scales_and_averaging_tables_are_told_once():
    page = scheme_page(levels())
    text = markdown(page, "zh")
    assert text.count("D &#60; C &#60; B &#60; A；缺少资料时为 D&#42;，按 D 计") == 1 + 4
    assert text.count("| D C | A |") == 1
    assert "按 10 行的换算表" in text
    assert "没有总分" in text
    (scales,) = (section for section in page.sections if section.id == "scales")
    assert [inner.id for inner in scales.sections] == ["averaging-1"]


def test_of_many_users_the_first_are_named():
    children = [Indicator(f"d{n}", f"维度{n}", scale=LEVELS) for n in range(9)]
    scheme = Scheme(id="many", label="多", groups=children, combine=NoCombination())
    text = markdown(scheme_page(scheme), "zh")
    assert "`d0, d1, d2, d3, d4, d5`<br>等 9 项" in text


def test_overrides_are_shown_in_their_order_and_the_weighting_before_them():
    changed = weighted(FOSHAN, EQUAL, origin="perfeval 1.0").with_parameters(satisfaction_full="90%")
    changed = changed.with_points({"assets": 11, "finance": 9}).with_parameters(satisfaction_full="91%")
    text = Seen(html(scheme_page(changed), "zh")).text
    places = [text.index(change.sentence["zh"]) for change in changed.overrides]
    assert places == sorted(places)
    assert len(set(places)) == 14
    assert text.index("等权，各指标分值相等") < places[0] < text.index("指标与分值")
    assert "改动" not in Seen(html(scheme_page(FOSHAN), "zh")).text


@pytest.mark.parametrize("scheme", [FOSHAN, TOWN, levels()], ids=lambda scheme: scheme.id)
def test_every_cell_has_its_column(scheme):
    for section in scheme_page(scheme).sections:
        for block in section.blocks:
            if isinstance(block, Table):
                assert {len(row.cells) for row in block.rows} == {len(block.columns)}


def test_an_html_page_asks_for_nothing_and_has_its_language():
    for lang, tag in (("zh", "zh-CN"), ("en", "en")):
        text = html(scheme_page(FOSHAN), lang)
        seen = Seen(text)
        assert text.startswith("<!DOCTYPE html>\n")
        assert ("lang", tag) in seen.attributes
        assert {"src", "href", "srcset", "action"} & {name for name, _ in seen.attributes} == set()
        assert "url(" not in text
        assert "@import" not in text
        assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in seen.attributes
        assert "@media print" in text
        assert "prefers-color-scheme: dark" in text


# nothing in a text is markup

MARKUP = st.sampled_from(
    [
        *("|", "||", "\\|", "`", "``", "*", "**", "_", "__", "~~", "[x](y)", "![x](y)", "[^1]", "<b>", "</td>", "<!--"),
        *("<script>alert(1)</script>", "&amp;", "&#124;", "\n", "\n\n", "\r\n", "# ", "- ", "+ ", "1. ", "2) ", "> "),
        *("| a | b |", "---", "===", "{: .x }", "{ #id }", "{{ x }}", ":smile:", "!!! note", "??? x", "://", "=1+1"),
        *("@SUM(A1)", "$x$", "^2^", "==m==", "\x00", "\x1b[31m", "\u202e", "\u2028", "\ufffe", "\ufdd0", "&", "\\"),
        *(" ", "甲", "a", "1", '"', "'", "http://a.b", "*[a]: b", "    ", "\t", "#", "<", ">", "]]>", ": "),
    ]
)
hostile = st.lists(MARKUP, min_size=1, max_size=6).map("".join)
ids = hostile.map(lambda text: "".join(s for s in text if not s.isspace() and s not in "[]") or "x")


@st.composite
def schemes(draw):
    """A scheme whose free texts are all hostile, and those texts."""
    texts = [draw(hostile) for _ in range(14)]
    a, b, c, d, e, f, g, h, i, j, k, m, n, o = texts
    first, second = draw(st.lists(ids, min_size=2, max_size=2, unique=True))
    line = Parameter("line", "50%", Text(a, b), Source(c, "assumed", d))
    declared = Input("figure", "text", Text(e), options=(f"甲{f}", "z"), source=Source(g))
    amount = Input("amount", "quantity", Text(h), unit=i, low=0, high=10)
    the = names([declared, amount], [line])
    scheme = Scheme(
        id="hostile",
        label=Text(j),
        edition=k,
        groups=[
            Group(first, Text(o), [Indicator(second, Text(m), 50, aspects=[n, a], source=Source(b))]),
            Indicator(
                "counted",
                Text(c),
                50,
                measured_as=Text(d),
                measure=the.amount,
                scoring=bands(at_least={5: 50}, otherwise=0),
            ),
        ],
        grades=Grades([Grade(e or "y", 60, Text(f)), Grade(f"{e}2", 0)]),
        caps=[Cap(the.figure.equals(f"甲{f}"), f"{e}2", Text(g))],
        inputs=[declared, amount],
        parameters=[line],
    )
    return scheme


many = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@many
@given(schemes())
def test_in_html_every_text_is_a_text(scheme):
    page = scheme_page(scheme)
    seen = Seen(html(page, "zh"))
    assert set(seen.tags) <= PAGE_TAGS
    assert {name for name, _ in seen.attributes} <= {
        *("lang", "charset", "http-equiv", "content", "name", "class", "id", "style")
    }
    found = lines(seen.text)
    assert [
        text for text in said(page) if text.replace("\ufffe", "\ufffd").replace("\ufdd0", "\ufffd") not in found
    ] == []


@pytest.mark.slow
@many
@given(schemes())
def test_in_markdown_every_text_is_a_text_and_tables_keep_their_columns(scheme):
    page = scheme_page(scheme)
    text = markdown(page, "zh")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    tables = [block for section in page.sections for block in section.blocks if isinstance(block, Table)]
    assert len(rows) == sum(2 + len(table.rows) for table in tables)
    readers = [
        MarkdownIt("commonmark").enable(["table", "strikethrough"]).render,
        lambda source: python_markdown.markdown(source, extensions=EXTENSIONS),
    ]
    for read in readers:
        seen = Seen(read(text))
        assert set(seen.tags) <= TEXT_TAGS
        assert seen.tags.count("tr") == sum(1 + len(table.rows) for table in tables)
        assert seen.tags.count("td") == sum(len(table.rows) * len(table.columns) for table in tables)
        assert seen.tags.count("a") == text.count("<a id=")
        assert {name for name, _ in seen.attributes} <= {"id", "style", "class"}
        flat = " ".join(seen.text.split())
        assert [each for each in said(page) if " ".join(each.split()) not in flat] == []
