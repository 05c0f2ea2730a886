"""Gaps, repetitions and strays in the numbers (@n) of pages, columns, lines and divisions."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.names import TEI, clark
from teikit.records import dataclass
from teikit.validate.checks.finding import finding
from teikit.validate.checks.gathered import Gathered
from teikit.validate.checks.numerals import Numeral, numeral

_WORDS: Final = {"pb": "page", "cb": "column", "lb": "line", "l": "verse", "div": "division"}
# Where one of these begins, numbers may start anew.
_RESTARTS: Final = {
    "pb": ("text",),
    "cb": ("pb", "div"),
    "lb": ("pb", "cb", "div", "ab", "lg"),
    "l": ("div", "lg"),
}
_FEWEST: Final = 4
_REGULAR: Final = 0.8  # of all steps in a run, so that what differs is worth a word
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class _Numbered:
    element: etree._Element
    label: str
    value: Numeral


def check_numbering(gathered: Gathered) -> Iterator[Diagnostic]:
    """Return where numbers do not go on as they did before, with few words for the hopeless."""
    numbered = [name for name in _WORDS if any(one.get("n") for one in gathered.elements[name])]
    if "l" in numbered and "lb" in numbered:
        numbered.remove("l")  # verse and prose of a play, counted together
    for name in numbered:
        runs = _divisions(gathered) if name == "div" else _runs(gathered, name)
        found = [one for run in runs for one in _irregular(gathered, name, run)]
        if len(found) > _MOST:
            yield finding(
                "NUM104",
                f"The numbers of {_WORDS[name]}s are irregular in {len(found)} places, "
                f"beginning here. {found[0].message}",
                found[0].span,
                "Look through them all, or ignore the rules NUM for this file if it is meant.",
            )
        else:
            yield from found


def _divisions(gathered: Gathered) -> Iterable[list[_Numbered]]:
    """Return the numbered divisions of each parent, those of one type together."""
    groups: defaultdict[Hashable, list[_Numbered]] = defaultdict(list)
    for element in gathered.elements["div"]:
        value = numeral(element.get("n", ""))
        if value is not None:
            key = element.getparent(), element.get("type"), element.get("subtype"), value.series
            groups[key].append(_Numbered(element, element.get("n", ""), value))
    return groups.values()


def _runs(gathered: Gathered, name: str) -> Iterator[list[_Numbered]]:
    """Return stretches in which numbers of one series should go on; each @ed has its own."""
    own = {clark(TEI, one) for one in (("l", "lb") if name == "lb" else (name,))}
    tags = (*own, *(clark(TEI, one) for one in _RESTARTS[name]))
    current: dict[Hashable, list[_Numbered]] = {}
    stretch = 0
    seen_in: dict[Hashable, int] = {}
    for element in gathered.document.tree.getroot().iter(*tags):
        if element.tag not in own:
            stretch += 1
            continue
        value = numeral(element.get("n", ""))
        if value is None or element.get("part") in ("M", "F"):
            continue
        key = element.get("ed"), value.series
        run = current.setdefault(key, [])
        begins = value.number <= 1 or seen_in.get(key) != stretch
        if run and begins and value.number != run[-1].value.number + 1:
            yield run
            run = current[key] = []
        seen_in[key] = stretch
        run.append(_Numbered(element, element.get("n", ""), value))
    yield from current.values()


def _irregular(gathered: Gathered, name: str, run: Sequence[_Numbered]) -> Iterator[Diagnostic]:
    if len(run) < _FEWEST:
        return
    steps = Counter(other.value.number - one.value.number for one, other in pairwise(run))
    usual, times = steps.most_common(1)[0]
    of_all = len(run) - 1
    # A single stray spoils two steps.
    if usual <= 0 or 2 * times <= of_all or times + steps[0] + 2 < _REGULAR * of_all:
        return
    before, last = run[0], run[0].value.number
    for at, here in enumerate(run[1:], start=1):
        step = here.value.number - last
        following = run[at + 1] if at + 1 < len(run) else None
        if step == usual or (step == 0 and here.value.after > before.value.after):
            before, last = here, here.value.number
        elif following and following.value.number - last in (usual, 2 * usual):
            yield from _stray(gathered, name, before, here, following)
            last = following.value.number - usual
        else:
            yield from _told(gathered, name, (before, here), step, usual)
            before, last = here, here.value.number


def _stray(
    gathered: Gathered, name: str, before: _Numbered, here: _Numbered, following: _Numbered
) -> Iterator[Diagnostic]:
    """Return what there is to say of one number that does not fit between its neighbours."""
    if here.value.number == before.value.number:
        yield _repeated(gathered, name, here)
        return
    yield finding(
        "NUM103",
        f"The {_WORDS[name]} “{here.label}” stands between “{before.label}” and "
        f"“{following.label}”.",
        gathered.document.attribute_span(here.element, "n"),
        "Correct @n, unless the source itself counts like this.",
    )


def _told(
    gathered: Gathered, name: str, pair: tuple[_Numbered, _Numbered], step: int, usual: int
) -> Iterator[Diagnostic]:
    """Return what there is to say of a number that its successors build on."""
    before, here = pair
    if step == 0:
        yield _repeated(gathered, name, here)
    if 0 <= step < usual:
        return  # counted more closely from here on
    place = gathered.document.attribute_span(here.element, "n")
    if step < 0:
        yield finding(
            "NUM103",
            f"The {_WORDS[name]} “{here.label}” follows “{before.label}”.",
            place,
            "Correct @n, unless the source itself counts like this.",
        )
        return
    missing = step // usual - 1
    amount = f"One {_WORDS[name]} is" if missing <= 1 else f"{missing} {_WORDS[name]}s are"
    yield finding(
        "NUM101",
        f"{amount} missing: “{here.label}” follows “{before.label}”.",
        place,
        "If something is left out on purpose, say so with <gap>; otherwise correct @n.",
    )


def _repeated(gathered: Gathered, name: str, here: _Numbered) -> Diagnostic:
    return finding(
        "NUM102",
        f"The number “{here.label}” is given to a second {_WORDS[name]} in a row.",
        gathered.document.attribute_span(here.element, "n"),
        "Correct @n, or tell the two apart: 12, 12a.",
    )
