from __future__ import annotations

import re
import subprocess
import sys
import unicodedata

import pytest

from addin.buttons import caller
from addin.buttons.catalog import BUTTONS, For, button_of, buttons_for
from campaign.errors import UsageError


def test_ids_macros_labels_and_keys_name_one_button_each() -> None:
    for facts in ("id", "macro", "label", "keys"):
        assert len({getattr(button, facts) for button in BUTTONS}) == len(BUTTONS)


def test_macros_are_ascii_and_words_are_composed_vietnamese() -> None:
    for button in BUTTONS:
        assert re.fullmatch(r"[A-Za-z]{1,40}", button.macro)
        for words in (button.label, button.tip, button.group):
            assert unicodedata.is_normalized("NFC", words)


def test_every_command_calls_a_function_that_exists() -> None:
    for button in BUTTONS:
        assert callable(getattr(caller, button.id))
        assert button.command.endswith(f"caller.{button.id}()")


def test_office_and_units_have_buttons_of_their_own() -> None:
    assert [button.id for button in buttons_for(For.UNIT)] == ["validate", "submit"]
    assert len(buttons_for(For.OFFICE)) + 2 == len(BUTTONS)


def test_an_unknown_button_is_named_with_those_that_exist() -> None:
    with pytest.raises(UsageError, match=r"“nope”.*consolidate"):
        button_of("nope")


def test_the_table_costs_neither_pandas_nor_xlwings() -> None:
    code = (
        "import sys, addin.buttons.catalog, addin.buttons.help; "
        "print([m for m in ('pandas', 'xlwings', 'pydantic') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
