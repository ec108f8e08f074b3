"""The processes that press: clicks of one person are one press; what hangs or dies is replaced."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator

import pytest

from addin.server import pool as pools
from addin.server.pool import Pool
from addin.server.refusals import RefusedError
from addin.server.work import TEXT, Answer, Order, where

ONE = Order("help", b"1", "a@b.vn", "")


def carry_out(order: Order) -> Answer:
    """Stands in for a press, in the process of its own: sleeps, dies, or says where it ran."""
    if order.button == "die":
        os._exit(1)
    if order.button == "hang":
        time.sleep(60)
    time.sleep(0.2)
    return Answer(200, f"{os.getpid()} {time.monotonic()}".encode(), TEXT)


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pool]:
    monkeypatch.setattr(pools, "carry_out", carry_out)
    monkeypatch.setattr(pools, "start", print)
    made = Pool(1, 20, "noncommercial")
    yield made
    made.close()


def press(pool: Pool, *orders: Order) -> list[bytes]:
    async def together() -> list[Answer]:
        return await asyncio.gather(*(pool.press(order) for order in orders))

    return [answer.body for answer in asyncio.run(together())]


def test_impatient_clicks_on_the_same_sheet_are_one_press(pool: Pool) -> None:
    assert len(set(press(pool, *[ONE] * 20))) == 1
    assert press(pool, ONE) != press(pool, ONE)


def test_another_account_content_button_or_unit_is_a_press_of_its_own(pool: Pool) -> None:
    others = [
        Order("sync", b"1", "a@b.vn", ""),
        Order("help", b"2", "a@b.vn", ""),
        Order("help", b"1", "c@b.vn", ""),
        Order("help", b"1", "a@b.vn", "p-x"),
    ]
    assert len(set(press(pool, ONE, *others))) == 5


def test_a_warmed_pool_has_its_processes_before_the_first_press(pool: Pool) -> None:
    pool.warm()
    (process,) = pool._processes._processes.values()
    assert press(pool, ONE)[0].startswith(f"{process.pid} ".encode())


def test_a_process_that_died_is_replaced(pool: Pool) -> None:
    with pytest.raises(RefusedError, match="ngoài dự kiến"):
        press(pool, Order("die", b"", "", ""))
    assert press(pool, ONE)


def test_a_press_that_hangs_is_given_up_and_its_process_replaced(pool: Pool) -> None:
    press(pool, ONE)
    pool._seconds = 1
    with pytest.raises(RefusedError, match="trong 1 giây") as refused:
        press(pool, Order("hang", b"", "", ""))
    assert refused.value.status == 504
    pool._seconds = 20
    assert press(pool, ONE)


def test_an_error_is_logged_by_kind_and_place_without_its_words() -> None:
    try:
        int("Nguyễn Văn A")
    except ValueError as error:
        said = where(error)
    assert said.startswith("ValueError at test_addin_server_pool.py:")
    assert "Nguyễn" not in said
