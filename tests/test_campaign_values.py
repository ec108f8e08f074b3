from datetime import date

import pytest

from campaign.columns import FORMS
from campaign.plan.definition import Form
from campaign.problems import Weight
from campaign.reading.values import Reader

READER = Reader((date(2019, 5, 20), date(2021, 11, 30)))


@pytest.mark.parametrize("typed", [1980.0, 1980, "1980", "năm 1980"])
def test_a_year_of_birth_alone_is_an_answer_whatever_the_cell_holds(typed: object) -> None:
    born = next(column for column in FORMS[Form.PROPOSAL] if column.key == "born")
    read = READER.of(born)
    assert read is not None
    value, problems = read(typed, "General")  # type: ignore[arg-type]
    assert str(value).endswith("1980")
    assert {problem.weight for problem in problems} == {Weight.NOTE}
