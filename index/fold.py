"""The one form in which text is compared: width, case and traditional characters folded."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """The text in the form that is compared: NFKC, lower case, simplified characters; its length may change.

    「第１９屆ＡＢＣ」 gives 「第19届abc」.
    """
    clean = text.encode("utf-8", "replace").decode()
    folded: str = _simplifier().convert(unicodedata.normalize("NFKC", clean).lower().replace("○", "〇"))
    return folded
