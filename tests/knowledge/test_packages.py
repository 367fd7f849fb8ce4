"""What is not installed is named, with the command that installs it."""

import pytest

from assistant.errors import KnowledgeError
from knowledge.packages import require


def test_what_is_there_is_enough() -> None:
    require()


def test_what_is_missing_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"(?s)no_such_package.*threadwright\[knowledge\]"):
        require(("numpy", "no_such_package"))
