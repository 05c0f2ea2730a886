"""How the time for an expression of XPath 1.0 grows with the document.

libxml2 cannot be stopped any more than SaxonC, and it does not run in a process of its own. So it
is not asked what might take it minutes: SaxonC, which can be watched, is asked then.
"""

import re
from typing import Final

_TOKEN: Final = re.compile(
    r"""(?P<text>"[^"]*"|'[^']*')|(?P<axis>[a-z-]+)::|(?P<opening>[\[(])|(?P<closing>[\])])"""
    r"""|(?P<next>[|,]|\s(?:or|and)\s)"""
)
_WHOLE: Final = frozenset({"descendant", "descendant-or-self", "following", "preceding"})
_PART: Final = frozenset({"ancestor", "ancestor-or-self", "following-sibling", "preceding-sibling"})
_MOST_STEPS: Final = 3e8  # some seconds


def order(xpath: str) -> float:
    """Return the power of a document's size that bounds the time for an expression.

    An axis that may lead to any number of nodes counts for one, those that seldom lead to many
    for a half, in each other as a sum and beside each other once.

    >>> order("/descendant::a[attribute::n]")
    1.0
    >>> order("/descendant::a[(ancestor::b) or (following-sibling::b)]")
    1.5
    >>> order("/descendant::a[count(/descendant::b[preceding::a]) > 1]")
    3.0
    """
    open_orders, most = [0.0], 0.0
    for token in _TOKEN.finditer(xpath):
        if token["opening"]:
            open_orders.append(0.0)
        elif token["closing"] and len(open_orders) > 1:
            open_orders.pop()
        elif token["next"]:
            open_orders[-1] = 0.0
        elif token["axis"]:
            open_orders[-1] += 1.0 if token["axis"] in _WHOLE else 0.5 * (token["axis"] in _PART)
            most = max(most, sum(open_orders))
    return most


def too_much(power: float, elements: int) -> bool:
    """Return whether an expression of that order is too much for a document of that size.

    >>> too_much(1.5, 100_000), too_much(3.0, 100_000)
    (False, True)
    """
    return bool(elements**power > _MOST_STEPS)
