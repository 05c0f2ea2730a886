"""What goes into SaxonC and comes out of it, with whichever processor; on its thread only."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import saxonche

FEATURE: Final = "http://saxon.sf.net/feature/"


def restrain(maker: "saxonche.PySaxonProcessor") -> None:
    """Let a processor call no foreign function, and have no narrower limits than documents."""
    maker.set_configuration_property(f"{FEATURE}allow-external-functions", "false")
    # Our own parser has its limits; those of Java are narrower than documents are.
    for limit in ("maxElementDepth", "elementAttributeLimit"):
        name = f"{FEATURE}parserProperty?uri=jdk.xml.{limit}"
        maker.set_configuration_property(name, "0")


def prepare(executable: "saxonche.PyXsltExecutable", values: Mapping[str, object]) -> None:
    """Give a stylesheet its parameters for a run; the values must live until that is over."""
    executable.clear_parameters()
    executable.clear_xsl_messages()
    executable.set_save_xsl_message(True)
    for name, value in values.items():
        executable.set_parameter(name, value)


def messages(executable: "saxonche.PyXsltExecutable") -> list[str]:
    """Return the messages of the last run."""
    found = executable.get_xsl_messages()
    return [str(message) for message in found] if found else []


def document_node(maker: "saxonche.PySaxonProcessor", uri: str, text: str) -> "saxonche.PyXdmNode":
    """Return a document that is at hand as text."""
    builder = maker.new_document_builder()
    builder.set_base_uri(uri)
    return builder.parse_xml(xml_text=text)


def sequence(maker: "saxonche.PySaxonProcessor", items: Sequence[object]) -> object:
    """Return several values as one."""
    # A value put together with add_xdm_item is lost to the collector; XPath gives a sound one.
    if not items:
        return maker.empty_sequence()
    evaluator = maker.new_xpath_processor()
    evaluator.declare_variable("items")
    evaluator.set_parameter("items", maker.make_array(list(items)))
    return evaluator.evaluate("$items?*")
