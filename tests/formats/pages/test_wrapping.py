"""Lines of a cell are joined as their script wants, and letters that only look Chinese become Chinese."""

import pytest

from perfeval.formats.pages.wrapping import joined, legible


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("偏差原因分析\n及改进措施", "偏差原因分析及改进措施"),
        ("annual\ntarget", "annual target"),
        ("≥\n98%", "≥98%"),
        ("98\n%", "98%"),
        ("1,200.\n00", "1,200.00"),
        ("12\n13", "12 13"),
        (" a \r\n\r\n 目标 ", "a目标"),
        ("(\nA)", "(A)"),
        ("行_x000D_\n尾", "行尾"),
        ("\u200b\ufeff", ""),
    ],
)
def test_lines_are_joined(text: str, whole: str):
    assert joined(text) == whole


def test_radicals_become_letters_and_nothing_else_changes():
    assert legible("\u2f00级指标（⽤）：①ＡＢ") == "一级指标（用）：①ＡＢ"
