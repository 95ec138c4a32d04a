"""Speed, always as a ratio to a peer measured in the same run: absolute figures of one machine say little."""

import os

# what is measured starts as an installed package does, whose modules are compiled
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
