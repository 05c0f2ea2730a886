"""What the examples of rules about ODDs share."""

from typing import Final

TEI: Final = """\
<moduleRef key="tei"/>
<moduleRef key="header"/>
<moduleRef key="core"/>
<moduleRef key="textstructure"/>
"""
"""The modules that every letter needs."""
