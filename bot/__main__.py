"""The command line `weerklank`: words in, an exit code out. What it does is done elsewhere.

0: done; 1: the thing asked for failed; 2: the call, a setting or a file was wrong.
"""

import argparse
import asyncio
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import NoReturn

from bot import correcting, operating, proofing, reporting, steering
from bot.config import Settings, read_settings
from bot.domain.actor import Role
from bot.domain.delivery import Settle
from bot.domain.errors import Mistake, Mistakes, Refused, Unavailable
from bot.playing.console import Terminal
from bot.refusals import told
from bot.report.making import LANGUAGES
from bot.running import ProcessRole
from bot.services.people.joining import MOST_INVITATIONS

SETTLING = {
    Settle.RESEND: "send it once more; whoever has it already gets it twice",
    Settle.RECEIVED: "count it as arrived, and go on behind it",
    Settle.DROP: "give it up, with what stands behind it",
}
Command = Callable[[Settings, argparse.Namespace], int]
EPILOG = (
    "Settings come from the environment and from .env in the folder you are in; .env.example explains them. "
    "Exit codes: 0 done; 1 what was asked failed; 2 the call, a setting or a file was wrong."
)
MOST_MISTAKES = 20
"""Told in one go: more than anybody mends in one go."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and say what went wrong in one line, without a traceback."""
    try:
        given = parser().parse_args(arguments)
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
        logging.getLogger("alembic").setLevel(logging.WARNING)
        # It warns each time that a tick is still going on when the next one is due, which is as it should be.
        logging.getLogger("apscheduler").setLevel(logging.ERROR)
        command: Command = given.command
        settings = read_settings()
        _warn(*settings.warnings)
        return _said(command(settings, given))
    except Mistakes as several:
        more = len(several.mistakes) - MOST_MISTAKES
        lines = [str(mistake) for mistake in several.mistakes[:MOST_MISTAKES]]
        return _fail(*lines, *([f"… and {more} more."] if more > 0 else []), code=2)
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


def _said(code: int) -> int:
    """What was printed is out: who reads along may have gone, and that is noticed here and not at the very end."""
    sys.stdout.flush()
    return code


def _fail(*lines: str, code: int) -> int:
    for line in lines:
        print(f"weerklank: {' '.join(line.split())}", file=sys.stderr)
    return code


def _warn(*lines: str) -> None:
    _fail(*(f"warning: {line}" for line in lines), code=0)


class Parser(argparse.ArgumentParser):
    """Says what is wrong with a call as any other mistake is said: in one line."""

    def error(self, message: str) -> NoReturn:
        """Raises Mistake."""
        raise Mistake(f"{message[:1].upper()}{message[1:]}.", mend=f"See: {self.prog} --help")


def parser() -> argparse.ArgumentParser:
    """Every command with its arguments."""
    top = Parser(prog="weerklank", description="Close the loop with parents after a spiegelgesprek.", epilog=EPILOG)
    top.add_argument("--version", action="version", version=version("weerklank"))
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)

    _demo_arguments(commands)
    run = _add(commands, "run", _run, "serve the coalitions in the database")
    run.add_argument(
        "--role",
        default=str(ProcessRole.ALL),
        choices=[str(role) for role in ProcessRole],
        metavar="web|worker|all",
        help="on PostgreSQL: web receives, worker does the rest; as many of each as you like",
    )
    load = _add(commands, "load", _load, "put a coalition's data file in the database, or bring it up to date")
    load.add_argument("file", nargs="?", type=Path, metavar="FILE.yaml", help="the data file; loading it again updates")
    load.add_argument("--check", action="store_true", help="say what is wrong and what would change, and write nothing")
    load.add_argument("--schema", action="store_true", help="print what the file may hold, as JSON Schema")
    invite = _add(commands, "invite", _invite, "make links by which people join")
    invite.add_argument("trajectory", metavar="TRAJECTORY", help="its id in the data file")
    invite.add_argument("--count", type=_count, default=1, metavar="N", help="how many links: 1 (unless said), 500 at the most")
    roles = ", ".join(operating.INVITED)
    words = f"what whoever opens the link will be: {Role.PARENT} (unless said), or another of {roles}"
    choices = [str(role) for role in operating.INVITED]
    invite.add_argument("--role", default=str(Role.PARENT), choices=choices, metavar="ROLE", help=words)
    words = "links for parents, given by this contact person: who may hold messages to a parent that is fine with it"
    invite.add_argument("--contact", metavar="ID", help=words)
    words = '[{"token", "link", "role"}], with "person" when it is for somebody'
    invite.add_argument("--json", action="store_true", help=words)
    words = "send, schedule, pause, resume or (for good) cancel a bulletin, see how far it is, or settle what is uncertain"
    bulletin = _add(commands, "bulletin", _bulletin, words)
    bulletin.add_argument("what", choices=steering.WHAT, metavar="WHAT", help=", ".join(steering.WHAT))
    bulletin.add_argument("id", metavar="ID", help="its id in the data file")
    moment = f"such as '{steering.MOMENT}', on the clock where the coalition is"
    bulletin.add_argument("--at", metavar="MOMENT", help=f"send: begin then, {moment}")
    bulletin.add_argument("--until", metavar="MOMENT", help="send: what is left then expires; unless said, send_within_days")
    settling = bulletin.add_mutually_exclusive_group()
    for how, words in SETTLING.items():
        settling.add_argument(f"--{how}", dest="settle", action="store_const", const=how, help=f"uncertain: {words}")
    bulletin.add_argument("--row", action="append", default=[], metavar="ROW", help="uncertain: only this row")
    bulletin.add_argument("--json", action="store_true", help='{"id", "state", "recipients", "counts", "reasons"}')
    _add_report(commands)
    inbox = _add(commands, "inbox", _inbox, "what could not be handled: list it, or try it again")
    inbox.add_argument("what", choices=["list", "retry"], help="list: a row each; retry: put them back, to be handled again")
    inbox.add_argument("row", nargs="?", type=int, metavar="ROW", help="only this row, by the number in the list")
    _add_flows(commands)
    _add_texts(commands)
    database = _add(commands, "db", _db, "make the database, or bring it up to this version")
    database.add_argument("what", choices=["upgrade"], help="make it, or bring it up to this version; nothing is lost")
    keys = _add(commands, "keys", _keys, "wrap every data key in the first secret key")
    keys.add_argument("what", choices=["rotate"], help="afterwards the other secret keys may be taken away")
    return top


def _demo_arguments(commands: "argparse._SubParsersAction[Parser]") -> None:
    words = "rehearse on this machine: a page with phones, invented parents, and a clock that you move"
    demo = _add(commands, "demo", _demo, words)
    demo.add_argument("file", nargs="?", type=Path, metavar="FILE.yaml", help="your own data file; the example town unless said")
    demo.add_argument("--headless", action="store_true", help="no page: play the whole story and print everybody's phone")
    demo.add_argument("--port", type=_port, default=0, metavar="N", help="where the page is served; any free port unless said")
    demo.add_argument("--no-browser", action="store_true", help="open no browser: the address is printed")


def _add_flows(commands: "argparse._SubParsersAction[Parser]") -> None:
    flows = _add(commands, "flows", _flows, "check the conversations, draw or play one, or print the schema of a flow file")
    words = "check: what would go wrong; graph: a flow as a picture (SVG); play: walk one here; schema: for an editor"
    flows.add_argument("what", choices=["check", "graph", "play", "schema"], metavar="WHAT", help=words)
    words = "graph, play: the name of a flow (graph: all of them, unless said); schema: flow (unless said) or cadence"
    flows.add_argument("of", nargs="?", metavar="FLOW", help=words)
    flows.add_argument("--lang", default="nl", metavar="LANGUAGE", help="graph, play: the language of the texts; nl unless said")
    flows.add_argument("--out", type=Path, metavar="FILE", help="graph: write it there instead of on standard output")


def _add_texts(commands: "argparse._SubParsersAction[Parser]") -> None:
    texts = _add(commands, "texts", _texts, "check or update the catalogs, or judge how plain lines of text are")
    words = (
        "check: what is missing; extract: bring the catalogs up to date with the flows; export, import: a language as a PO file; "
        "plain: judge lines from standard input; safety: what a coalition approves before it speaks a language"
    )
    texts.add_argument("what", choices=["check", "extract", "export", "import", "plain", "safety"], metavar="WHAT", help=words)
    texts.add_argument("file", nargs="?", type=Path, metavar="FILE", help="import: the PO file with a language's words")
    words = "extract: add this language; export, safety: which one; plain: the text's language"
    texts.add_argument("--lang", default="nl", metavar="LANGUAGE", help=words)
    texts.add_argument("--out", type=Path, metavar="FILE", help="export: write it there instead of on standard output")
    texts.add_argument("--reviewed-by", metavar="ROLE", help="import: who read all of it, as a role: 'native speaker'")
    texts.add_argument("--on", type=_day, metavar="DATE", help="import: the day of that review, as 2026-11-26")
    words = "export, import: as this coalition has them, in its own words where it has any"
    texts.add_argument("--coalition", metavar="ID", help=words)
    texts.add_argument("--by", metavar="PERSON", help="import --coalition: whose words these are, by id in the data file")
    words = "import --coalition: what was left as it stood has this person's yes; corrections want somebody else's"
    texts.add_argument("--approve", action="store_true", help=words)
    texts.add_argument("--json", action="store_true", help="plain: verdicts as JSON, as they are unless --words is said")
    texts.add_argument("--words", action="store_true", help="plain: verdicts for people to read, one a line too")


def _count(typed: str) -> int:
    """Raises ArgumentTypeError."""
    if not typed.isdecimal() or not 1 <= int(typed) <= MOST_INVITATIONS:
        raise argparse.ArgumentTypeError(f"'{typed}' is no number from 1 to {MOST_INVITATIONS}")
    return int(typed)


def _day(typed: str) -> date:
    """Raises ArgumentTypeError."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{typed}' is no day, such as 2026-11-26") from None


def _port(typed: str) -> int:
    """Raises ArgumentTypeError."""
    if not typed.isdecimal() or not 0 <= int(typed) <= 65535:
        raise argparse.ArgumentTypeError(f"'{typed}' is no port: a number from 0 (any that is free) to 65535")
    return int(typed)


def _add(commands: "argparse._SubParsersAction[Parser]", name: str, command: Command, words: str) -> argparse.ArgumentParser:
    added = commands.add_parser(name, help=words, description=words[0].upper() + words[1:] + ".")
    added.set_defaults(command=command)
    return added


def _add_report(commands: "argparse._SubParsersAction[Parser]") -> None:
    words = "the page, paper or charts for the return meeting and the policy table"
    report = _add(commands, "report", _report, words)
    report.add_argument("trajectory", metavar="TRAJECTORY", help="its id in the data file")
    report.add_argument("--out", type=Path, required=True, metavar="FILE", help=f"{reporting.ENDINGS}; replaced when it is there")
    report.add_argument("--lang", default=LANGUAGES[0], choices=LANGUAGES, help="its language; nl unless said")


def _demo(settings: Settings, given: argparse.Namespace) -> int:
    from bot.rehearsal import demo  # noqa: PLC0415 - only this command needs the Bot API server
    from bot.rehearsal.live.play import play  # noqa: PLC0415

    if given.headless and given.file is not None:
        raise Mistake("--headless plays the story of the example town.", mend="Leave out either the file or --headless.")
    if given.headless:
        return asyncio.run(demo.play(settings))
    return asyncio.run(play(settings, file=given.file, port=given.port, browser=not given.no_browser))


def _run(settings: Settings, given: argparse.Namespace) -> int:
    asyncio.run(operating.run(settings, ProcessRole(given.role)))
    return 0


def _load(settings: Settings, given: argparse.Namespace) -> int:
    if given.schema:
        print(operating.load_schema())
        return 0
    if given.file is None:
        raise Mistake("load needs a file.", mend="weerklank load FILE.yaml; --schema says what it may hold.")
    report = asyncio.run(operating.load(settings, given.file, check=given.check))
    print("\n".join(report.lines))
    _warn(*report.warnings)
    return 0


def _invite(settings: Settings, given: argparse.Namespace) -> int:
    links = asyncio.run(operating.invite(settings, given.trajectory, given.count, Role(given.role), given.contact))
    print(json.dumps(links, indent=2) if given.json else "\n".join(map(operating.link_line, links)))
    return 0


def _bulletin(settings: Settings, given: argparse.Namespace) -> int:
    order = steering.Order(given.what, given.id, given.at, given.until, given.settle, tuple(given.row))
    report = asyncio.run(steering.steer(settings, order))
    print(json.dumps(report, indent=2) if given.json else steering.report_lines(report))
    return 0


def _report(settings: Settings, given: argparse.Namespace) -> int:
    print(asyncio.run(reporting.report(settings, given.trajectory, given.out, given.lang)))
    return 0


def _inbox(settings: Settings, given: argparse.Namespace) -> int:
    for line in asyncio.run(operating.inbox(settings, given.what, given.row)):
        print(line)
    return 0


def _flows(settings: Settings, given: argparse.Namespace) -> int:
    match given.what:
        case "schema":
            print(proofing.schema_of(given.of or "flow"))
        case "graph":
            svg, warnings = proofing.draw_flow(settings, given.of, given.lang, given.out)
            print(svg, end="")
            _warn(*warnings)
        case "play":
            return _play(settings, given)
        case _:
            print(proofing.check_flows(settings))
    return 0


def _play(settings: Settings, given: argparse.Namespace) -> int:
    console = Terminal(_lines_in(), sys.stdout, typed=sys.stdin.isatty())
    play, warnings = proofing.play_flow(settings, given.of, given.lang, console)
    _warn(*warnings)
    return 0 if play.run() else 1


def _texts(settings: Settings, given: argparse.Namespace) -> int:
    if given.what == "plain":
        for line in _lines_in():
            verdict = proofing.plain(line, given.lang)
            as_json = given.json or not given.words
            print(json.dumps(verdict, ensure_ascii=False) if as_json else proofing.plain_line(verdict), flush=True)
        return 0
    if given.what == "extract":
        print(proofing.extract_texts(settings, given.lang))
        return 0
    if given.what == "safety":
        print(proofing.safety_texts(settings, given.lang))
        return 0
    if given.what in {"export", "import"}:
        return _exchange(settings, given)
    said, warnings = proofing.check_texts(settings)
    print(said)
    _warn(*warnings)
    return 0


def _exchange(settings: Settings, given: argparse.Namespace) -> int:
    coalition: str | None = given.coalition
    if coalition is None and (given.by is not None or given.approve):
        mend = "weerklank texts import FILE.po --coalition ID --by PERSON"
        raise Mistake("--by and --approve go with --coalition.", mend=mend)
    if given.what == "export":
        if coalition is None:
            print(proofing.export_texts(settings, given.lang, given.out))
        else:
            print(asyncio.run(correcting.export(settings, coalition, given.lang, given.out)))
        return 0
    if given.file is None:
        raise Mistake("import needs a file.", mend="weerklank texts import FILE.po")
    if coalition is None:
        print(proofing.import_texts(settings, given.file, given.reviewed_by, given.on))
        return 0
    return _correct(settings, given)


def _correct(settings: Settings, given: argparse.Namespace) -> int:
    """What is right is kept and said, also when something else in the file is not."""
    if given.reviewed_by is not None or given.on is not None:
        raise Mistake(
            "--reviewed-by and --on are of the project's own catalogs.", mend="Leave them out, or leave out --coalition."
        )
    if given.by is None:
        mend = "weerklank texts import FILE.po --coalition ID --by PERSON"
        raise Mistake("A coalition's words are somebody's.", mend=mend)
    done = asyncio.run(correcting.take(settings, given.file, given.coalition, given.by, approve=given.approve))
    print(done.said, flush=True)
    if done.refused:
        raise Mistakes(done.refused)
    return 0


def _lines_in() -> Iterator[str]:
    """Raises Mistake for a line that is not text in UTF-8, whatever the terminal is set to."""
    for number, line in enumerate(sys.stdin.buffer, 1):
        try:
            yield line.decode("utf-8").rstrip("\r\n")
        except UnicodeDecodeError:
            raise Mistake("This is not text in UTF-8.", mend="Save it as UTF-8.", file="standard input", line=number) from None


def _db(settings: Settings, given: argparse.Namespace) -> int:
    print(asyncio.run(operating.upgrade(settings)))
    return 0


def _keys(settings: Settings, given: argparse.Namespace) -> int:
    print(asyncio.run(operating.rotate(settings)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
