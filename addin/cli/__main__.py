"""``python -m addin.cli`` is ``thidua``."""

from addin.cli import main

main()
