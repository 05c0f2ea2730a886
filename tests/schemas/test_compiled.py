"""The schema files beside the house ODD are what the ODD compiles to today."""

import pytest

from teikit import compile_odd, resources
from teikit.relaxng.files import nothing
from teikit.schema.files import EMITTERS
from teikit.schema.published import Published, published

ODD = resources.schemas() / "edition.odd"
KEPT = ("rng", "rnc", "sch", "xsd")


@pytest.fixture(scope="module")
def house() -> Published:
    schema = published(compile_odd(ODD), nothing, str(ODD)).value
    assert schema is not None
    return schema


@pytest.mark.parametrize("form", KEPT)
def test_the_compiled_schema_is_current(house: Published, form: str) -> None:
    kept = ODD.with_suffix(f".{form}").read_text(encoding="utf-8")
    command = f"teikit schema schemas/edition.odd --to {','.join(KEPT)} -o schemas"
    assert EMITTERS[form](house).value == kept, f"run: {command}"
