"""One walk over a tree tells which names occur in it, and where."""

import pytest
from lxml import etree

from teikit.names import TEI, XML, clark
from teikit.xml.inventory import take_inventory
from teikit.xml.wording import wording_of

ID = clark(XML, "id")
TREE = etree.ElementTree(
    etree.fromstring(
        f"""<TEI xmlns="{TEI}" n="1"><!-- <q/> --><?x y="z"?>
  <p xml:id="a" rend="b">x<hi rend="c" n="2" ref="d"/></p><p/>
</TEI>"""
    )
)


def test_elements_are_counted_and_attributes_named() -> None:
    inventory = take_inventory(TREE)
    assert {(one.element, one.attributes): count for one, count in inventory.wordings.items()} == {
        (clark(TEI, "TEI"), ("n",)): 1,
        (clark(TEI, "p"), (ID, "rend")): 1,
        (clark(TEI, "hi"), ("rend", "n", "ref")): 1,
        (clark(TEI, "p"), ()): 1,
    }
    assert inventory.elements == {clark(TEI, "TEI"), clark(TEI, "p"), clark(TEI, "hi")}
    assert inventory == take_inventory(TREE)


def test_what_is_known_is_not_looked_for() -> None:
    known = [wording_of("q", one.attributes) for one in take_inventory(TREE).met]
    inventory = take_inventory(TREE, ("rend", ID), known)
    assert inventory.elements == {"q"}
    assert inventory.held == take_inventory(TREE, ("rend", ID)).held


def test_what_is_known_of_another_tree_is_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        take_inventory(TREE, ("rend",), [wording_of("p", ())])


def test_only_what_is_asked_for_is_held() -> None:
    inventory = take_inventory(TREE, ("rend", "target"))
    assert {name: len(held) for name, held in inventory.held.items()} == {"rend": 2, "target": 0}
    assert take_inventory(TREE).held == {}


def test_attributes_of_several_names_are_in_document_order() -> None:
    inventory = take_inventory(TREE, ("ref", "rend", ID))
    found = [
        (number, name, value)
        for (_, number, _, value), name in inventory.among(("ref", "rend", ID))
    ]
    assert found == [(1, ID, "a"), (1, "rend", "b"), (2, "rend", "c"), (2, "ref", "d")]
