"""Occurrence as RELAX NG patterns, which know no numbers but one, many and perhaps."""

from collections.abc import Callable
from typing import Final

from teikit.odd.check_size import MANY
from teikit.relaxng import syntax as s

Occurrence = tuple[int, int | None]
ManyTimes = Callable[[s.Pattern], s.Pattern]

_RUN: Final = 25

_TIMES: Final[dict[Occurrence, ManyTimes]] = {
    (1, 1): lambda pattern: pattern,
    (0, 1): s.Optional,
    (0, None): s.ZeroOrMore,
    (1, None): s.OneOrMore,
}


def occurring(pattern: s.Pattern, minimum: int, maximum: int | None) -> s.Pattern:
    """Return the pattern as often as it may occur."""
    times = _TIMES.get((minimum, maximum))
    if times is not None:
        return times(pattern)
    if maximum == 0:
        return s.Empty()
    if maximum is None or maximum > MANY:
        required = min(minimum, MANY)
        if required == 0:
            return s.ZeroOrMore(pattern)
        return s.group([*[pattern] * (required - 1), s.OneOrMore(pattern)])
    return s.group([*[pattern] * minimum, *_up_to(pattern, maximum - minimum)])


def _up_to(pattern: s.Pattern, most: int) -> list[s.Pattern]:
    """Return the members of a group that allow the pattern any number of times up to `most`.

    One optional in another for each time is what counts without ambiguity, but it would soon be
    deeper than validators like. So a large number is counted in runs: a whole run with what may
    follow it, or less than a run.
    """
    if most > _RUN:
        whole = s.group([*[pattern] * _RUN, *_up_to(pattern, most - _RUN)])
        return [s.Choice((whole, s.group(_up_to(pattern, _RUN - 1))))]
    optional: list[s.Pattern] = []
    for _ in range(most):
        optional = [s.Optional(s.group([pattern, *optional]))]
    return optional
