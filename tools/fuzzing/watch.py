"""Inputs watched one by one: what escapes, what takes too long, how much memory there was."""

import contextlib
import faulthandler
import signal
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import FrameType
from typing import Final

PATIENCE: Final = 10  # seconds for an input
_BEYOND: Final = 60  # after which not even Python gets a word in


class HangError(BaseException):
    """An input takes too long; no `except Exception` stops it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What went wrong: a name that is the same for the same fault, and the whole story."""

    name: str
    story: str


class WrongError(Exception):
    """What came out is not sound."""


def watched(work: Callable[[], None]) -> Fault | None:
    """Return what is wrong with how some work ends; None where it ends well."""
    try:
        with _in_time():
            work()
    except HangError as error:
        return _fault("hang", error)
    except Exception as error:  # noqa: BLE001 - whatever escapes is what is looked for
        return _fault(type(error).__name__, error)
    return None


@contextlib.contextmanager
def _in_time() -> Iterator[None]:
    if sys.platform == "win32":  # it has no alarms
        yield
        return
    faulthandler.dump_traceback_later(_BEYOND, exit=True)
    before = signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(PATIENCE)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        faulthandler.cancel_dump_traceback_later()


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise HangError


def _fault(kind: str, error: BaseException) -> Fault:
    frames = traceback.extract_tb(error.__traceback__)
    ours = [one for one in frames if "teikit" in one.filename or "fuzzing" in one.filename]
    last = ours[-1] if ours else frames[-1]
    words = str(error)[:40] if isinstance(error, WrongError) else ""
    place = f"{last.filename.rpartition('/')[2]} {last.name}"
    return Fault(f"{kind} {words} in {place}", "".join(traceback.format_exception(error)[-30:]))


def peak() -> int:
    """Return the most memory this process had, in megabytes; 0 where that is not told."""
    if sys.platform == "win32":
        return 0
    import resource  # noqa: PLC0415 - not everywhere

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most >> 20 if sys.platform == "darwin" else most >> 10
