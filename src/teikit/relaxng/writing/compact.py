"""Full syntax -> RELAX NG in compact syntax: readable, and the same text for the same schema."""

from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import Final

from teikit.relaxng import syntax as s
from teikit.relaxng.compact.annotations import follow
from teikit.relaxng.compact.bindings import Bindings
from teikit.relaxng.compact.literals import identifier, literal
from teikit.relaxng.layout import (
    HARD,
    LINE,
    Layout,
    concat,
    group,
    is_long,
    must_break,
    nest,
    render,
)
from teikit.relaxng.writing.notes import (
    after,
    before,
    before_leaf,
    documentation_element,
    own_lines,
)
from teikit.relaxng.writing.xml import href_of

_WORDS: Final = {s.Empty: "empty", s.Text: "text", s.NotAllowed: "notAllowed"}
_BLOCKS: Final = {s.List: "list", s.Mixed: "mixed"}
_REPEATS: Final = {s.Optional: "?", s.ZeroOrMore: "*", s.OneOrMore: "+"}
_OPERATORS: Final = {s.Group: ",", s.Choice: "|", s.Interleave: "&"}
_ASSIGN: Final = {"": "=", "choice": "|=", "interleave": "&="}


class _Level(IntEnum):
    """What may stand at a place without parentheses."""

    ANYTHING = 0
    OPERAND = 1
    PRIMARY = 2


def write_compact(schema: s.Pattern) -> str:
    """Return a schema in compact syntax, to be saved as UTF-8."""
    writer = _Writer(Bindings(schema))
    body = render(writer.schema(schema))
    lines = "\n".join(writer.bindings.declarations())
    return f"{lines}\n\n{body}\n" if lines else f"{body}\n"


class _Writer:
    """Writes one schema; what every method returns is layout still to be broken into lines."""

    def __init__(self, bindings: Bindings) -> None:
        self.bindings = bindings

    def schema(self, node: s.Pattern) -> Layout:
        if not isinstance(node, s.Grammar) or node.annotations.attributes:
            return group(self.pattern(node, _Level.ANYTHING, following=False))
        return self.components(node, documented=True)

    # ------------------------------------------------------------ patterns

    def pattern(self, node: s.Pattern, level: _Level, *, following: bool = True) -> Layout:
        """Return a pattern with its annotations, in parentheses where it needs them."""
        only = _only(node)
        if only is not None:
            return self.pattern(only, level, following=following)
        if isinstance(node, s.Value):
            lead, trail = before_leaf(node, self.bindings)
        else:
            default = node.default if isinstance(node, s.Attribute) else None
            lead = before(node, self.bindings, default)
            trail = after(node.annotations.following, self.bindings)
        if not following:
            trail = []
        own = _level(node)
        bare = self.bare(node)
        if own < _Level.PRIMARY and (lead or trail or own < level):
            bare = _parentheses(bare)
        inner = concat((*lead, bare, *trail))
        return _parentheses(inner) if trail and level is _Level.PRIMARY else inner

    def bare(self, node: s.Pattern) -> Layout:  # noqa: PLR0911, PLR0912, C901 - one case a kind of pattern
        match node:
            case s.Empty() | s.Text() | s.NotAllowed():
                return _WORDS[type(node)]
            case s.Group() | s.Interleave() | s.Choice():
                return self.several(node)
            case s.Optional() | s.ZeroOrMore() | s.OneOrMore():
                return concat((self.pattern(node.pattern, _Level.PRIMARY), _REPEATS[type(node)]))
            case s.List() | s.Mixed():
                return self.block(_BLOCKS[type(node)], node.pattern)
            case s.Ref():
                return identifier(node.name)
            case s.ParentRef():
                return f"parent {identifier(node.name)}"
            case s.Element():
                name = self.name_class(node.name, self.bindings.default)
                return self.block(concat(("element ", name)), node.pattern)
            case s.Attribute():
                name = self.name_class(node.name, "")
                return self.block(concat(("attribute ", name)), node.pattern)
            case s.Value():
                return self.value(node)
            case s.Data():
                return self.data(node)
            case s.ExternalRef():
                return f"external {literal(href_of(node))}{self.inherit(node)}"
            case s.Grammar():
                if not node.content:
                    return "grammar { }"
                return concat(("grammar {", nest(HARD, self.components(node)), HARD, "}"))

    def block(self, what: Layout, content: s.Pattern) -> Layout:
        inner = self.pattern(content, _Level.ANYTHING)
        return group(what, " {", nest(LINE, inner), LINE, "}")

    def several(self, node: s.Group | s.Interleave | s.Choice) -> Layout:
        if not node.patterns:
            return "notAllowed" if isinstance(node, s.Choice) else "empty"
        if len(node.patterns) == 1:
            return self.pattern(node.patterns[0], _Level.OPERAND)
        sign = _OPERATORS[type(node)]
        members = [self.pattern(each, _Level.OPERAND) for each in node.patterns]
        # With documentation before the members, a sign at the start of a line would be lost.
        leading = sign != "," and not any(map(must_break, members))
        joint: tuple[Layout, ...] = (
            (LINE, f"{sign} ")
            if leading
            else (
                sign if sign == "," else f" {sign}",
                LINE,
            )
        )
        parts: list[Layout] = [members[0]]
        for member in members[1:]:
            parts += (*joint, member)
        return group(*parts)

    def value(self, node: s.Value) -> Layout:
        text = literal(self.bindings.value(node))
        if node.type == "token" and not node.library:
            return text
        return f"{self.bindings.datatype(node.library, node.type)} {text}"

    def data(self, node: s.Data) -> Layout:
        parts: list[Layout] = [self.bindings.datatype(node.library, node.type)]
        if node.params:
            params = [part for param in node.params for part in (LINE, self.param(param))]
            parts.append(group(" {", nest(*params), LINE, "}"))
        if node.excepted is not None:
            parts += (" - ", self.pattern(node.excepted, _Level.PRIMARY))
        return concat(parts)

    def param(self, node: s.Param) -> Layout:
        lead, _ = before_leaf(node, self.bindings)
        return concat((*lead, f"{node.name} = {literal(node.value)}"))

    def inherit(self, node: s.ExternalRef | s.Include) -> str:
        if node.namespace == self.bindings.default:
            return ""
        return f" inherit = {self.bindings.prefix(node.namespace)}"

    # ------------------------------------------------------------ name classes

    def name_class(
        self, node: s.NameClass, unprefixed: str | None, level: _Level = _Level.ANYTHING
    ) -> Layout:
        """Return a name class; names in the namespace `unprefixed` have no prefix."""
        if isinstance(node, s.Name):
            lead, trail = before_leaf(node, self.bindings)
        else:
            lead = before(node, self.bindings)
            trail = after(node.annotations.following, self.bindings)
        bare, own = self.bare_names(node, unprefixed)
        noted = bool(lead or trail)
        if own < _Level.PRIMARY and (noted or own < level):
            bare = _parentheses(bare)
        inner = concat((*lead, bare, *trail))
        return _parentheses(inner) if noted else inner

    def bare_names(self, node: s.NameClass, unprefixed: str | None) -> tuple[Layout, _Level]:
        match node:
            case s.Name():
                return self.bindings.name(node.namespace, node.local, unprefixed), _Level.PRIMARY
            case s.NameChoice():
                return self.name_choice(node, unprefixed)
            case s.AnyName():
                name = "*"
            case s.NsName():
                name = f"{self.bindings.prefix(node.namespace)}:*"
        if node.excepted is None:
            return name, _Level.PRIMARY
        excepted = self.name_class(node.excepted, unprefixed, _Level.PRIMARY)
        return concat((name, " - ", excepted)), _Level.ANYTHING

    def name_choice(self, node: s.NameChoice, unprefixed: str | None) -> tuple[Layout, _Level]:
        first, *others = node.alternatives
        if not others:
            return self.name_class(first, unprefixed, _Level.PRIMARY), _Level.ANYTHING
        parts = [self.name_class(first, unprefixed, _Level.PRIMARY)]
        for each in others:
            parts += (LINE, "| ", self.name_class(each, unprefixed, _Level.PRIMARY))
        return group(*parts), _Level.ANYTHING

    # ------------------------------------------------------------ grammars

    def components(
        self, node: s.Grammar | s.Div | s.Include, *, documented: bool = False
    ) -> Layout:
        """Return definitions with empty lines around those that are long.

        `documented` if the annotations of the node itself stand at the beginning.
        """
        found: list[Layout] = []
        if documented:
            said = [documentation_element(text) for text in node.documentation]
            found += own_lines((*said, *node.annotations.initial), self.bindings)
        for each in node.content:
            found.append(self.component(each))
            found += own_lines(each.annotations.following, self.bindings)
        return _paragraphs(found)

    def component(self, node: s.Component) -> Layout:
        lead = before(node, self.bindings)
        match node:
            case s.Start():
                return concat((*lead, self.defined("start", node)))
            case s.Define():
                return concat((*lead, self.defined(identifier(node.name), node)))
            case s.Div():
                return concat((*lead, "div", *self.braces(node)))
            case s.Include():
                what = f"include {literal(href_of(node))}{self.inherit(node)}"
                return concat((*lead, what, *(self.braces(node) if node.content else ())))

    def defined(self, name: str, node: s.Start | s.Define) -> Layout:
        pattern = self.pattern(node.pattern, _Level.ANYTHING)
        return group(f"{name} {_ASSIGN[node.combine]}", nest(LINE, pattern))

    def braces(self, node: s.Div | s.Include) -> Iterable[Layout]:
        if not node.content:
            return (" { }",)
        return (" {", nest(HARD, self.components(node)), HARD, "}")


def _only(node: s.Pattern) -> s.Pattern | None:
    """Return the one member of a group, choice or interleave of one that says nothing itself."""
    if not isinstance(node, s.Group | s.Interleave | s.Choice) or len(node.patterns) != 1:
        return None
    notes = node.annotations
    if node.documentation or notes.attributes or notes.initial:
        return None
    return follow(node.patterns[0], notes.following)


def _level(node: s.Pattern) -> _Level:
    match node:
        case s.Group() | s.Interleave() | s.Choice():
            return _Level.ANYTHING if node.patterns else _Level.PRIMARY
        case s.Data() if node.excepted is not None:
            return _Level.ANYTHING
        case s.Optional() | s.ZeroOrMore() | s.OneOrMore():
            return _Level.OPERAND
        case _:
            return _Level.PRIMARY


def _parentheses(inner: Layout) -> Layout:
    if must_break(inner):
        return concat(("(", nest(HARD, inner), HARD, ")"))
    return group("(", nest(inner, by=1), ")")


def _paragraphs(found: Sequence[Layout]) -> Layout:
    """Return one under the other, with an empty line around what takes several lines."""
    parts: list[Layout] = []
    long_before = False
    for number, each in enumerate(found):
        long = is_long(each)
        if number:
            parts += (HARD, HARD) if long or long_before else (HARD,)
        parts.append(each)
        long_before = long
    return concat(parts)
