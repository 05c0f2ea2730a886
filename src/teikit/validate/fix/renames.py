"""Names that are misspelt or given up, where one other name is certainly meant."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lxml import etree

from teikit.names import TEI, XML, clark
from teikit.source import Position
from teikit.validate.fix.change import Edit, Proposal, together
from teikit.validate.fix.tokens import Attribute, Tag, Tokens
from teikit.validate.fix.trial import Trial
from teikit.xml.parse import elements
from teikit.xml.text_places import TextPlaces

_UNKNOWN_ELEMENT: Final = "TEI101"
_WRONG_ATTRIBUTE: Final = frozenset({"TEI110", "TEI111"})
# TEI 4.10.0 gives these up and says what takes their place.
_GIVEN_UP: Final = {"re": ("entry", "relatedEntry"), "superEntry": ("entry", None)}
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_NAME: Final = re.compile(r"[^\W\d][\w.-]*")
_POINTING: Final = frozenset({"link", "join", "alt"})
_TRIED: Final = 30


def renamed(trial: Trial, tokens: Tokens, tree: etree._ElementTree) -> Proposal | None:
    """Return the renamings after which the schema finds less to object to.

    Of the elements it does not know, those that differ from one other in capitals only; of the
    attributes, those that TEI P4 or early P5 called otherwise (`lang`, `id`, `targets`); and
    elements that the TEI gives up.
    """
    nodes = list(elements(tree.getroot()))
    if len(nodes) != len(tokens.tags):
        return None  # elements that come from entities are not in the text
    finder = _Finder(trial, list(zip(tokens.tags, nodes, strict=True)))
    certain = [*finder.from_grammar(), *finder.given_up()]
    if not certain:
        return None
    if trial.is_better(certain):
        return together(certain)
    kept = [one for one in certain[:_TRIED] if trial.is_better([one])]
    return together(kept) if kept and trial.is_better(kept) else None


class _Finder:
    """Looks for what has certainly another name."""

    def __init__(self, trial: Trial, pairs: Sequence[tuple[Tag, etree._Element]]) -> None:
        self._trial = trial
        self._pairs = pairs
        self._known = trial.schema.grammar.automaton.index[0]

    def from_grammar(self) -> Iterator[Proposal]:
        """Yield what may be done about unknown elements and attributes."""
        source, text = self._trial.source, self._trial.text.text
        here = [one for one in self._trial.found if one.span.source == source.name]
        names = {one.span.start for one in here if one.code == _UNKNOWN_ELEMENT}
        attributes = {one.span.start: one.code for one in here if one.code in _WRONG_ATTRIBUTE}
        if not names and not attributes:
            return
        places = TextPlaces(source.name, text)
        for tag, node in self._pairs:
            if names and places.position(tag.at) in names:
                yield from self._capitals(tag, node)
            if attributes:
                yield from self._old_attributes(tag, node, attributes, places)

    def _capitals(self, tag: Tag, node: etree._Element) -> Iterator[Proposal]:
        name = etree.QName(node)
        namespace = f"{name.namespace} " if name.namespace else ""
        wanted = (namespace + name.localname).lower()
        meant = [one for one in self._known if one.lower() == wanted]
        if len(meant) == 1:
            yield _element(tag, node, meant[0].rpartition(" ")[2], "TEI101")

    def given_up(self) -> Iterator[Proposal]:
        """Yield what takes the place of elements that the TEI gives up."""
        for tag, node in self._pairs:
            namespace, local = etree.QName(node).namespace, etree.QName(node).localname
            if namespace != TEI or local not in _GIVEN_UP:
                continue
            new, kind = _GIVEN_UP[local]
            if kind is not None and "type" in node.attrib:
                continue
            if f"{TEI} {new}" in self._known:
                yield _element(tag, node, new, "SCH101", kind)

    def _old_attributes(
        self,
        tag: Tag,
        node: etree._Element,
        wrong: dict[Position, str],
        places: TextPlaces,
    ) -> Iterator[Proposal]:
        if etree.QName(node).namespace != TEI:
            return
        for attribute in tag.attributes:
            code = wrong.get(places.position(attribute.name_at))
            new = self._new_name(node, attribute) if code else None
            if code and new and clark(*new) not in node.attrib:
                shown = f"xml:{new[1]}" if new[0] else new[1]
                message = f"@{attribute.name} is called @{shown} now."
                end = attribute.name_at + len(attribute.name)
                value = node.get(attribute.name, "")
                yield Proposal(
                    (Edit(attribute.name_at, end, shown, code, message),),
                    attributes=frozenset({((attribute.name, value), (clark(*new), value))}),
                )

    def _new_name(self, node: etree._Element, attribute: Attribute) -> tuple[str, str] | None:
        value = attribute.value
        if attribute.name == "lang" and _LANGUAGE.fullmatch(value):
            return XML, "lang"
        if attribute.name == "id" and _NAME.fullmatch(value) and self._is_free(value):
            return XML, "id"
        if attribute.name == "targets" and etree.QName(node).localname in _POINTING:
            return "", "target"
        return None

    def _is_free(self, value: str) -> bool:
        """Return whether an identifier is given once, and no pointer of P4 leads to it."""
        words = re.findall(rf"(?<![\w.#-]){re.escape(value)}(?![\w.-])", self._trial.text.text)
        return len(words) == 1


def _element(
    tag: Tag, node: etree._Element, new: str, code: str, kind: str | None = None
) -> Proposal:
    """Return the edits that rename an element, and give it a `type` if it is to have one."""
    prefix, colon, old = tag.name.rpartition(":")
    start = tag.at + 1 + len(prefix) + len(colon)
    more = f' type="{kind}"' if kind else ""
    message = f"<{old}> is called <{new}{more}> now."
    edits = [Edit(start, start + len(old), new + more, code, message)]
    if tag.end_at is not None:
        end = tag.end_at + len(prefix) + len(colon)
        edits.append(Edit(end, end + len(old), new, code, ""))
    namespace = etree.QName(node).namespace or ""
    pair = (str(node.tag), clark(namespace, new))
    fresh = frozenset({(None, ("type", kind))}) if kind else frozenset()
    return Proposal(tuple(edits), frozenset({pair}), fresh)
