"""Open the vault in a folder as the app does; then search at once."""

import sys
import time
from pathlib import Path

from moorings.companion.clock import SystemClock
from moorings.companion.harbour import Harbour

harbour = Harbour(Path(sys.argv[1]), SystemClock())
opened = harbour.find(harbour.unlock(harbour.which(), sys.argv[2]))
cpu = time.process_time()
print(f'{{"cpu": {cpu}}}', flush=True)

from moorings.companion.searching import Search, search  # noqa: E402 - after the clock

asked = time.perf_counter()
found = search(opened, Search(words=sys.argv[3]), 0, 31)
took = time.perf_counter() - asked
sound = str(opened.condition.sound).lower()
records = sum(1 for _ in opened.journey.records())
print(
    f'{{"search": {took}, "found": {len(found)}, "sound": {sound},'
    f' "records": {records}}}',
    flush=True,
)
