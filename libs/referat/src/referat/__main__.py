"""`python -m referat`."""

import sys

from referat.cli import main

sys.exit(main())
