"""The command line `weerklank`."""

import argparse
import sys
from collections.abc import Sequence
from importlib.metadata import version

from bot.config import read_settings
from bot.domain.errors import Mistake


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = argparse.ArgumentParser(prog="weerklank", description="Close the loop with parents after a spiegelgesprek.")
    top.add_argument("--version", action="version", version=version("weerklank"))
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0: done; 1: the thing asked for failed; 2: the call, a setting or a file was wrong."""
    try:
        parser().parse_args(arguments)
        read_settings()
    except Mistake as mistake:
        print(f"weerklank: {mistake}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
