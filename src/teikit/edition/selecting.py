"""The `[rules]` tables of `teikit.toml`: which rules an edition selects, ignores and weighs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.records import dataclass
from teikit.source import Span
from teikit.validate.selection import EVERYTHING_USUAL, NEVER_IGNORED, Selection

NORMAL_FORMS: Final = ("NFC", "NFD", "NFKC", "NFKD")
_SEVERITIES: Final = tuple(severity.value for severity in Severity)

_Locate = Callable[[str, str], Span]


@dataclass(frozen=True, slots=True)
class RulesConfig:
    """What an edition says about rules; `normal_form` is the form of Unicode its text has."""

    selection: Selection = EVERYTHING_USUAL
    normal_form: str = "NFC"


USUAL_RULES: Final = RulesConfig()


def rules_config(table: Mapping[str, object]) -> RulesConfig:
    """Return what a `[rules]` table says, in which `wrong_rules` has found nothing."""
    if not table:
        return USUAL_RULES
    severities = _mapping(table.get("severity"))
    files = _mapping(table.get("files"))
    return RulesConfig(
        Selection(
            select=_codes(table.get("select")),
            ignore=_codes(table.get("ignore")),
            severities=tuple(
                (code, Severity(str(value)))
                for name, value in severities.items()
                for code in _codes([name])
            ),
            files=tuple((pattern, _codes(names)) for pattern, names in files.items()),
        ),
        str(table.get("normal-form", "NFC")),
    )


def wrong_rules(table: Mapping[str, object], locate: _Locate) -> Iterator[Diagnostic]:
    """Return what is wrong in a `[rules]` table, whose values have the right kinds."""
    form = table.get("normal-form", "NFC")
    if form not in NORMAL_FORMS:
        yield _not_one_of(
            f"“{form}” is no normal form of Unicode.", NORMAL_FORMS, locate("rules", "normal-form")
        )
    yield from _wrong_names(_names(table.get("select")), locate("rules", "select"))
    yield from _wrong_names(_names(table.get("ignore")), locate("rules", "ignore"), ignored=True)
    for name, value in _mapping(table.get("severity")).items():
        place = locate("rules.severity", name)
        yield from _wrong_names([name], place, ignored=True)
        if value not in _SEVERITIES:
            yield _not_one_of(f"“{value}” is no severity.", _SEVERITIES, place)
    for pattern, names in _mapping(table.get("files")).items():
        place = locate("rules.files", pattern)
        if not _is_list_of_texts(names):
            message = f"“{pattern}” in [rules.files] should be a list of texts in square brackets."
            yield Diagnostic("EDN003", message, place)
        yield from _wrong_names(_names(names), place, ignored=True)


def _wrong_names(
    names: Iterable[str], place: Span, *, ignored: bool = False
) -> Iterator[Diagnostic]:
    # The registry is brought in only for editions that name rules.
    from teikit.validate.rule_names import (  # noqa: PLC0415
        code_of,
        not_ignorable,
        unknown_rule,
    )

    for name in names:
        code = code_of(name)
        if code is None:
            yield unknown_rule(name, place)
        elif ignored and code.startswith(NEVER_IGNORED):
            yield not_ignorable(name, place)


def _not_one_of(message: str, known: Iterable[str], place: Span) -> Diagnostic:
    return Diagnostic("EDN003", message, place, hints=(f"Use one of: {', '.join(known)}.",))


def _codes(names: object) -> tuple[str, ...]:
    listed = _names(names)
    if not listed:
        return ()
    from teikit.validate.rule_names import code_of  # noqa: PLC0415

    return tuple(code for name in listed if (code := code_of(name)))


def _names(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, list) else []


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)
