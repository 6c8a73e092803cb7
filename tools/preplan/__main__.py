"""`python -m preplan`: the command without an installed script."""

import sys

from preplan.cli import main

sys.exit(main())
