"""Drive's search language: ``mimeType = '…' and name contains '…' and not trashed = true``."""

from __future__ import annotations

import re
from collections.abc import Callable

from sheets_sync.sandbox.clock import from_rfc3339
from sheets_sync.sandbox.errors import GoogleRefusal
from sheets_sync.sandbox.files import DriveFile

Test = Callable[[DriveFile], bool]

_SIGN = re.compile(
    r"""\s*(?:(?P<text>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")|(?P<sign><=|>=|!=|[=<>(){}])
    |(?P<word>[A-Za-z]+))""",
    re.VERBOSE,
)


def query_test(query: str, email: str, project: str) -> Test:
    """Whether a file fits the query, asked by an account of a project.

    Raises:
        GoogleRefusal: The query is none of Drive's.
    """
    if not query.strip():
        return lambda _: True
    reader = _Reader(query, email, project)
    test = reader.either()
    if reader.tokens:
        raise _invalid(query)
    return test


def _invalid(query: str) -> GoogleRefusal:
    return GoogleRefusal(400, f"Invalid Value: {query}", reason="invalid")


class _Reader:
    def __init__(self, query: str, email: str, project: str) -> None:
        self.query, self.email, self.project = query, email, project
        self.tokens: list[str] = []
        place, text = 0, query.rstrip()
        while place < len(text):
            match = _SIGN.match(text, place)
            if not match:
                raise _invalid(query)
            self.tokens.append(match[0].strip())
            place = match.end()
        self.tokens.reverse()

    def next(self) -> str:
        if not self.tokens:
            raise _invalid(self.query)
        return self.tokens.pop()

    def either(self) -> Test:
        tests = [self.both()]
        while self.tokens and self.tokens[-1].lower() == "or":
            self.next()
            tests.append(self.both())
        return lambda file: any(test(file) for test in tests)

    def both(self) -> Test:
        tests = [self.one()]
        while self.tokens and self.tokens[-1].lower() == "and":
            self.next()
            tests.append(self.one())
        return lambda file: all(test(file) for test in tests)

    def one(self) -> Test:
        sign = self.next()
        if sign.lower() == "not":
            inner = self.one()
            return lambda file: not inner(file)
        if sign == "(":
            test = self.either()
            if self.next() != ")":
                raise _invalid(self.query)
            return test
        if sign[0] in "'\"":
            return self._member(_plain(sign))
        return self._term(sign)

    def _member(self, value: str) -> Test:
        if self.next().lower() != "in":
            raise _invalid(self.query)
        return self._in(self.next(), value)

    def _in(self, collection: str, value: str) -> Test:
        if collection == "parents":
            return lambda file: value in file.parents
        if collection == "owners":
            who = self.email if value == "me" else value.lower()
            return lambda file: file.owner == who
        roles = {"writers": {"writer", "owner"}, "readers": {"reader", "writer", "owner"}}
        if collection not in roles:
            raise _invalid(self.query)
        return lambda file: any(
            str(one.get("emailAddress", "")).lower() == value.lower()
            and one["role"] in roles[collection]
            for one in file.permissions
        )

    def _term(self, name: str) -> Test:
        operator = self.next()
        if name == "parents" and operator == "in":
            # gspread writes it this way round, and Drive takes it.
            return self._in(name, _plain(self.next()))
        if name in {"properties", "appProperties"} and operator == "has":
            return self._has(name)
        value = self.next()
        if name in {"trashed", "starred", "sharedWithMe"}:
            return self._flag(name, operator, value)
        return _compared(self.query, name, operator, _plain(value))

    def _flag(self, name: str, operator: str, value: str) -> Test:
        if operator not in {"=", "!="} or value.lower() not in {"true", "false"}:
            raise _invalid(self.query)
        wanted = (value.lower() == "true") == (operator == "=")
        if name == "trashed":
            return lambda file: file.trashed == wanted
        if name == "starred":
            return lambda _: not wanted
        return lambda file: (bool(file.owner) and file.owner != self.email) == wanted

    def _has(self, name: str) -> Test:
        # { key='x' and value='y' }
        parts = [self.next() for _ in range(9)]
        shape = [parts[0], parts[1], parts[2], parts[4], parts[5], parts[6], parts[8]]
        if shape != ["{", "key", "=", "and", "value", "=", "}"]:
            raise _invalid(self.query)
        key, value = _plain(parts[3]), _plain(parts[7])
        if name == "properties":
            return lambda file: file.properties.get(key) == value
        return lambda file: file.app_properties.get(self.project, {}).get(key) == value


def _plain(sign: str) -> str:
    return re.sub(r"\\(.)", r"\1", sign[1:-1]) if sign[:1] in {"'", '"'} else sign


def _compared(query: str, name: str, operator: str, value: str) -> Test:
    if name in {"modifiedTime", "createdTime"}:
        return _time_test(query, name, operator, value)
    if name not in {"name", "mimeType", "fullText"}:
        raise _invalid(query)
    lowered = value.casefold()

    def text(file: DriveFile) -> str:
        return (file.mime_type if name == "mimeType" else file.name).casefold()

    tests: dict[str, Test] = {
        "=": lambda file: text(file) == lowered,
        "!=": lambda file: text(file) != lowered,
        "contains": lambda file: lowered in text(file),
    }
    if operator not in tests:
        raise _invalid(query)
    return tests[operator]


def _time_test(query: str, name: str, operator: str, value: str) -> Test:
    try:
        moment = from_rfc3339(value)
    except ValueError as error:
        raise _invalid(query) from error

    def at(file: DriveFile) -> float:
        return file.modified if name == "modifiedTime" else file.created

    tests: dict[str, Test] = {
        "=": lambda file: at(file) == moment,
        "!=": lambda file: at(file) != moment,
        "<": lambda file: at(file) < moment,
        "<=": lambda file: at(file) <= moment,
        ">": lambda file: at(file) > moment,
        ">=": lambda file: at(file) >= moment,
    }
    if operator not in tests:
        raise _invalid(query)
    return tests[operator]
