"""The fixes in their order, each made only if the document says the same after it."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from lxml import etree

from teikit.diagnostics import Diagnostic
from teikit.records import dataclass
from teikit.source import SourceFile
from teikit.validate.fix.change import Change, Edit, Fixed, Proposal, together
from teikit.validate.fix.encoding import declaration_added, true_declaration
from teikit.validate.fix.identifiers import renumbered
from teikit.validate.fix.lossless import Lossless, lossless
from teikit.validate.fix.normal_form import Form, normal_form
from teikit.validate.fix.tokens import Tokens
from teikit.validate.fix.verify import is_same, tree_of
from teikit.xml.parse import parse_document
from teikit.xml.text_places import TextPlaces

if TYPE_CHECKING:
    from teikit.validate.grammar.load import Schema

FIXABLE: Final = frozenset(
    {"CHR101", "ENC101", "ENC102", "IDS101", "SCH101", "TEI101", "TEI110", "TEI111", "XML002"}
)
_ON_REQUEST: Final = frozenset({"ENC102"})
_ROUNDS: Final = 4
_EXCUSE: Final = b"<?teikit"

Wants = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class _Options:
    schema: "Schema | None"
    root: Path | None
    form: Form | None
    wants: Wants


def _by_default(code: str) -> bool:
    return code not in _ON_REQUEST


def fixed(
    source: SourceFile,
    *,
    schema: "Schema | None" = None,
    root: Path | None = None,
    form: Form | None = "NFC",
    wants: Wants = _by_default,
) -> Fixed:
    """Return a file with everything put right that is certain; without changes if nothing is.

    Names that are misspelt or given up are put right only with a `schema`, which finds them;
    `root` is the folder that its validation may read. `form` is the Unicode normal form (None:
    left alone). `wants` tells which rules are to be followed.
    """
    options = _Options(schema, root, form, wants)
    changes: list[Change] = []
    now = _declared_truly(source, changes, wants)
    for _ in range(_ROUNDS):
        after = _round(now, changes, options)
        if after is None:
            break
        now = after
    return Fixed(source, now.data, tuple(changes))


def _declared_truly(source: SourceFile, changes: list[Change], wants: Wants) -> SourceFile:
    found = true_declaration(source)
    if found is None or not wants(found[1].code):
        return source
    text, edit = found
    data = text.edited([edit])
    # The fixed one is read first, and refused if it is hostile: the other one then is not.
    after = tree_of(data) if data is not None else None
    before = tree_of(source.data, text.codec) if after is not None else None
    if (
        data is None
        or before is None
        or after is None
        or not is_same(before, after, Proposal((edit,)))
    ):
        return source
    changes.extend(_changes(source, text, [edit]))
    return SourceFile(source.name, data, source.path)


def _round(source: SourceFile, changes: list[Change], options: _Options) -> SourceFile | None:
    """Make all fixes that there are now; return None where there are none."""
    text = lossless(source.data)
    if text is None or (before := tree_of(source.data)) is None:
        return None
    proposals = _proposals(source, text, before, options)
    for chosen in (proposals, *([one] for one in proposals)):
        data = _made(text, before, chosen)
        if data is not None:
            changes.extend(_changes(source, text, together(chosen).edits))
            return SourceFile(source.name, data, source.path)
    return None


def _proposals(
    source: SourceFile, text: Lossless, tree: etree._ElementTree, options: _Options
) -> list[Proposal]:
    tokens = Tokens(text.text)
    if not tokens.whole:
        return []
    found = [_declared(text), renumbered(text.text, tokens)]
    if options.form and not text.text.isascii():
        found.append(normal_form(tokens, options.form))
    if options.schema is not None:
        from teikit.validate.fix.renames import renamed  # noqa: PLC0415 - only with a schema
        from teikit.validate.fix.trial import Trial  # noqa: PLC0415

        found.append(renamed(Trial(source, text, options.schema, options.root), tokens, tree))
    excused = _excused(source, text)
    wanted = [
        _only(proposal, lambda edit: options.wants(edit.code) and not excused(edit))
        for proposal in found
        if proposal is not None
    ]
    return [proposal for proposal in wanted if proposal.edits]


def _declared(text: Lossless) -> Proposal | None:
    edit = declaration_added(text)
    return Proposal((edit,)) if edit else None


def _excused(source: SourceFile, text: Lossless) -> Callable[[Edit], bool]:
    """Return what tells whether a processing instruction of the document excuses an edit."""
    if _EXCUSE not in source.data:
        return lambda _edit: False
    from teikit.validate.excuses import excuses_in  # noqa: PLC0415 - only with an excuse

    document = parse_document(source, incomplete=True).value
    excuses = excuses_in(document).excuses if document is not None else ()
    places = TextPlaces(source.name, text.text)

    def excused(edit: Edit) -> bool:
        finding = Diagnostic(edit.code, edit.message, places.span(edit.start, edit.end))
        return any(excuse.covers(finding) for excuse in excuses)

    return excused


def _only(proposal: Proposal, wants: Callable[[Edit], bool]) -> Proposal:
    edits = tuple(edit for edit in proposal.edits if wants(edit))
    return Proposal(edits, proposal.names, proposal.attributes, proposal.form)


def _made(
    text: Lossless, before: etree._ElementTree, proposals: Sequence[Proposal]
) -> bytes | None:
    """Return the bytes with proposals made, None where the document would not be the same."""
    if not proposals:
        return None
    whole = together(proposals)
    data = text.edited(whole.edits)
    after = tree_of(data) if data is not None else None
    return data if after is not None and is_same(before, after, whole) else None


def _changes(source: SourceFile, text: Lossless, edits: Iterable[Edit]) -> list[Change]:
    places = TextPlaces(source.name, text.text)
    # An end tag that is changed with its start tag is not told of.
    return [
        Change(edit.code, places.span(edit.start, edit.end), edit.message)
        for edit in sorted(edits, key=lambda edit: edit.start)
        if edit.message
    ]
