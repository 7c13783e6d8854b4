"""What the tests of weighting methods share."""

from collections.abc import Callable
from typing import Any

import pytest

from perfeval.findings import PerfevalError


@pytest.fixture
def found() -> Callable[..., list[tuple[str, str]]]:
    """Call something that is refused, and tell codes and places."""

    def look(call: Callable[..., Any], *args: Any, **named: Any) -> list[tuple[str, str]]:
        with pytest.raises(PerfevalError) as caught:
            call(*args, **named)
        assert all(each.message.en and each.message.zh for each in caught.value.findings)
        return [(each.code, each.location) for each in caught.value.findings]

    return look
