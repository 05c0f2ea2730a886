"""Links and identity: within a file, across files, and out to the web.

`facts_of` and `local_findings` look at one file, in whatever process reads it; `Links` takes the
facts of all files and says what is wrong between them.
"""

from teikit.validate.links.facts import Facts, facts_of
from teikit.validate.links.links import Links
from teikit.validate.links.local import local_findings
from teikit.validate.links.table import PointerTable, builtin_pointers
from teikit.validate.links.walk import names_surveyed

__all__ = [
    "Facts",
    "Links",
    "PointerTable",
    "builtin_pointers",
    "facts_of",
    "local_findings",
    "names_surveyed",
]
