"""What could be better in an ODD that compiles: one check after the other."""

import datetime
from collections.abc import Iterator

from teikit.diagnostics import Diagnostic
from teikit.odd.lint_content import check_content
from teikit.odd.lint_effect import check_effect
from teikit.odd.lint_old import check_deprecated, check_old_constructs
from teikit.odd.lint_said import check_documentation, check_duplicates, check_prose
from teikit.odd.lint_used import check_classes, check_reach
from teikit.odd.model import Vocabulary
from teikit.odd.why_layers import Layer, layers_of
from teikit.source import DISK, SourceFile, SourceStore


def lint(
    source: SourceFile,
    vocabulary: Vocabulary,
    *,
    today: datetime.date,
    store: SourceStore = DISK,
) -> list[Diagnostic]:
    """Return what is found in an ODD itself, in its order; `vocabulary` is what it compiled to.

    What it takes over from other ODDs is reported only where it makes a difference here.
    """
    layers = layers_of(source, vocabulary, store)
    if not layers.odds:
        return []
    found = list(checks(layers.odds[-1], today))
    return sorted(found, key=lambda one: (one.span.start, one.code, one.message))


def checks(layer: Layer, today: datetime.date) -> Iterator[Diagnostic]:
    """Yield what each check finds."""
    yield from check_effect(layer)
    yield from check_reach(layer)
    yield from check_classes(layer)
    yield from check_content(layer)
    yield from check_deprecated(layer, today)
    yield from check_old_constructs(layer)
    yield from check_documentation(layer)
    yield from check_duplicates(layer)
    yield from check_prose(layer)
