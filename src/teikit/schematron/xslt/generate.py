"""The stylesheet that a schema means, in XSLT 3.0.

All rules of all patterns are template rules of one mode, the earlier ones with the higher
priority. Each does its work and hands the node on to the next rule that matches it, saying which
pattern it was: the other rules of that pattern then leave the node alone (ISO/IEC 19757-3, 6.5).
So a document is walked once, however many patterns there are.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from teikit.schematron.names import ERR, XS
from teikit.schematron.reading.model import Assertion, Let, Mark, Pattern, Rule
from teikit.schematron.reading.plan import NumberedRule, Plan
from teikit.schematron.xpath import with_variables
from teikit.schematron.xslt.infrastructure import FUNCTIONS, walk
from teikit.schematron.xslt.message import put_message, put_note
from teikit.schematron.xslt.redirect import redirect_element, redirected
from teikit.schematron.xslt.variables import keep, kept_name, recall
from teikit.schematron.xslt.writer import (
    Origin,
    Part,
    Writer,
    declarations,
    escaped,
    own_namespaces,
    writer_for,
)

OLD_BINDINGS: Final = frozenset({"xslt", "xslt1", "xpath", "exslt"})
"""The query bindings that mean XPath 1.0."""


def generate(plan: Plan, used: set[str], without: Collection[Part] = ()) -> Writer:
    """Return the stylesheet of a plan, without the parts that are at fault.

    `used` are the prefixes in use anywhere in the schema.
    """
    version = "1.0" if plan.schema.binding in OLD_BINDINGS else "3.0"
    writer = writer_for(plan.schema.mark, used, version)
    _Generator(plan, writer, frozenset(without)).run()
    return writer


def is_sound(one: NumberedRule, without: Collection[Part]) -> bool:
    """Return whether a rule can run: it is right, and so are those that come before it.

    What a broken rule would have matched is not for the rules after it.
    """
    if one.pattern.is_group:
        return Part("rule", one.number) not in without
    first = one.number - next(
        number for number, rule in enumerate(one.pattern.rules) if rule is one.rule
    )
    return not any(Part("rule", number) in without for number in range(first, one.number + 1))


@dataclass(slots=True)
class _Generator:
    plan: Plan
    out: Writer
    without: frozenset[Part]
    _numbers: dict[int, int] = field(init=False)
    _globals: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        numbered = enumerate(self.plan.assertions)
        self._numbers = {id(one.assertion): number for number, one in numbered}

    def run(self) -> None:
        out, r = self.out, self.out.run
        scope = declarations(out.scope) + own_namespaces(out)
        base = escaped(self.plan.schema.mark.base)
        out.put(
            f'<x:transform version="3.0"{scope} exclude-result-prefixes="#all" '
            f'default-mode="{r}:start" expand-text="no" xml:base="{base}">'
        )
        out.put(FUNCTIONS.replace("§", f"{r}:").replace("¤", XS))
        for number, let in enumerate(self.plan.lets()):
            self._global(let, let.name, Origin(Part("let", number), let.mark), {})
        for number, (element, mark) in enumerate(self.plan.schema.foreign):
            part = Part("foreign", number)
            if part not in self.without:
                self._foreign(element, Origin(part, mark))
        self._start()
        self._rules()
        out.put("</x:transform>")

    def _foreign(self, element: etree._Element, origin: Origin) -> None:
        copy = redirect_element(element, origin.mark.namespaces, self.out.run)
        copy.set("default-mode", copy.get("default-mode", "#unnamed"))
        if self.out.version == "1.0":
            copy.set("version", copy.get("version", "1.0"))
        self.out.foreign(copy, origin)

    # ------------------------------------------------------------ variables

    def _global(self, let: Let, name: str, origin: Origin, names: dict[str, str]) -> None:
        """Write a variable that templates' patterns and functions see, empty where it fails."""
        kept = f"{self.out.run}:{kept_name(name)}"
        scope = {one: kept_name(one) for one in self._globals if one != let.name}
        scope |= {one: kept_name(new) for one, new in names.items() if one != let.name}
        keep(self.out, let, kept_name(name), self._of_sound(origin), scope)
        self.out.put(f'<x:variable name="{escaped(name)}" select="${escaped(kept)}?value"/>')
        if not names:
            self._globals.append(let.name)

    def _of_sound(self, origin: Origin) -> Origin | None:
        return None if origin.part in self.without else origin

    # ------------------------------------------------------------ where to go

    def _start(self) -> None:
        out, r = self.out, self.out.run
        out.put(f'<x:template match="/" mode="{r}:start"><r:results>')
        phase = self.plan.phase
        start = phase.element.get("from") if phase else None
        out.put(f'<x:apply-templates select="." mode="{r}:{"from" if start else "main"}"/>')
        for number, pattern in enumerate(self.plan.patterns):
            if pattern.documents is not None:
                out.pattern = number
                self._documents(number, pattern, pattern.documents)
        out.pattern = None
        out.put("</r:results></x:template>")
        if phase and start:
            origin = Origin(Part("phase", 0), phase.mark)
            if origin.part in self.without:
                start = "/"
            out.put(f'<x:mode name="{r}:from" on-no-match="shallow-skip" use-accumulators="#all"/>')
            out.put(
                f'<x:template mode="{r}:from"{self.out.expressions(phase.mark, match=start)}>',
                origin,
            )
            out.put(f'<x:apply-templates select="." mode="{r}:main"/></x:template>')

    def _documents(self, number: int, pattern: Pattern, expression: str) -> None:
        out, r = self.out, self.out.run
        origin = Origin(Part("pattern", number), pattern.mark)
        if origin.part in self.without:
            return
        names = self._names(number, pattern)
        select = self.out.expressions(pattern.mark, select=with_variables(expression, names))
        out.put("<x:try>")
        out.put(f'<x:variable{select} name="{r}:documents-here"/>', origin)
        out.put(f'<x:for-each select="${r}:documents-here"><x:try>')
        base = f"if (. instance of node()) then base-uri(.) else ${r}:base"
        document = f"{r}:doc({base}, string(.))"
        out.put(f'<x:variable name="{r}:document" select="{document}"/>')
        out.put(f'<r:active p="{number}" d="{{base-uri(${r}:document)}}"/>')
        out.put(f'<x:apply-templates select="${r}:document" mode="{r}:pattern-{number}"/>')
        self._catch(f'p="{number}"', f"${r}:main")
        out.put("</x:try></x:for-each>")
        self._catch(f'p="{number}"', f"${r}:main")
        out.put("</x:try>")

    def _catch(self, what: str, place: str) -> None:
        r = self.out.run
        self.out.put(
            f'<x:catch errors="*"><r:error {what} code="{{${ERR}code}}">'
            f'<x:sequence select="{r}:place({place})"/>'
            f'<x:value-of select="${ERR}description"/></r:error></x:catch>'
        )

    # ------------------------------------------------------------ rules

    def _rules(self) -> None:
        for place, pattern in enumerate(self.plan.patterns):
            self.out.pattern = place
            self._pattern_lets(place, pattern)
        contexts: dict[str, list[str]] = {"main": []}
        contexts |= {
            f"pattern-{place}": []
            for place, pattern in enumerate(self.plan.patterns)
            if pattern.documents is not None
        }
        for one in self.plan.rules:
            if is_sound(one, self.without):
                contexts[one.mode].append(one.rule.context)
                self.out.pattern = one.place
                self._rule(one)
        self.out.pattern = None
        for mode, matched in contexts.items():
            self._walk(f"{self.out.run}:{mode}", matched)

    def _walk(self, mode: str, contexts: list[str]) -> None:
        self.out.put(
            f'<x:mode name="{mode}" on-no-match="shallow-skip" use-accumulators="#all"/>'
            f'<x:template match="document-node() | element()" mode="{mode}" priority="-1">'
            f'<x:apply-templates select="{walk(contexts)}" mode="{mode}"/></x:template>'
        )

    def _names(self, number: int, pattern: Pattern) -> dict[str, str]:
        return {let.name: f"{self.out.run}:p{number}-{let.name}" for let in pattern.lets}

    def _rule(self, one: NumberedRule) -> None:
        out, r, rule = self.out, self.out.run, one.rule
        names = self._names(one.place, one.pattern)
        origin = Origin(Part("rule", one.number), rule.mark)
        match = self.out.expressions(rule.mark, match=with_variables(rule.context, names))
        priority = len(self.plan.rules) - one.number
        out.put(f'<x:template{match} mode="{r}:{one.mode}" priority="{priority}">', origin)
        out.put(
            f'<x:param name="{r}:fired" as="{XS}integer" select="-1" version="3.0"/>'
            f'<x:if test="${r}:fired ne {one.place}"><x:variable name="{r}:node" select="."/>'
        )
        scope = self._local_lets(one, origin)
        self._fired(one, origin, scope)
        each = rule.element.get("visit-each")
        if each is None:
            self._assertions(one, scope)
        elif rule.assertions:
            self._visit_each(one, each, origin, scope)
        fired = -1 if one.pattern.is_group else one.place
        out.put(
            f'</x:if><x:next-match><x:with-param name="{r}:fired" '
            f'select="{fired}" version="3.0"/></x:next-match></x:template>'
        )

    def _pattern_lets(self, place: int, pattern: Pattern) -> None:
        names = self._names(place, pattern)
        for number, let in enumerate(pattern.lets):
            part = Part("pattern-let", number, place)
            self._global(let, names[let.name], Origin(part, let.mark), names)

    def _local_lets(self, one: NumberedRule, origin: Origin) -> dict[str, str]:
        """Write the variables of a rule; return where all it sees are kept, by name."""
        scope = {name: kept_name(name) for name in self._globals}
        names = self._names(one.place, one.pattern)
        for number, let in enumerate(one.pattern.lets):
            part = Part("pattern-let", number, one.place)
            if one.pattern.documents is not None:
                # Its value is that in the document at hand, not in the main one.
                each = f'<{self.out.xsl}:for-each select="root(.)">'
                keep(
                    self.out,
                    let,
                    kept_name(let.name),
                    self._of_sound(Origin(part, let.mark)),
                    scope,
                    each=each,
                )
                scope[let.name] = kept_name(let.name)
            else:
                scope[let.name] = kept_name(names[let.name])
        for let in one.rule.lets:
            keep(self.out, let, kept_name(let.name), Origin(origin.part, let.mark), scope)
            scope[let.name] = kept_name(let.name)
        return scope

    def _visit_each(
        self, one: NumberedRule, each: str, origin: Origin, scope: Mapping[str, str]
    ) -> None:
        self.out.put("<x:try>")
        recall(self.out, scope, each)
        self.out.put(f"<x:for-each{self.out.expressions(one.rule.mark, select=each)}>", origin)
        self._assertions(one, scope)
        self.out.put("</x:for-each>")
        number = self._numbers[id(one.rule.assertions[0])]
        self._catch(f'a="{number}"', f"${self.out.run}:node")
        self.out.put("</x:try>")

    def _fired(self, one: NumberedRule, origin: Origin, scope: Mapping[str, str]) -> None:
        out, r, rule = self.out, self.out.run, one.rule
        attributes = self._reported(rule.element, rule.mark, ("role", "flag"))
        out.put(f'<x:if test="${r}:all">')
        recall(self.out, scope, attributes)
        out.put(f'<r:fired u="{one.number}"{attributes}>', origin)
        out.put(f'<x:sequence select="{r}:place(.), {r}:context(.)"/></r:fired></x:if>')

    def _reported(
        self, element: etree._Element, mark: Mark, names: Sequence[str], prefix: str = ""
    ) -> str:
        values = {
            f"{prefix}{name}": redirected(value, mark.namespaces, self.out.run)
            for name in names
            if (value := element.get(name)) is not None
        }
        return self.out.attributes(mark, **values)

    # ------------------------------------------------------------ assertions

    def _assertions(self, one: NumberedRule, scope: Mapping[str, str]) -> None:
        for assertion in one.rule.assertions:
            part = Part("assertion", self._numbers[id(assertion)])
            if part not in self.without:
                self._assert(assertion, one.rule, Origin(part, assertion.mark), scope)

    def _assert(
        self, assertion: Assertion, rule: Rule, origin: Origin, scope: Mapping[str, str]
    ) -> None:
        out, r = self.out, self.out.run
        number = origin.part.number
        out.put("<x:try>")
        recall(self.out, scope, _texts(assertion, rule))
        test = self.out.expressions(assertion.mark, test=assertion.test)
        if assertion.is_report:
            out.put(f"<x:if{test}>", origin)
        else:
            out.put(f"<x:choose><x:when{test}/><x:otherwise>", origin)
        attributes = self._reported(
            assertion.element, assertion.mark, ("role", "flag", "severity")
        ) + self._reported(rule.element, rule.mark, ("role",), "rule-")
        out.put(f'<r:failed a="{number}"{attributes}>', origin)
        self._place(assertion, rule, origin)
        put_message(out, assertion.element, origin, bool(rule.element.get("visit-each")))
        for note in (*assertion.diagnostics, *assertion.properties):
            put_note(out, note, Origin(origin.part, note.mark))
        out.put("</r:failed>")
        out.put("</x:if>" if assertion.is_report else "</x:otherwise></x:choose>")
        self._catch(f'a="{number}"', f"${r}:node")
        out.put("</x:try>")

    def _place(self, assertion: Assertion, rule: Rule, origin: Origin) -> None:
        out, r = self.out, self.out.run
        node = f"${r}:node"
        for holder, mark in ((assertion.element, assertion.mark), (rule.element, rule.mark)):
            subject = holder.get("subject")
            if subject:
                select = self.out.expressions(mark, name=f"{r}:subject", select=subject)
                out.put(f"<x:variable{select}/>", Origin(origin.part, mark))
                node = f"(${r}:subject[. instance of node()], ${r}:node)[1]"
                break
        out.put(f'<x:sequence select="{r}:place({node}), {r}:context(${r}:node)"/>')


def _texts(assertion: Assertion, rule: Rule) -> str:
    """Return all that may use variables when an assertion is made."""
    notes = (*assertion.diagnostics, *assertion.properties)
    elements = [assertion.element, *(note.element for note in notes)]
    texts = [etree.tostring(one, encoding="unicode", with_tail=False) for one in elements]
    return " ".join([*texts, *map(str, rule.element.attrib.values())])
