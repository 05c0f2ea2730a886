"""Processes that are ended in the middle of their work."""

import threading
import time

import pytest

from teikit.cli.pool import Pool

LARGE = 150_000_000  # bytes that take a while to be told


@pytest.mark.parametrize("moment", [0.05, 0.1, 0.15, 0.2])
def test_half_a_result_is_not_waited_for(moment: float) -> None:
    before = set(threading.enumerate())
    pool = Pool(1)
    assert pool.submit(int).result() == 0  # it has started
    pool.submit(bytes, LARGE)
    time.sleep(moment)
    threads = set(threading.enumerate()) - before
    pool.stop()
    for one in threads:
        one.join(timeout=30)
    assert not any(one.is_alive() for one in threads)


def test_work_is_done() -> None:
    with Pool(2) as pool:
        assert list(pool.map(abs, [-1, 2, -3])) == [1, 2, 3]
