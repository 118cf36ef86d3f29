"""The command line `weerklank`: words in, an exit code out. What it does is done elsewhere.

0: done; 1: the thing asked for failed; 2: the call, a setting or a file was wrong.
"""

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from bot import operating
from bot.config import Settings, read_settings
from bot.dialogue.loader import Mistakes
from bot.domain.actor import Role
from bot.domain.errors import Mistake, Refused, Unavailable
from bot.refusals import told

Command = Callable[[Settings, argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and say what went wrong in one line, without a traceback."""
    try:
        given = parser().parse_args(arguments)
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
        for noisy in ("apscheduler", "alembic"):
            logging.getLogger(noisy).setLevel(logging.WARNING)
        command: Command = given.command
        return command(read_settings(), given)
    except Mistakes as several:
        return _fail(*(str(mistake) for mistake in several.mistakes), code=2)
    except Mistake as mistake:
        return _fail(str(mistake), code=2)
    except (Refused, Unavailable) as error:
        return _fail(told(error), code=1)
    except KeyboardInterrupt:
        return 1
    except BrokenPipeError:
        # Whoever read along (`| head`) has seen enough; nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def _fail(*lines: str, code: int) -> int:
    for line in lines:
        print(f"weerklank: {' '.join(line.split())}", file=sys.stderr)
    return code


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a call as any other mistake is said: in one line."""

    def error(self, message: str) -> NoReturn:
        """Raises Mistake."""
        raise Mistake(f"{message[:1].upper()}{message[1:]}.", mend=f"See: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = Parser(prog="weerklank", description="Close the loop with parents after a spiegelgesprek.")
    top.add_argument("--version", action="version", version=version("weerklank"))
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    demo = _add(commands, "demo", _demo, "the whole loop with invented parents, on this machine")
    demo.add_argument("--headless", action="store_true", help="play it and print what everybody's phone shows")
    _add(commands, "run", _run, "serve the coalitions in the database")
    load = _add(commands, "load", _load, "put a coalition's data file in the database, or bring it up to date")
    load.add_argument("file", nargs="?", type=Path, metavar="FILE.yaml")
    load.add_argument("--schema", action="store_true", help="print what the file may hold, as JSON Schema")
    invite = _add(commands, "invite", _invite, "make links by which people join")
    invite.add_argument("trajectory", metavar="TRAJECTORY")
    invite.add_argument("--count", type=int, default=1, metavar="N")
    invite.add_argument("--role", type=Role, default=Role.PARENT, choices=list(operating.INVITED), metavar="ROLE")
    invite.add_argument("--json", action="store_true")
    bulletin = _add(commands, "bulletin", _bulletin, "send, pause, resume or cancel a bulletin, or see how far it is")
    bulletin.add_argument("what", choices=["send", "pause", "resume", "cancel", "status"])
    bulletin.add_argument("id", metavar="ID")
    bulletin.add_argument("--json", action="store_true")
    inbox = _add(commands, "inbox", _inbox, "what could not be handled: list it, or try it again")
    inbox.add_argument("what", choices=["list", "retry"])
    inbox.add_argument("row", nargs="?", type=int, metavar="ROW", help="only this row")
    flows = _add(commands, "flows", _flows, "check the flows, or print the schema of a flow file")
    flows.add_argument("what", choices=["check", "schema"])
    texts = _add(commands, "texts", _texts, "check or update the catalogs, or judge how plain lines of text are")
    texts.add_argument("what", choices=["check", "extract", "plain"])
    texts.add_argument("--lang", default="nl", metavar="LANGUAGE", help="extract: add this language; plain: the text's language")
    texts.add_argument("--json", action="store_true")
    database = _add(commands, "db", _db, "make the database, or bring it up to this version")
    database.add_argument("what", choices=["upgrade"])
    keys = _add(commands, "keys", _keys, "wrap every data key in the first secret key")
    keys.add_argument("what", choices=["rotate"])
    return top


def _add(commands: "argparse._SubParsersAction[Parser]", name: str, command: Command, words: str) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    added.set_defaults(command=command)
    return added


def _demo(settings: Settings, given: argparse.Namespace) -> int:
    from bot.rehearsal.demo import play  # noqa: PLC0415 - only this command needs the Bot API server

    return asyncio.run(play(settings))


def _run(settings: Settings, given: argparse.Namespace) -> int:
    asyncio.run(operating.run(settings))
    return 0


def _load(settings: Settings, given: argparse.Namespace) -> int:
    if given.schema:
        print(operating.load_schema())
        return 0
    if given.file is None:
        raise Mistake("load needs a file.", mend="weerklank load FILE.yaml; --schema says what it may hold.")
    for line in asyncio.run(operating.load(settings, given.file)):
        print(line)
    return 0


def _invite(settings: Settings, given: argparse.Namespace) -> int:
    links = asyncio.run(operating.invite(settings, given.trajectory, given.count, given.role))
    print(json.dumps(links, indent=2) if given.json else "\n".join(link["link"] for link in links))
    return 0


def _bulletin(settings: Settings, given: argparse.Namespace) -> int:
    status = asyncio.run(operating.bulletin(settings, given.what, given.id))
    print(json.dumps(status, indent=2) if given.json else operating.status_lines(status))
    return 0


def _inbox(settings: Settings, given: argparse.Namespace) -> int:
    for line in asyncio.run(operating.inbox(settings, given.what, given.row)):
        print(line)
    return 0


def _flows(settings: Settings, given: argparse.Namespace) -> int:
    print(operating.flow_schema() if given.what == "schema" else operating.check_flows(settings))
    return 0


def _texts(settings: Settings, given: argparse.Namespace) -> int:
    if given.what == "plain":
        for line in sys.stdin:
            verdict = operating.plain(line.rstrip("\n"), given.lang)
            print(json.dumps(verdict, ensure_ascii=False) if given.json else operating.plain_lines(verdict), flush=True)
        return 0
    print(operating.extract_texts(settings, given.lang) if given.what == "extract" else operating.check_texts(settings))
    return 0


def _db(settings: Settings, given: argparse.Namespace) -> int:
    print(asyncio.run(operating.upgrade(settings)))
    return 0


def _keys(settings: Settings, given: argparse.Namespace) -> int:
    print(asyncio.run(operating.rotate(settings)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
