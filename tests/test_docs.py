"""What is public is documented, in both languages; generated pages are up to date; examples give what they say."""

import importlib
import pkgutil
import re
import sys
import tomllib
from fractions import Fraction
from inspect import isclass, isfunction
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

import perfeval
from perfeval.expressions import FUNCTIONS
from perfeval.expressions.functions.function import arguments
from perfeval.findings import KINDS
from perfeval.plugins import Hooks

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
LANGUAGES = ("en", "zh")
NO_LIBRARY = {"cli", "schemes"}
"""Rooms that nobody imports from: the command line, and plugins like any other."""
HOOKS = [name for name in vars(Hooks) if name.startswith("perfeval_")]
PYTHON = re.compile(r"^```python\n.*?^```$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#{2,3} .*\{ #([\w-]+) \}$", re.MULTILINE)
IMPORT = re.compile(r"^(?:>>> )?from (perfeval[\w.]*) import (\([^)]*\)|[^\n#]*)", re.MULTILINE)
TARGET = re.compile(r"^::: ([\w.]+)$", re.MULTILINE)
WORDS = """
部门整体支出绩效自评 = department self-evaluation
项目支出绩效自评 = project self-evaluation
单位 = entity
一、二、三级指标 = group, indicator
分值 = points
得分 = score
得分率 = share
计算公式 = measure
评分标准 = scoring
绩效等级（优、良、中、差） = grade, grades
年初预算数 = original
调整预算数（全年预算数） = adjusted
决算数（全年执行数） = actual
基本支出 = basic
人员经费 = personnel
日常公用经费 = operating
项目支出 = project
上缴上级支出 = transfers_up
经营支出 = business
对附属单位补助支出 = subsidies
预算执行率、支出率 = execution rate, spending rate
年度指标值 = target
实际完成值 = actual
自评 = self-evaluation
复核 = review
扣分 = deduction
勾稽关系 = cross-footing
存在问题 = problems
改进措施 = improvements
不适用 = not applicable
"""
"""The words of the forms and of the code."""


@pytest.fixture(scope="module")
def making() -> Any:
    """The script that makes pages, with its modules."""
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    assert spec
    assert spec.loader
    before = list(sys.path)
    generate = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(generate)
    sys.path[:] = before
    return generate


def page(language: str, name: str) -> str:
    return (DOCS / language / name).read_text(encoding="utf-8")


def pages() -> list[str]:
    return sorted(path.relative_to(DOCS / "en").as_posix() for path in (DOCS / "en").rglob("*.md"))


def rooms() -> dict[str, ModuleType]:
    names = [module.name for module in pkgutil.iter_modules(perfeval.__path__) if module.ispkg]
    return {name: importlib.import_module(f"perfeval.{name}") for name in names if name not in NO_LIBRARY}


@pytest.mark.slow
def test_generated_pages_are_up_to_date(making: Any):
    stale = [str(path.relative_to(ROOT)) for path, text in making.pages() if path.read_text(encoding="utf-8") != text]
    assert stale == [], "run: python docs/generate.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_name_stands_in_the_reference(language: str):
    text = page(language, "reference/api/perfeval.md")
    listed = re.findall(r"^\| \[`(\w+)`\]", text, re.MULTILINE)
    assert sorted(listed) == sorted(set(perfeval.__all__) - {"__version__"})


def page_of(room: str) -> str:
    """The page of a room; the functions of `api` stand on the page that opens the reference."""
    return f"reference/api/{'perfeval' if room == 'api' else room}.md"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_room_has_its_page(language: str):
    texts = {name: page(language, page_of(name)) + "\n" for name in rooms()}
    assert [name for name, text in texts.items() if f"::: perfeval.{name}\n" not in text] == []


@pytest.mark.parametrize("name", rooms())
def test_every_name_of_a_room_is_shown_there(name: str):
    """A function named as its module is hidden by it, so it has to be asked for."""
    room = rooms()[name]
    modules = {module.name for module in pkgutil.iter_modules(room.__path__)}
    hidden = [n for n in room.__all__ if n in modules and not isinstance(getattr(room, n), ModuleType)]
    asked = {f"perfeval.{name}.{n}.{n}" for n in hidden}
    for language in LANGUAGES:
        assert asked <= set(TARGET.findall(page(language, page_of(name))))
    made = {n: getattr(room, n) for n in room.__all__}
    undescribed = [n for n, it in made.items() if (isfunction(it) or isclass(it)) and not it.__doc__]
    assert undescribed == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_pages_ask_for_is_there(language: str):
    for name in pages():
        for target in TARGET.findall(page(language, name)):
            try:
                importlib.import_module(target)
            except ModuleNotFoundError:
                module, _, attribute = target.rpartition(".")
                assert hasattr(importlib.import_module(module), attribute), target


@pytest.mark.parametrize("hook", HOOKS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hook_has_a_page_with_its_signature_and_an_example_that_runs(making: Any, language: str, hook: str):
    text = page(language, f"hooks/{hook.removeprefix('perfeval_')}.md")
    assert text.startswith(f"# {hook}\n")
    assert HEADING.findall(text) == ["when", "returns", "example", "wrong", "test"]
    assert f"<!-- signature: {hook}" in text
    assert f"{making.signatures.hook_signature(hook)}: ..." in text
    own = re.compile(rf"class (\w+)\(Hooks\):\n    @hookimpl\n(?:.*\n)*?    def {hook}\(")
    examples = "\n".join(PYTHON.findall(text))
    assert any(f"host.register({name})" in examples for name in own.findall(examples))
    assert re.search(r"^def test_\w+\(|^class Test\w+\(SchemeContract\)", examples, re.MULTILINE)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_of_plugins_lists_the_hooks_in_their_order(language: str):
    listed = re.findall(r"^\| \[`(perfeval_\w+)`\]\(hooks/(\w+)\.md\)", page(language, "plugins.md"), re.MULTILINE)
    assert listed == [(hook, hook.removeprefix("perfeval_")) for hook in HOOKS]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("hook", HOOKS)
def test_the_codes_that_a_page_of_a_hook_names_are_links_to_them(language: str, hook: str):
    text = page(language, f"hooks/{hook.removeprefix('perfeval_')}.md")
    linked = re.findall(r"\[([A-Z]\d{3})\]\(\.\./reference/findings\.md#(\w+)\)", text)
    assert linked
    assert [code for code, anchor in linked if code not in KINDS or anchor != code.lower()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_function_has_a_heading_and_every_argument_a_line(language: str):
    text = page(language, "reference/functions.md")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE))
    assert sections.keys() >= FUNCTIONS.keys()
    for name, node in FUNCTIONS.items():
        told = re.findall(r"^\| `(\w+)` \| \S.* \| \S.* \|$", sections[name], re.MULTILINE)
        assert told == [argument for argument, _, _ in arguments(node)], name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_has_a_picture_or_a_reason_for_none(making: Any, language: str, name: str):
    data = making.functions.DATA[name]
    shown = re.findall(
        rf"^!\[(.+)\]\(\.\./assets/curves/{name}\.svg\)$", page(language, "reference/functions.md"), re.M
    )
    if "no_picture" in data:
        assert (shown, len(data["no_picture"]) > 20) == ([], True)
        return
    assert shown == [data["picture"]["alt"][language == "zh"].replace("`", "")]
    drawn = ElementTree.fromstring((DOCS / language / f"assets/curves/{name}.svg").read_text(encoding="utf-8"))
    tags = {element.tag.rpartition("}")[2] for element in drawn.iter()}
    assert tags <= {"svg", "title", "desc", "style", "path", "text", "circle"}
    told = {element.get("id"): element.text for element in drawn if element.get("id")}
    assert told == {"title": name, "desc": data["picture"]["alt"][language == "zh"]}
    texts = [element.text or "" for element in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert any(re.search("[\u4e00-\u9fff]", text) for text in texts) == (language == "zh")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_picture_goes_where_the_engine_goes(making: Any, name: str):
    """Between the places that are drawn, too: a bend or a jump that nobody declared would be drawn over."""
    for panel in making.functions.DATA[name].get("picture", {}).get("panels", ()):
        low, high = Fraction(panel["from"]), Fraction(panel["to"])
        for line in panel["lines"]:
            score = making.functions.scorer(line)
            drawn = making.functions.curves.traced(score, low, high, [Fraction(at) for at in panel["breaks"]])
            for stretch in drawn.stretches:
                for (a, start), (b, end) in pairwise(stretch):
                    for n in (1, 3, 7):
                        at = a + (b - a) * n / 10
                        found = score(at)
                        expected = None if start is None or end is None else start + (end - start) * n / 10
                        assert making.functions.curves.same(expected, found) or abs(expected - found) < Fraction(
                            1, 20
                        ), at


def test_the_dots_of_a_jump_say_which_side_has_the_edge(making: Any):
    line = making.functions.DATA["bands"]["picture"]["panels"][0]["lines"][0]
    drawn = making.functions.curves.traced(making.functions.scorer(line), Fraction(-5), Fraction(30), [Fraction(10)])
    assert list(drawn.edges[0].dots()) == [(6, True), (3, False)]
    assert list(making.functions.curves.Edge(Fraction(1), Fraction(4), Fraction(4), Fraction(4)).dots()) == []
    assert list(making.functions.curves.Edge(Fraction(1), None, Fraction(4), None).dots()) == [(4, True), (None, False)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_heading(language: str):
    headings = re.findall(r"^### ([A-Z]\d{3}) · .+ \{ #\w+ \}$", page(language, "reference/findings.md"), re.MULTILINE)
    assert sorted(headings) == sorted(KINDS)


def test_every_finding_has_its_examples(making: Any):
    assert sorted(making.findings.EXAMPLES) == sorted(KINDS)


@pytest.mark.parametrize("code", KINDS)
def test_the_bad_example_gives_the_finding_and_the_good_one_does_not(making: Any, code: str):
    example = making.findings.EXAMPLES.get(code)
    if example is None:
        pytest.fail(f"{code} has no example in docs/data/findings")
    if example["kind"] == "text":
        assert example["bad"] != example["good"]
        return
    assert code in {finding.code for finding in making.findings.found(example, "bad")}
    assert code not in {finding.code for finding in making.findings.found(example, "good")}


def test_examples_that_are_not_run_are_few(making: Any):
    assert [code for code, example in making.findings.EXAMPLES.items() if example["kind"] == "text"] == [
        "I204",
        "I205",
        "I206",
        "I207",
        "I302",
        "I313",
        "I401",
        "I402",
        "I405",
        "P111",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_promise_of_compatibility_names_every_file_format(language: str):
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src/perfeval").rglob("*.py"))
    formats = set(re.findall(r"^\w+(?:: Final)? = \"(perfeval\.[a-z-]+/\d+)\"", sources, re.MULTILINE))
    assert len(formats) >= 6
    assert set(re.findall(r"^\| `(perfeval\.[a-z-]+/\d+)` \|", page(language, "compatibility.md"), re.M)) == formats


@pytest.mark.parametrize("name", pages())
@pytest.mark.parametrize("language", LANGUAGES)
def test_examples_import_public_names_only(language: str, name: str):
    """Rooms and what is in their `__all__` count as public; what authors of plugins need beyond `perfeval` is rare."""
    for module, names in IMPORT.findall(page(language, name)):
        public = {*importlib.import_module(module).__all__, *(rooms() if module == "perfeval" else ())}
        private = set(re.findall(r"\w+", names)) - public
        assert private == set(), module


@pytest.mark.parametrize("name", pages())
def test_both_languages_run_the_same_amount_of_code(name: str):
    assert len(PYTHON.findall(page("en", name))) == len(PYTHON.findall(page("zh", name)))


@pytest.mark.parametrize("name", pages())
def test_both_languages_have_the_same_anchors(name: str):
    assert HEADING.findall(page("en", name)) == HEADING.findall(page("zh", name))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_scheme_that_is_taken_apart_is_the_one_in_the_file(language: str):
    whole = (ROOT / "examples/town-2024/scheme.toml").read_text(encoding="utf-8")
    shown = re.findall(r"^```toml\n(.*?)^```$", page(language, "schemes.md"), re.DOTALL | re.MULTILINE)
    assert tomllib.loads("\n".join(shown)) == tomllib.loads(whole)


def test_the_glossary_has_the_words_of_the_forms():
    for line in WORDS.strip().splitlines():
        chinese, english = line.split(" = ")
        for language, words in (("en", (english, chinese)), ("zh", (chinese, english))):
            assert re.search(
                rf"^\| {words[0]}(（机构）)? \| {words[1]}(（机构）)? \|", page(language, "glossary.md"), re.MULTILINE
            ), line
