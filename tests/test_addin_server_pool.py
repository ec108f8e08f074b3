"""The processes that press: clicks of one person are one press; what hangs or dies is replaced."""

from __future__ import annotations

import asyncio
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from addin.server.pool import Pool
from addin.server.refusals import RefusedError
from addin.server.work import TEXT, Answer, Order, Press, where

ONE = Order("help", b"1", "a@b.vn", "")


def carry_out(order: Order, until: float) -> Answer:
    """Stands in for a press, in the process of its own: sleeps, dies, or says where it ran."""
    if order.button == "die":
        os._exit(1)
    if order.button == "hang":
        time.sleep(60)
    if order.button == "mark":
        Path(order.body.decode()).write_text("begun", "ascii")
    time.sleep(0.2)
    return Answer(200, f"{os.getpid()} {until} {time.monotonic()}".encode(), TEXT)


def ready() -> Press:
    return carry_out


@pytest.fixture
def pool() -> Iterator[Pool]:
    made = Pool(1, 20, ready, most=5)
    made.start()
    yield made
    made.close()


def settled(pool: Pool, *orders: Order) -> list[Answer | BaseException]:
    async def together() -> list[Answer | BaseException]:
        return await asyncio.gather(*map(pool.press, orders), return_exceptions=True)

    return asyncio.run(together())


def press(pool: Pool, *orders: Order) -> list[bytes]:
    found = settled(pool, *orders)
    for error in found:
        if isinstance(error, BaseException):
            raise error
    return [answer.body for answer in found if isinstance(answer, Answer)]


def test_impatient_clicks_on_the_same_sheet_are_one_press(pool: Pool) -> None:
    assert len(set(press(pool, *[ONE] * 20))) == 1
    assert press(pool, ONE) != press(pool, ONE)


def test_another_account_content_button_or_unit_is_a_press_of_its_own(pool: Pool) -> None:
    others = [
        replace(ONE, button="sync"),
        replace(ONE, body=b"2"),
        replace(ONE, account="c@b.vn"),
        replace(ONE, unit="p-x"),
    ]
    assert len(set(press(pool, ONE, *others))) == 5


def test_a_press_of_a_spreadsheet_whose_press_is_under_way_is_refused(pool: Pool) -> None:
    first, second = replace(ONE, book="B1"), replace(ONE, book="B1", body=b"2")
    with pytest.raises(RefusedError, match="Một nút khác đang chạy") as refused:
        press(pool, first, second)
    assert refused.value.status == 409
    assert len(press(pool, first, replace(second, book="B2"))) == 2
    assert press(pool, second)


def test_more_presses_than_can_wait_are_refused_at_once(pool: Pool) -> None:
    with pytest.raises(RefusedError, match="quá nhiều người") as refused:
        press(pool, *[replace(ONE, body=str(number).encode()) for number in range(6)])
    assert refused.value.status == 503


def test_the_processes_are_there_before_the_first_press(pool: Pool) -> None:
    (process,) = pool.processes
    assert press(pool, ONE)[0].startswith(f"{process} ".encode())


def test_a_process_that_died_is_replaced(pool: Pool) -> None:
    with pytest.raises(RefusedError, match="ngoài dự kiến"):
        press(pool, replace(ONE, button="die"))
    assert press(pool, ONE)


def test_nobody_hears_of_a_process_that_was_killed_between_presses(pool: Pool) -> None:
    press(pool, ONE)
    (killed,) = pool.processes
    os.kill(killed, signal.SIGKILL)
    os.waitid(os.P_PID, killed, os.WEXITED | os.WNOWAIT)
    assert press(pool, ONE)
    assert pool.processes != [killed]


def test_a_press_that_hangs_is_given_up_and_its_process_replaced(pool: Pool) -> None:
    press(pool, ONE)
    (hanging,) = pool.processes
    pool.seconds = 1
    with pytest.raises(RefusedError, match="trong 1 giây") as refused:
        press(pool, replace(ONE, button="hang"))
    assert refused.value.status == 504
    pool.seconds = 20
    assert press(pool, ONE)
    assert pool.processes != [hanging]


def test_an_order_that_waited_too_long_is_never_begun(pool: Pool, tmp_path: Path) -> None:
    press(pool, ONE)
    pool.seconds = 1
    late = replace(ONE, button="mark", body=str(tmp_path / "x").encode())
    answers = settled(pool, replace(ONE, button="hang"), late)
    assert [getattr(answer, "status", 0) for answer in answers] == [504, 504]
    pool.seconds = 20
    press(pool, ONE)
    assert not (tmp_path / "x").exists()


def test_a_press_knows_until_when_it_is_waited_for(pool: Pool) -> None:
    _, until, now = map(float, press(pool, ONE)[0].split())
    assert 15 < until - now < 20


def test_an_error_is_logged_by_kind_and_place_without_its_words() -> None:
    try:
        int("Nguyễn Văn A")
    except ValueError as error:
        said = where(error)
    assert said.startswith("ValueError at test_addin_server_pool.py:")
    assert "Nguyễn" not in said
