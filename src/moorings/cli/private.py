"""What is kept from others on the machine: the memory, and the folder of vaults."""

import sys
from contextlib import suppress

from moorings.companion.closing_to_others import close_folder
from moorings.companion.harbour import Harbour

#: `PR_SET_DUMPABLE` of <linux/prctl.h>.
_SET_DUMPABLE = 4


def kept_private(harbour: Harbour) -> Harbour:
    """Keep others from the memory and the folder of whoever opens these vaults."""
    keep_memory_private()
    if told := close_folder(harbour):
        sys.stderr.write(f"{told}\n")
    return harbour


def keep_memory_private() -> None:
    """Write no memory image to disk if the program dies, and let no other look in."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - not everywhere

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        with suppress(ImportError, OSError, AttributeError):
            import ctypes  # noqa: PLC0415 - not everywhere

            ctypes.CDLL(None).prctl(_SET_DUMPABLE, 0, 0, 0, 0)
