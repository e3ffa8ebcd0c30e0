"""What holds for all tests, set before the first import of scikit-learn."""

import os

from hypothesis import settings

# On a busy machine any example may take longer than the usual fifth of a second.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Lets scikit-learn run its array API check instead of skipping it.
os.environ.setdefault("SCIPY_ARRAY_API", "1")
