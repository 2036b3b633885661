"""When the festivals are."""

import subprocess
import sys

from qa.festivals import FESTIVALS, festival


def test_festivals_lie_in_their_year() -> None:
    for year in range(1901, 2100):
        for name in FESTIVALS:
            first, last = festival(name, year) or (None, None)
            assert first and last and first <= last and last.year == year
            assert (last - first).days < 63
    assert festival("春节", 1800) is festival("清明", 2150) is None


def test_the_lunar_calendar_is_loaded_when_it_is_needed() -> None:
    script = "import sys, qa.dates; print('borax' in sys.modules)"
    out = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "False"
