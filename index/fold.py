"""The one form in which text is compared: width, case and traditional characters folded."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any


@cache
def _simplifier() -> Any:
    import opencc

    return opencc.OpenCC("t2s")


def simplified(text: str) -> str:
    """The text in simplified characters: 「南溪區的區長」 gives 「南溪区的区长」; its length may change.

    A lone surrogate becomes 「?」.
    """
    plain: str = _simplifier().convert(text.encode("utf-8", "replace").decode())
    return plain


def fold(text: str) -> str:
    """The text in the form that is compared: NFKC, lower case, simplified characters; its length may change.

    「第１９屆ＡＢＣ」 gives 「第19届abc」.
    """
    return simplified(unicodedata.normalize("NFKC", text).lower().replace("○", "〇"))
