"""XSLT 3.0 on SaxonC: compile a stylesheet, run it on a document, get text and diagnostics.

The only importer of saxonche. SaxonC must not be shared between threads, so one thread of its own
does all the work and callers from any thread wait for it. Saxon's parser never sees a document as
it came: it gets the tree that our own parser made, written out again without a DOCTYPE.

Nothing is read from the network. A stylesheet may name the bundled ones by the stable URI
`https://teikit.org/xslt/…`, which a catalog leads to the installed folder.
"""

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from html import escape
from pathlib import Path
from typing import TypeAlias, TypeVar

import saxonche
from lxml import etree

from teikit import resources
from teikit.diagnostics import Diagnostic, Outcome
from teikit.records import dataclass
from teikit.source import span_at
from teikit.xml.parse import Document
from teikit.xml.saxon_messages import compile_diagnostics, run_diagnostic, user_messages
from teikit.xml.saxon_values import FEATURE, document_node, messages, prepare, restrain, sequence
from teikit.xml.streams import captured_stderr, temporary_folder
from teikit.xml.stylesheet_modules import STABLE_URI, Modules, read_modules

T = TypeVar("T")
Tree: TypeAlias = "etree._ElementTree | etree._Element"  # noqa: SLF001
Parameter: TypeAlias = "str | bool | int | Tree | Sequence[Tree] | Sequence[str] | None"

_STACK_BYTES = 256 * 1024 * 1024  # deep documents recurse deeply; the memory is only reserved


@dataclass(frozen=True, slots=True)
class Stylesheet:
    """A compiled stylesheet, good for any number of runs in this process."""

    path: Path
    executable: object
    modules: Modules


def compile_stylesheet(path: Path) -> Outcome[Stylesheet]:
    """Return a stylesheet compiled from its file; the value is None where it has errors.

    Compiled stylesheets are kept until one of the files they are made of changes.
    """
    path = path.resolve()
    known = _compiled.get(path)
    if known is not None and known.modules.unchanged():
        return Outcome(known)
    if not path.is_file():
        problem = "There is no stylesheet at this place."
        return Outcome(None, (Diagnostic("OUT101", problem, span_at(str(path), 1, 1)),))
    modules = read_modules(path)
    if modules.remote:
        return Outcome(None, modules.remote)
    outcome = on_saxon_thread(lambda: _compile(path, modules))
    if outcome.value is not None:
        _compiled[path] = outcome.value
    return outcome


def run(
    stylesheet: Stylesheet,
    document: Document,
    parameters: Mapping[str, Parameter] | None = None,
) -> Outcome[str]:
    """Return what a stylesheet makes of a document, serialised as its `xsl:output` says.

    Parameters are named as in the stylesheet (a name in a namespace in Clark's notation); None
    leaves the stylesheet's default. Trees arrive as document nodes.
    """
    return on_saxon_thread(lambda: _run(stylesheet, document, parameters or {}))


_compiled: dict[Path, Stylesheet] = {}
_executor_lock = threading.Lock()


@cache
def _executor() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="saxon")


def on_saxon_thread(work: Callable[[], T]) -> T:
    """Return what some work on SaxonC comes to, done on the thread that may do it."""
    with _executor_lock:
        previous = threading.stack_size(_STACK_BYTES)
        try:
            future = _executor().submit(work)
        finally:
            threading.stack_size(previous)
    return future.result()


def _start_afresh() -> None:
    # A forked process has none of the threads of its parent, and must not touch its SaxonC.
    global _executor_lock  # noqa: PLW0603
    _executor_lock = threading.Lock()
    _forgotten.append((_compiled.copy(), processor() if processor.cache_info().currsize else 0))
    _compiled.clear()
    _executor.cache_clear()
    processor.cache_clear()


_forgotten: list[object] = []  # never freed: freeing would call into the parent's SaxonC
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_afresh)


@cache
def processor() -> saxonche.PySaxonProcessor:
    """Return the processor of this process, to be used on its thread only."""
    made = saxonche.PySaxonProcessor(license=False)
    catalog = temporary_folder() / "catalog.xml"
    catalog.write_text(_catalog(resources.xslt()), encoding="utf-8")
    made.set_catalog_files([str(catalog)])
    # The stable URI needs https; the catalog leads every other https address to a dead end.
    made.set_configuration_property(f"{FEATURE}allowedProtocols", "file,https")
    made.set_configuration_property(f"{FEATURE}linenumbering", "true")
    restrain(made)
    return made


def _catalog(xslt: Path) -> str:
    # SaxonC cannot open jar: addresses, so it stops there. A file that does not exist would not do:
    # the resolver would go on to the original address.
    rewrites = {STABLE_URI: f"{xslt.resolve().as_uri()}/", "https:": "jar:file:///refused/"}
    entries = "".join(
        f'<rewriteURI uriStartString="{escape(start)}" rewritePrefix="{escape(prefix)}"/>'
        for start, prefix in rewrites.items()
    )
    return f'<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">{entries}</catalog>'


def _compile(path: Path, modules: Modules) -> Outcome[Stylesheet]:
    compiler = processor().new_xslt30_processor()
    with captured_stderr() as written:
        try:
            executable = compiler.compile_stylesheet(stylesheet_file=str(path))
        except saxonche.PySaxonApiError as error:
            return Outcome(None, compile_diagnostics(str(error) or written(), modules))
    return Outcome(Stylesheet(path, executable, modules))


def _run(
    stylesheet: Stylesheet, document: Document, parameters: Mapping[str, Parameter]
) -> Outcome[str]:
    executable: saxonche.PyXsltExecutable = stylesheet.executable
    values = {name: _xdm(value) for name, value in parameters.items() if value is not None}
    prepare(executable, values)
    failure: Diagnostic | None = None
    text = ""
    with captured_stderr() as written:
        try:
            node = _document_node(document.tree, _base_uri(document))
            text = executable.transform_to_string(xdm_node=node) or ""
        except saxonche.PySaxonApiError as error:
            failure = run_diagnostic(str(error), written(), stylesheet.modules, document)
    said = user_messages(messages(executable), document)
    if failure is not None:
        return Outcome(None, (*said, failure))
    return Outcome(text, said)


def _base_uri(document: Document) -> str:
    path = document.source.path
    return path.resolve().as_uri() if path is not None else "teikit:document"


def _document_node(tree: Tree, base_uri: str) -> "saxonche.PyXdmNode":
    root = tree if isinstance(tree, etree._Element) else tree.getroot()  # noqa: SLF001
    text = etree.tostring(root, encoding="unicode", with_tail=False)
    return document_node(processor(), base_uri, text)


def _xdm(value: "str | bool | int | Tree | Sequence[Tree] | Sequence[str]") -> object:
    maker = processor()
    if isinstance(value, bool):
        return maker.make_boolean_value(value)
    if isinstance(value, int):
        return maker.make_integer_value(value)
    if isinstance(value, str):
        return maker.make_string_value(value)
    if isinstance(value, etree._Element | etree._ElementTree):  # noqa: SLF001
        return _document_node(value, "teikit:parameter")
    return sequence(maker, [_xdm(item) for item in value])
