"""``python -m syndicheck``."""

from syndicheck.cli import main

if __name__ == "__main__":
    main()
