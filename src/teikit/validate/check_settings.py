"""What an edition says about its text, for the checks to go by."""

from typing import Final

from teikit.records import dataclass


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """What an edition says about its text, beyond which rules are on.

    `normal_form` is the form of Unicode it is in. With `tei_constraints`, the constraints that
    the TEI itself states are applied anyway, and are not checked a second time.
    """

    normal_form: str = "NFC"
    tei_constraints: bool = False


USUAL_SETTINGS: Final = CheckSettings()
