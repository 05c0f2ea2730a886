"""Stylesheets that are written by teikit from a stranger's schema, run without any way out.

The guarded processor opens no file and no address, calls no foreign function, tells nothing about
the system and writes nothing: documents come as trees, results go as text. The trusted one is the
processor that runs stylesheets.
"""

import os
from collections.abc import Mapping, Sequence
from functools import cache

import saxonche
from lxml import etree

from teikit.records import dataclass
from teikit.source import SourceFile
from teikit.xml.parse import Document
from teikit.xml.saxon import on_saxon_thread, processor
from teikit.xml.saxon_messages import Report, reports
from teikit.xml.saxon_values import FEATURE, document_node, messages, prepare, restrain, sequence
from teikit.xml.streams import captured_stderr


@dataclass(frozen=True, slots=True)
class Program:
    """A compiled stylesheet, good for any number of runs in this process."""

    executable: object
    trusted: bool


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run came to: its result (None where it broke off), messages, and why it broke off."""

    text: str | None
    messages: tuple[str, ...] = ()
    reports: tuple[Report, ...] = ()


def compile_program(text: str, *, trusted: bool = False) -> Program | tuple[Report, ...]:
    """Return a stylesheet's program, or what is wrong with it, by line and column of the text."""
    return on_saxon_thread(lambda: _compile(text, trusted=trusted))


def run_program(
    program: Program,
    document: Document,
    others: Mapping[str, Document],
    flags: Mapping[str, bool | Sequence[str]],
    documents: str,
) -> Ran:
    """Return what a program makes of a document.

    `others` are the documents it may read, by URI; they come as the parameter named `documents`,
    and `flags` as parameters too (names in Clark's notation).
    """
    texts = {uri: text_of(one.tree) for uri, one in others.items()}
    uri = base_uri(document.source)
    return run_on_texts(program, (uri, text_of(document.tree)), texts, flags, documents)


def run_on_texts(
    program: Program,
    document: tuple[str, str],
    others: Mapping[str, str],
    flags: Mapping[str, bool | Sequence[str]],
    documents: str,
) -> Ran:
    """Return the same for documents that are texts `text_of` has made; each has a URI."""
    return on_saxon_thread(lambda: _run(program, document, others, flags, documents))


@cache
def _guarded() -> "saxonche.PySaxonProcessor":
    guarded = saxonche.PySaxonProcessor(license=False)
    guarded.set_configuration_property(f"{FEATURE}allowedProtocols", "none")
    restrain(guarded)
    return guarded


def _start_afresh() -> None:
    # As in saxon.py: a forked process must not touch the processor of its parent.
    if _guarded.cache_info().currsize:
        _forgotten.append(_guarded())
    _guarded.cache_clear()


_forgotten: list[object] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_afresh)


def _processor(*, trusted: bool) -> "saxonche.PySaxonProcessor":
    return processor() if trusted else _guarded()


def _compile(text: str, *, trusted: bool) -> Program | tuple[Report, ...]:
    compiler = _processor(trusted=trusted).new_xslt30_processor()
    with captured_stderr() as written:
        try:
            executable = compiler.compile_stylesheet(stylesheet_text=text)
        except saxonche.PySaxonApiError as error:
            return _reports(written(), str(error))
    return Program(executable, trusted)


def _reports(full: str, brief: str) -> tuple[Report, ...]:
    found = reports(full) or reports(brief)
    return tuple(found) or (Report("", " ".join(brief.split()), 0, 1, ""),)


def _run(
    program: Program,
    document: tuple[str, str],
    others: Mapping[str, str],
    flags: Mapping[str, bool | Sequence[str]],
    documents: str,
) -> Ran:
    executable: saxonche.PyXsltExecutable = program.executable
    maker = _processor(trusted=program.trusted)
    nodes = [document_node(maker, *one) for one in others.items()]
    values = {name: _value(maker, value) for name, value in flags.items()}
    values[documents] = sequence(maker, nodes)
    prepare(executable, values)
    text: str | None = None
    found: tuple[Report, ...] = ()
    with captured_stderr() as written:
        try:
            node = document_node(maker, *document)
            text = executable.transform_to_string(xdm_node=node) or ""
        except saxonche.PySaxonApiError as error:
            found = _reports(written(), str(error))
    return Ran(text, tuple(messages(executable)), found)


def base_uri(source: SourceFile) -> str:
    """Return the URI that relative references in a source count from, also where it is no file."""
    return source.path.resolve().as_uri() if source.path is not None else "teikit:/document"


def text_of(tree: "etree._ElementTree") -> str:
    """Return a tree as text, as Saxon gets it."""
    # A DOCTYPE has done its work; what stands beside the root element stays.
    root = tree.getroot()
    parts = [*reversed(list(root.itersiblings(preceding=True))), root, *root.itersiblings()]
    return "".join(etree.tostring(one, encoding="unicode", with_tail=False) for one in parts)


def _value(maker: "saxonche.PySaxonProcessor", value: bool | Sequence[str]) -> object:
    if isinstance(value, bool):
        return maker.make_boolean_value(value)
    return sequence(maker, [maker.make_string_value(one) for one in value])
