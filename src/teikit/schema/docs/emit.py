"""The documentation of a customisation: one HTML page that needs nothing beside it."""

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Final

from teikit import resources
from teikit.diagnostics import Outcome
from teikit.names import TEI, XML, clark
from teikit.odd.model import How, Removal, Vocabulary
from teikit.schema.docs.markup import anchor, code, listed, tag, text, void
from teikit.schema.docs.spec import Sections
from teikit.schema.published import Published

_KINDS: Final = (
    ("elements", "Elements", "element"),
    ("attribute-classes", "Attribute classes", "class"),
    ("model-classes", "Model classes", "class"),
    ("macros", "Macros", "macro"),
    ("datatypes", "Datatypes", "datatype"),
)


def emit(schema: Published) -> Outcome[str]:
    """Return the documentation as an HTML page."""
    return Outcome(documentation(schema.vocabulary))


def documentation(vocabulary: Vocabulary) -> str:
    """Return the documentation of a vocabulary as an HTML page."""
    sections = Sections(vocabulary)
    title, *subtitles = _titles(vocabulary)
    prose = _prose(vocabulary, sections)
    main = [
        _about(vocabulary, title, subtitles),
        *([tag("section", prose, id="text", class_="prose")] if prose else []),
        *(_part(ident, label, kind, vocabulary, sections) for ident, label, kind in _KINDS),
        _left_out(vocabulary),
    ]
    body = [
        tag("a", "Skip to the text", href="#main", class_="skip"),
        tag("nav", *_navigation(vocabulary, has_prose=bool(prose)), aria_label="Contents"),
        tag("main", *main, id="main"),
        tag("script", _beside("search.js")),
    ]
    head = [
        void("meta", charset="utf-8"),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", name="color-scheme", content="light dark"),
        void("meta", name="generator", content="teikit"),
        tag("title", text(title)),
        tag("style", _beside("docs.css")),
    ]
    language = next(iter(vocabulary.settings.doc_lang), "") or _language(vocabulary) or "en"
    page = tag("html", tag("head", *head), "\n", tag("body", *body), lang=language)
    return f"<!DOCTYPE html>\n{page}\n"


def _beside(name: str) -> str:
    """Return a file that becomes part of the page."""
    return (resources.xslt() / "docs" / name).read_text(encoding="utf-8")


def _language(vocabulary: Vocabulary) -> str:
    document = vocabulary.settings.document
    return "" if document is None else document.get(clark(XML, "lang"), "")


def _titles(vocabulary: Vocabulary) -> list[str]:
    """Return the title of the ODD, and its subtitles; the name of the schema if it has none."""
    document = vocabulary.settings.document
    statement = None if document is None else document.find(f".//{clark(TEI, 'titleStmt')}")
    titles = [] if statement is None else list(statement.iterchildren(clark(TEI, "title")))
    titles.sort(key=lambda one: one.get("type") == "sub")
    said = [" ".join("".join(map(str, one.itertext())).split()) for one in titles]
    return [one for one in said if one] or [vocabulary.settings.ident]


def _about(vocabulary: Vocabulary, title: str, subtitles: list[str]) -> str:
    settings = vocabulary.settings
    declared = vocabulary.declared
    start = settings.start or ()
    roots = ", ".join(code(f"<{one}>") for one in start)
    layers = sorted(
        {
            origin.layer
            for spec in (*declared.elements.values(), *declared.classes.values())
            for origin in spec.history
        }
        - {settings.origin.layer}
    )
    facts = [
        f"{len(declared.elements)} elements",
        f"{len(declared.classes)} classes",
        f"built on {text(', '.join(layers))}" if layers else "",
        f"documents start with {roots}" if roots else "",
    ]
    line = "; ".join(fact for fact in facts if fact)
    below = [tag("p", text(one), class_="subtitle") for one in subtitles]
    return tag(
        "header", tag("h1", text(title)), *below, tag("p", code(settings.ident), ": ", line, ".")
    )


def _prose(vocabulary: Vocabulary, sections: Sections) -> str:
    document = vocabulary.settings.document
    text_element = None if document is None else document.find(clark(TEI, "text"))
    if text_element is None:
        return ""
    parts = text_element.iterchildren(*(clark(TEI, name) for name in ("front", "body", "back")))
    return "".join(sections.prose.blocks(part, 2) for part in parts).strip()


def _keys(kind: str, vocabulary: Vocabulary) -> list[str]:
    declared = vocabulary.declared
    tables: Mapping[str, list[str]] = {
        "elements": list(declared.elements),
        "attribute-classes": [k for k, one in declared.classes.items() if one.type != "model"],
        "model-classes": [k for k, one in declared.classes.items() if one.type == "model"],
        "macros": list(declared.macros),
        "datatypes": list(declared.datatypes),
    }
    return sorted(tables[kind], key=str.lower)


def _part(ident: str, label: str, kind: str, vocabulary: Vocabulary, sections: Sections) -> str:
    declared = vocabulary.declared
    parts = []
    for key in _keys(ident, vocabulary):
        if kind == "element":
            parts.append(sections.element(key, declared.elements[key]))
        elif kind == "class":
            parts.append(sections.class_(key, declared.classes[key]))
        elif kind == "macro":
            parts.append(sections.macro(key, declared.macros[key]))
        else:
            parts.append(sections.macro(key, declared.datatypes[key]))
    if not parts:
        return ""
    return tag("section", tag("h2", label), *parts, id=ident, class_="part")


def _navigation(vocabulary: Vocabulary, *, has_prose: bool) -> Iterator[str]:
    yield tag(
        "div",
        tag("label", "Search elements, classes, datatypes", for_="filter"),
        void("input", id="filter", type="search", autocomplete="off"),
        tag("output", id="count", for_="filter"),
        id="search",
        hidden=True,
    )
    if has_prose:
        yield tag("p", tag("a", "About this schema", href="#text"))
        yield listed(_chapters(vocabulary))
    for ident, label, kind in _KINDS:
        keys = _keys(ident, vocabulary)
        items = "".join(_entry(kind, key) for key in keys)
        if items:
            summary = tag("summary", text(f"{label} ({len(keys)})"))
            top = tag("p", tag("a", text(f"All {label.lower()}"), href=f"#{ident}"))
            yield tag("details", summary, top, tag("ul", items), open=ident == "elements")
    yield tag("p", tag("a", "Left out", href="#left-out"))


def _chapters(vocabulary: Vocabulary) -> Iterator[str]:
    """Yield links to the chapters of the prose that have an identifier and a heading."""
    document = vocabulary.settings.document
    body = None if document is None else document.find(f"{clark(TEI, 'text')}/{clark(TEI, 'body')}")
    for division in () if body is None else body.iterchildren(clark(TEI, "div")):
        ident = division.get(clark(XML, "id"))
        head = division.find(clark(TEI, "head"))
        if ident and head is not None:
            label = " ".join("".join(map(str, head.itertext())).split())
            yield tag("a", text(label), href=f"#text-{ident}")


def _entry(kind: str, key: str) -> str:
    ident = anchor(kind, key)
    return tag("li", tag("a", code(key), href=f"#{ident}"), data_name=ident)


_REASONS: Final = {
    How.DELETED: "Deleted",
    How.EXCEPTED: "Excepted from the module {}",
    How.NOT_INCLUDED: "Not named in the reference to the module {}",
    How.MODULE_ABSENT: "In the module {}, which is not used",
    How.CLASS_ABSENT: "In the class {}, which is not used",
    How.MEMBERSHIP_REMOVED: "Taken out of the class {}",
}


def _left_out(vocabulary: Vocabulary) -> str:
    parts = [
        _removed("Elements", vocabulary.removed_elements, "<{}>"),
        _removed("Classes", vocabulary.removed_classes, "{}"),
    ]
    return tag("section", tag("h2", "Left out"), *parts, id="left-out", class_="part")


def _removed(label: str, removals: Mapping[str, Removal], form: str) -> str:
    """Return what was left out, grouped by how and by which line of which ODD."""

    def reason(key: str) -> tuple[str, str, int]:
        removal = removals[key]
        how = _REASONS[removal.how].format(removal.via or "?")
        return how, removal.layer, removal.span.start.line

    rows = []
    for (how, layer, line), keys in groupby(sorted(removals, key=reason), key=reason):
        names = listed((code(form.format(key)) for key in sorted(keys, key=str.lower)), "names")
        rows.append(tag("dt", text(f"{how} ({layer}, line {line})")) + tag("dd", names))
    return tag("h3", label) + (tag("dl", *rows) if rows else tag("p", "None."))
