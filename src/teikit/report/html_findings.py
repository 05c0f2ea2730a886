"""The findings of a file as part of the web page: each with its lines, those alike together."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.report.fold import kind_of
from teikit.report.text import LONGEST_LINE, count, excerpt, visible
from teikit.rules import RULES
from teikit.source import Span
from teikit.validate.lines import Read

_ALIKE: Final = 3  # in a file, before the rest is put together
_MOST_EXCERPTS: Final = 3_000  # of a page, so that every browser opens it


@dataclass(slots=True)
class Findings:
    """Writes findings; counts those that were shown with their lines."""

    read: Read
    _shown: int = 0

    def section(self, number: int, name: str, found: Sequence[Diagnostic]) -> Iterator[str]:
        """Yield what was found in the file of that number and name."""
        yield (
            f'<section class="file" data-file="{text_of(name)}">\n'
            f'<h2 id="file-{number}">{text_of(name)} '
            f'<span class="count">{count(len(found), "message")}</span></h2>\n'
        )
        kinds: dict[tuple[str, ...], list[Diagnostic]] = {}
        for one in found:
            kinds.setdefault(kind_of(one), []).append(one)
        last = {id(alike[:_ALIKE][-1]): alike[_ALIKE:] for alike in kinds.values()}
        later = {id(one) for more in last.values() for one in more}
        for one in found:
            if id(one) not in later:
                yield from self._article(one, last.get(id(one), ()))
        yield "</section>\n"

    def _article(self, one: Diagnostic, more: Sequence[Diagnostic]) -> Iterator[str]:
        self._shown += 1
        place, code = f"m{self._shown}", text_of(one.code)
        yield (
            f'<article class="{one.severity}" data-rule="{code}" data-count="{1 + len(more)}" '
            f'id="{place}">\n<h3><a href="#{place}">Line {one.span.start.line}, '
            f'column {one.span.start.column}</a> <span class="severity">{one.severity} {code}'
            f"</span></h3>\n<p>{text_of(one.message)}</p>\n"
        )
        if self._shown <= _MOST_EXCERPTS:
            yield from _excerpt(one.span, self.read)
        yield from (f'<p class="hint">{text_of(hint)}</p>\n' for hint in one.hints)
        for related in one.related:
            where = text_of(f"{related.span.source}, {_place(related.span)}")
            yield f'<p class="hint">{where}: {text_of(related.message)}</p>\n'
        if one.code in RULES:
            yield f'<p class="why"><a href="#rule-{code}">Why {code}?</a></p>\n'
        if more:
            yield _more(one, more)
        yield "</article>\n"


def _more(one: Diagnostic, more: Sequence[Diagnostic]) -> str:
    # What is the same need not be said again.
    rows = "".join(
        f"<li>{_place(other.span)}"
        f"{'' if other.message == one.message else ': ' + text_of(other.message)}\n"
        for other in more
    )
    return (
        f"<details><summary>{len(more):,} more of the same</summary>\n<ul>\n{rows}</ul></details>\n"
    )


def _excerpt(span: Span, read: Read) -> Iterator[str]:
    """Yield the line of a finding, with what it covers marked, between its neighbours."""
    line = excerpt(span, read)
    if line is None:
        return
    text, column = line
    end = column - 1 + _width(span)
    before, marked, after = text[: column - 1], text[column - 1 : end], text[end:]
    main = f"{text_of(before)}<mark>{text_of(marked)}</mark>{text_of(after)}"
    number = span.start.line
    rows = (_neighbour(number - 1, span, read), (number, main), _neighbour(number + 1, span, read))
    digits = len(str(number + 1))
    shown = "".join(f"<span><i>{row[0]:>{digits}} </i>{row[1]}</span>" for row in rows if row)
    yield f"<pre>{shown}</pre>\n"


def _neighbour(number: int, span: Span, read: Read) -> tuple[int, str] | None:
    lines = read(span.source)
    if not 1 <= number <= len(lines):
        return None
    return number, text_of(lines[number - 1].strip()[:LONGEST_LINE].replace("\t", " "))


def _width(span: Span) -> int:
    """Return how many characters of its first line a span covers, 1 where that is not known."""
    if span.end is None or span.end.line != span.start.line:
        return 1
    return max(1, span.end.column - span.start.column)


def _place(span: Span) -> str:
    return f"line {span.start.line}, column {span.start.column}"


def text_of(text: str) -> str:
    """Return a text as HTML in which nothing of it is markup or controls anything."""
    return escape(visible(text))


def lines_of(text: str) -> str:
    """Return a text of several lines as HTML."""
    return "\n".join(map(text_of, text.splitlines()))
