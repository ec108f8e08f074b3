"""Small made-up cases for the tests of the rules: rows, receipts, violations and subjects."""

from __future__ import annotations

from datetime import date, datetime

from campaign.columns import DECLARATION, FORMS
from campaign.interval import Interval
from campaign.judging.deadlines import Deadlines
from campaign.judging.eligibility import Eligibility
from campaign.judging.facts import Facts, gather
from campaign.plan.definition import Campaign, Form, SubjectKind
from campaign.plan.loading import load_campaign, load_campaign_roster
from campaign.problems import Issue, Weight
from campaign.reading.answers import AnswerReader
from campaign.records import POSITIONS, Row, SourceRecords, Status, Table
from campaign.result.evidence import Evidence
from campaign.result.office_facts import Receipt, Violation
from campaign.result.submissions import RECEIPT, Submission
from campaign.result.verdicts import Judgement, Subject

Q12 = load_campaign("q12-cchc-2020")
CITY = load_campaign("tphcm-cchc-2026")
ROSTER = load_campaign_roster("q12-cchc-2020")
CITY_ROSTER = load_campaign_roster("tphcm-cchc-2026")
NOW = datetime(2020, 11, 2, 8)  # noqa: DTZ001 - office time
WARD = "phuong-thoi-an"
OTHER = "phuong-thanh-loc"
ALL_MET = {"4.1.a": "Đạt", "4.1.b": "Đạt", "4.1.c": "Đạt", "4.1.d": "100%"}
NOBODY = "Không có cá nhân nào vi phạm"


def row(form: Form, unit: str | None = WARD, *, id: str = "", **values: str) -> Row:  # noqa: A002
    """An accepted row whose required columns are filled."""
    made = Row(id or "x-1", form, 0, 6, unit, Status.ACCEPTED, [None] * len(FORMS[form]))
    required = {column.key: "Có" for column in FORMS[form] if column.required}
    for name, value in {**required, **values}.items():
        made.values[POSITIONS[form][name]] = value or None
    return made


def source(*rows: Row, name: str = "a.xlsx") -> SourceRecords:
    """A source with one table a form, its rows below each other."""
    made = SourceRecords(name, "0" * 64, "xlsx")
    forms = list(dict.fromkeys(one.form for one in rows))
    for form in forms:
        places = {column.key: index for index, column in enumerate(FORMS[form])}
        made.tables.append(Table(name, form.value, form, 5, places))
    for number, one in enumerate(rows):
        one.table = forms.index(one.form)
        one.line = 6 + number
        made.rows.append(one)
    return made


def facts_of(*rows: Row, campaign: Campaign = Q12) -> Facts:
    return gather([source(*rows)], AnswerReader(campaign))


def held(one: Row, column: str, *readings: str) -> Row:
    """A row one of whose cells waits for a person."""
    one.values[POSITIONS[one.form][column]] = None
    one.mark(Issue("x", Weight.HOLD, "m", "a.xlsx", "s", "N7", column, "?", readings))
    return one


def receipt(deliverable: str = "registration", action: str = RECEIPT, **words: str) -> Receipt:
    """A line of the register; ``until`` is ISO."""
    until = words.get("until")
    return Receipt(
        words.get("unit", WARD),
        deliverable,
        action,
        words.get("signed", ""),
        words.get("sent", ""),
        words.get("received", ""),
        date.fromisoformat(until) if until else None,
        words.get("document", ""),
        words.get("person", ""),
        Evidence("office", sheet="Sổ tiếp nhận", cell="C4"),
    )


def with_deliverable(campaign: Campaign, key: str, **changes: object) -> Campaign:
    """The campaign with one deliverable changed."""
    made = tuple(
        item.model_copy(update=changes) if item.id == key else item
        for item in campaign.deliverables
    )
    return campaign.model_copy(update={"deliverables": made})


def submission(
    *rows: Row,
    deliverable: str = "registration",
    receipts: tuple[Receipt, ...] = (),
    as_of: datetime = NOW,
    campaign: Campaign = Q12,
    unit: str = WARD,
    interval: Interval | None = None,
) -> Submission:
    """The verdict on one unit and deliverable."""
    found = (CITY_ROSTER if campaign.campaign.roster == "tphcm-2026" else ROSTER).get(unit)
    assert found is not None
    facts = facts_of(*rows, campaign=campaign)
    intervals = {(unit, deliverable): interval} if interval else {}
    judged = Deadlines(campaign, as_of, facts, receipts, intervals).judge([found])
    return next(item for item in judged if item.deliverable == deliverable)


def answers(unit: str = WARD, declared: str = NOBODY, **changed: str) -> list[Row]:
    """A whole self-assessment; ``changed`` by criterion, with ``_`` for ``.``."""
    given = ALL_MET | {name.strip("_").replace("_", "."): said for name, said in changed.items()}
    rows = [
        row(Form.CRITERIA, unit, id=f"{unit}-{name}", criterion=name, text=name, answer=said)
        for name, said in given.items()
    ]
    told = row(Form.CRITERIA, unit, id=f"{unit}-v", criterion=DECLARATION, answer=declared)
    return [*rows, told]


def handed_in(unit: str = WARD) -> list[Row]:
    """Everything Quận 12 asks for, on time."""
    return [
        row(Form.REGISTRATION, unit, id=f"{unit}-1", submitted="2020-05-10"),
        row(Form.INTERIM, unit, id=f"{unit}-2", submitted="2020-06-10"),
        row(Form.RESULT, unit, id=f"{unit}-3", submitted="2020-10-20"),
    ]


def violation(
    person: str = "Trần Văn Mẫu", state: str = "confirmed", unit: str = WARD
) -> Violation:
    evidence = Evidence("office", "so.xlsx", "Vi phạm", "D5", "Đã kết luận")
    return Violation(unit, person, "Gây phiền hà", state, "118/QĐ-UBND", evidence)


def subject(
    name: str = "UBND phường Thới An",
    kind: SubjectKind = SubjectKind.COLLECTIVE,
    unit: str | None = WARD,
    awards: tuple[str, ...] = ("district_certificate", "city_commendation"),
) -> Subject:
    evidence = Evidence("cell", "a.xlsx", "Đề nghị", "D7", name)
    return Subject(f"{unit}-{name}", name, kind, unit, awards=awards, evidence=evidence)


def judge(
    *subjects: Subject,
    rows: list[Row] | None = None,
    violations: tuple[Violation, ...] = (),
    participants: frozenset[str] | None = None,
    day: datetime = NOW,
) -> list[Judgement]:
    """Verdicts in Quận 12; by default the ward has handed in and met everything."""
    facts = facts_of(*(rows if rows is not None else [*handed_in(), *answers()]))
    units = ROSTER.on(day.date())
    in_force = frozenset(unit.id for unit in units)
    submissions = Deadlines(Q12, day, facts).judge(units)
    return Eligibility(Q12, facts, submissions, violations, in_force, participants).judge(subjects)
