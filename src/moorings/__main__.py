"""`python -m moorings` does what the command `moorings` does."""

import sys

from moorings.cli import main

sys.exit(main())
