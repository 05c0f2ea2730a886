"""The datatypes of XML Schema that a `dataRef` can name (XML Schema, part 2, section 3)."""

from typing import Final

XSD_NAMES: Final = frozenset(
    (
        "ENTITIES",
        "ENTITY",
        "ID",
        "IDREF",
        "IDREFS",
        "NCName",
        "NMTOKEN",
        "NMTOKENS",
        "NOTATION",
        "Name",
        "QName",
        "anyURI",
        "base64Binary",
        "boolean",
        "byte",
        "date",
        "dateTime",
        "decimal",
        "double",
        "duration",
        "float",
        "gDay",
        "gMonth",
        "gMonthDay",
        "gYear",
        "gYearMonth",
        "hexBinary",
        "int",
        "integer",
        "language",
        "long",
        "negativeInteger",
        "nonNegativeInteger",
        "nonPositiveInteger",
        "normalizedString",
        "positiveInteger",
        "short",
        "string",
        "time",
        "token",
        "unsignedByte",
        "unsignedInt",
        "unsignedLong",
        "unsignedShort",
    )
)


def is_xsd_datatype(name: str) -> bool:
    """Return whether XML Schema has a datatype of that name.

    >>> is_xsd_datatype("anyURI"), is_xsd_datatype("teidata.word")
    (True, False)
    """
    return name in XSD_NAMES
