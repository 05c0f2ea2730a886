"""SaxonC in a process of its own, for the rules of strangers, which may never end.

Nothing can interrupt SaxonC from outside or from another thread. So this process ends itself when
a request takes too long: a watchdog that needs no leave from the interpreter sees to it. Requests
and answers are lines of JSON, in and out in turn.
"""

import faulthandler
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import astuple
from pathlib import Path
from typing import Any, BinaryIO, Final

from teikit.xml.saxon_nodes import Program, compile_program, run_on_texts

_BROKEN: Final = 3
"""How the process ends of itself; the watchdog ends it with 1."""


def serve() -> None:
    """Answer requests until there are no more."""
    try:
        _serve()
    except BaseException:  # noqa: BLE001 - the end of the process says all there is to say
        os._exit(_BROKEN)


def _serve() -> None:
    programs: dict[str, Program] = {}
    answers = _answers()
    with Path(os.devnull).open("wb") as nowhere:
        for line in sys.stdin.buffer:
            request = json.loads(line)
            faulthandler.dump_traceback_later(request["seconds"], exit=True, file=nowhere)
            work = _compiled if "stylesheet" in request else _ran
            answer = work(request, programs)
            faulthandler.cancel_dump_traceback_later()
            answers.write(json.dumps(answer).encode("ascii") + b"\n")
            answers.flush()


def _answers() -> BinaryIO:
    """Return where answers go: what others print does not go there."""
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return answers


def _compiled(request: Mapping[str, Any], programs: dict[str, Program]) -> dict[str, Any]:
    program = compile_program(request["stylesheet"])
    if not isinstance(program, Program):
        return {"reports": [astuple(one) for one in program]}
    programs[request["program"]] = program
    return {"reports": []}


def _ran(request: Mapping[str, Any], programs: Mapping[str, Program]) -> dict[str, Any]:
    uri, text = request["document"]
    ran = run_on_texts(
        programs[request["program"]],
        (uri, text),
        request["others"],
        request["flags"],
        request["documents"],
    )
    return {
        "text": ran.text,
        "messages": ran.messages,
        "reports": [astuple(one) for one in ran.reports],
    }
