"""Quotation marks and apostrophes: of one kind throughout, and in pairs (opt-in)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, clark
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import Gathered
from teikit.validate.checks.tree import inside

_DOUBLE: Final = re.compile('["“”„«»]')
_APOSTROPHE: Final = re.compile("(?<=\\w)(['’])(?=\\w)")
_BLOCKS: Final = tuple(clark(TEI, name) for name in ("p", "ab", "lg", "sp", "head", "item", "cell"))
_WITHOUT: Final = frozenset(
    clark(TEI, name) for name in ("code", "eg", "gi", "att", "val", "formula", "idno", "note")
)
# What opens a pair, with what may close it: languages differ in which mark does what.
_CLOSES: Final = {"„": "“”", "“": "”", "«": "»", "»": "«"}


def check_quotes(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return mixed kinds of quotation marks, and blocks in which one is left alone."""
    text = inside(gathered.document.tree.getroot(), "text")
    if text is None:
        return
    blocks = [(one, _text(one)) for one in text.iter(*_BLOCKS)]
    yield from _mixed(gathered, blocks, _DOUBLE, '"', "quotation marks")
    yield from _mixed(gathered, blocks, _APOSTROPHE, "'", "apostrophes")
    for element, content in blocks:
        if _is_unbalanced(content):
            yield finding(
                "QUO102",
                f"A quotation mark in this <{etree.QName(element).localname}> has no other to "
                "match it.",
                gathered.document.span(element),
                "Add the missing mark, or mark a quotation that goes on with <q next> or <quote>.",
            )


def _mixed(
    gathered: Gathered,
    blocks: list[tuple[etree._Element, str]],
    pattern: re.Pattern[str],
    straight: str,
    what: str,
) -> Iterator[Diagnostic]:
    counted = Counter({"straight": 0, "curly": 0})
    first: dict[str, etree._Element] = {}
    for element, content in blocks:
        for mark in pattern.findall(content):
            kind = "straight" if mark == straight else "curly"
            counted[kind] += 1
            first.setdefault(kind, element)
    if counted["straight"] and counted["curly"]:
        rare = min(counted, key=lambda kind: counted[kind])
        yield finding(
            "QUO101",
            f"Straight and curly {what} are mixed: {counted['straight']} straight, "
            f"{counted['curly']} curly. The first {rare} one is here.",
            gathered.document.span(first[rare]),
            "Use one kind throughout; a diplomatic transcription says in its <editorialDecl> what "
            "it does.",
        )


def _text(element: etree._Element) -> str:
    """Return an element's own text, without what is code and without blocks and notes in it."""
    parts: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, one in walk:
        outside = one is not element and (one.tag in _WITHOUT or one.tag in _BLOCKS)
        if event == "start" and outside:
            walk.skip_subtree()
        elif event == "start":
            parts.append(one.text or "")
        elif one is not element:
            parts.append(one.tail or "")
    return "".join(parts)


def _is_unbalanced(text: str) -> bool:
    if text.count('"') % 2:
        return True
    waiting: list[str] = []
    for mark in re.findall("[„“”«»]", text):
        if waiting and mark in waiting[-1]:
            waiting.pop()
        elif mark in _CLOSES:
            waiting.append(_CLOSES[mark])
        else:
            return True
    return bool(waiting)
