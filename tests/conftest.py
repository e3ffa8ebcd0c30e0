"""Set before the first import: what scikit-learn's checks would skip without."""

import os

# Lets scikit-learn run its array API check instead of skipping it.
os.environ.setdefault("SCIPY_ARRAY_API", "1")
