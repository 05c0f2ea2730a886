"""What a rule says about a node, in the terms of XPath 1.0 and exactly: tests, texts, subjects."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from lxml import etree

from teikit.records import dataclass
from teikit.schematron.names import SCH
from teikit.schematron.reading.model import Assertion, Mark
from teikit.schematron.screening.attributes import Start, from_itself
from teikit.schematron.screening.conditions import Path, negated, union
from teikit.schematron.screening.direct import Piece
from teikit.schematron.screening.expressions import Expr, NotUnderstood, Prefixes, parse
from teikit.schematron.screening.nodes import Variable
from teikit.schematron.screening.scopes import shapes_in
from teikit.schematron.screening.translate import Translator, bounds, text_of
from teikit.schematron.xslt.message import PHRASES, text_after, text_before


@dataclass(frozen=True, slots=True)
class Focus:
    """The node of a rule: the variables it sees, and how expressions `start` from an element.

    All methods raise one of `TOO_HARD` where there is no exact translation.
    """

    scope: Mapping[str, Variable]
    prefixes: Prefixes
    start: Start = from_itself
    top: bool = True

    @property
    def _translator(self) -> Translator:
        return Translator(self.scope, top=self.top)

    def read(self, xpath: str, mark: Mark) -> Expr:
        """Return the tree of an expression."""
        return self.start(parse(xpath, mark.namespaces, self.prefixes))

    def paths(self, expr: Expr) -> Sequence[Path]:
        """Return paths to the nodes an expression leads to."""
        shapes_in(self.scope).of(expr)
        found = self._translator.nodes(expr, over=False)
        known = list(map(str, self._translator.nodes(expr, over=True)))
        if not found or list(map(str, found)) != known:
            raise NotUnderstood(expr.op)
        return found

    def speaks(self, assertion: Assertion) -> str:
        """Return the condition that there is something to say."""
        test = self.read(assertion.test, assertion.mark)
        shapes_in(self.scope).truth(test)
        holds = self._translator.condition(test, over=False)
        if holds.xpath != self._translator.condition(test, over=True).xpath:
            raise NotUnderstood(assertion.test)
        speaks = holds if assertion.is_report else negated(holds)
        return f"boolean({speaks.xpath})"

    def subject(self, xpath: str, mark: Mark) -> str:
        """Return a path to elements or attributes."""
        paths = self.paths(self.read(xpath, mark))
        up = [step.axis for step in paths[0].steps] in (["parent"], ["attribute", "parent"])
        if len(paths) > 1 or not (up or is_named(paths[0])):
            raise NotUnderstood(xpath)
        return str(paths[0])

    # ------------------------------------------------------------ texts

    def text(self, element: etree._Element, mark: Mark) -> tuple[Piece, ...]:
        """Return the content of an assertion or a diagnostic."""
        return tuple(_joined(self._pieces(element, mark)))

    def _pieces(self, element: etree._Element, mark: Mark) -> Iterator[Piece]:
        """Yield what `message` writes instructions for, in the same order."""
        yield Piece(text_before(element) or "")
        for child in element:
            if isinstance(child.tag, str):
                yield from self._child(child, mark)
            yield Piece(text_after(child) or "")

    def _child(self, child: etree._Element, mark: Mark) -> Iterator[Piece]:
        select, path = child.get("select"), child.get("path")
        if child.tag in PHRASES:
            yield from self._pieces(child, mark)
        elif child.tag == SCH + "value-of" and select:
            yield Piece(self._value(self.read(select, mark)), is_xpath=True)
        elif child.tag == SCH + "name" and path:
            yield Piece(self._name(self.read(path, mark)), is_xpath=True)
        elif child.tag in {SCH + "name", SCH + "value-of"}:
            name = self.start(Expr("call", (), "name"))
            yield Piece(text_of(self._translator, name), is_xpath=True)
        else:
            raise NotUnderstood(child.tag)

    def _value(self, expr: Expr) -> str:
        """Return an expression for a string, or for nodes whose strings are to be joined."""
        shape = shapes_in(self.scope).of(expr)
        if shape.kind == "number":
            least, most = bounds(self._translator, expr)
            if least is None or least != most or "(" not in least:
                raise NotUnderstood(expr.op)
            return f"string({least})"
        if shape.most == 1:
            return text_of(self._translator, expr)
        paths = self.paths(expr)
        if "sequence" in (expr.op, *(one.op for one in expr.args)) or not all(map(is_named, paths)):
            raise NotUnderstood(expr.op)
        return union(paths)

    def _name(self, expr: Expr) -> str:
        """Return an expression for the name of an element, or for what else a path leads to."""
        if shapes_in(self.scope).of(expr).kind == "string":
            return text_of(self._translator, expr)
        node = self._translator.node(expr)
        return f"concat(name(({node})[self::*]), string(({node})[not(self::*)]))"


def is_named(path: Path) -> bool:
    """Return whether a path leads to elements and attributes only, and how is plain to see."""
    # A test of kind, such as node(), ends with a bracket.
    return bool(path.steps) and not path.steps[-1].test.partition("[")[0].endswith(")")


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Yield pieces with texts side by side made one."""
    for is_xpath, found in groupby(pieces, key=lambda one: one.is_xpath):
        if is_xpath:
            yield from found
        elif whole := "".join(one.text for one in found):
            yield Piece(whole)
