"""`python -m torture`: see `campaign.py`."""

import sys

from torture.campaign import alone, main

alone()
sys.exit(main())
