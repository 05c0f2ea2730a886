"""Answers to “why is this so?” for a reader at a terminal, and for other programs."""

import json
from collections.abc import Callable, Iterator

from teikit.odd.why import Answer
from teikit.report.places import near
from teikit.report.text import visible
from teikit.source import Span


def as_text(answer: Answer, *, colour: bool) -> Iterator[str]:
    """Yield the lines of an answer: the verdict, then what each layer does and where."""
    paint: Callable[[str], str] = (lambda text: f"\x1b[1m{text}\x1b[0m") if colour else str
    first, *rest = answer.verdict
    yield paint(visible(first))
    for sentence in rest:
        yield visible(sentence)
    for told in answer.layers:
        yield ""
        yield paint(visible(told.layer))
        for statement in told.statements:
            yield f"  {visible(_place(statement.span))}: {visible(statement.sentence)}"


def as_json(answer: Answer) -> str:
    """Return an answer as a JSON object."""
    layers = [
        {
            "layer": told.layer,
            "statements": [
                {
                    "sentence": statement.sentence,
                    "file": statement.span.source,
                    "line": statement.span.start.line,
                    "column": statement.span.start.column,
                }
                for statement in told.statements
            ],
        }
        for told in answer.layers
    ]
    whole = {
        "name": answer.name,
        "kind": answer.kind,
        "present": answer.present,
        "verdict": list(answer.verdict),
        "layers": layers,
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def _place(span: Span) -> str:
    return f"{near(span.source)}:{span.start.line}"
