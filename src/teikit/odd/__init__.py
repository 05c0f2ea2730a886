"""The ODD compiler: from a customization of the TEI to the vocabulary it defines."""

from teikit.odd.compile import compile_odd
from teikit.odd.model import How, Removal, Vocabulary

__all__ = ["How", "Removal", "Vocabulary", "compile_odd"]
