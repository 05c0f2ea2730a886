"""What an XSD accepts though the RELAX NG does not, as diagnostics."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from teikit.diagnostics import Diagnostic, Severity
from teikit.relaxng.nameclass import local_name, names
from teikit.relaxng.pattern import Pattern
from teikit.schema.xsd.model import Loss
from teikit.source import Span

_SHOWN: Final = 6
_HINT: Final = "Validate with the ODD or the RELAX NG where this matters; both check it."

_SAID: Final[Mapping[Loss, tuple[str, str, str]]] = {
    Loss.ORDER: (
        "ODD401",
        "the content of {names} may come in any order and number",
        "cannot say that several elements come in any order, but only so often",
    ),
    Loss.LOOKAHEAD: (
        "ODD402",
        "part of the content of {names} may come in any order and number",
        "must know each element's place in the content without looking ahead or counting far",
    ),
    Loss.CONTEXT: (
        "ODD403",
        "{names} may have all that other elements of the same name may have",
        "knows only one declaration of a name in one content",
    ),
    Loss.TOGETHER: (
        "ODD404",
        "attributes of {names} do not depend on each other or on the content",
        "cannot say that they do",
    ),
    Loss.VALUES: (
        "ODD405",
        "some values in {names} are checked less strictly",
        "has no words for lists of mixed types, for exceptions, and for values beside elements",
    ),
    Loss.TEXT: (
        "ODD406",
        "{names} may have text anywhere",
        "cannot say where between elements text may stand",
    ),
    Loss.FOREIGN: (
        "ODD407",
        "elements and attributes of other namespaces or of any name are not checked in {names}",
        "describes one namespace in one file",
    ),
    Loss.XML: (
        "ODD408",
        (
            "xml:id, xml:lang and other attributes of the xml namespace are neither checked nor "
            "required, and identifiers need not be unique"
        ),
        "describes one namespace in one file",
    ),
    Loss.ROOTS: (
        "ODD409",
        "no document can start with {names}",
        "describes one namespace in one file",
    ),
}


def losses(lost: Mapping[Loss, Sequence[Pattern]], place: Span) -> Iterator[Diagnostic]:
    """Yield one warning for each kind of loss, at the first element concerned, else at `place`."""
    for loss, (code, laxer, reason) in _SAID.items():
        concerned = lost.get(loss)
        if concerned:
            spans = [element.span for element in concerned if element.span is not None]
            what = laxer.format(names=_listed(concerned))
            text = f"In the XSD, {what}, because XML Schema {reason}."
            own = [span for span in spans if span.source == place.source]
            span = place if loss is Loss.XML else next(iter(own), place)
            yield Diagnostic(code, text, span, Severity.WARNING, (_HINT,))


def _listed(elements: Sequence[Pattern]) -> str:
    shown = sorted({f"<{_name(element)}>" for element in elements})
    if len(shown) > _SHOWN + 1:
        return f"{', '.join(shown[:_SHOWN])} and {len(shown) - _SHOWN} other elements"
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def _name(element: Pattern) -> str:
    return local_name(next(names(element.name_class), "any"))
