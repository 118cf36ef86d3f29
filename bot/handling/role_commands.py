"""What each role can do here by itself, for help and for welcome. Coordinators have a help of their own."""

from collections.abc import Collection, Mapping

from bot.domain import wording
from bot.domain.actor import STAFF, Role
from bot.domain.wording import Value

LEAVE = "weg"
COMMANDS: Mapping[Role, tuple[str, ...]] = {
    Role.MODERATOR: ("vandaag", "agenda"),
    Role.ADVISOR: ("stand", "verslag", "agenda"),
    Role.READER: ("stand", "verslag", "agenda"),
    Role.TRANSLATOR: ("vertalen", "teksten", "talen", "inspreken", "vakantie"),
    Role.KEY_PERSON: ("vertalen", "teksten", "talen", "inspreken", "vakantie"),
    Role.CONTACT_PERSON: ("mijn_ouders", "doorvertellen", "uitnodigen"),
}
"""By role, the commands in the order of how much they are needed; what each does is `common.menu_<command>`."""


def help_lines(roles: Collection[Role]) -> Value:
    """A line for each command of these roles, and how one stops."""
    commands = [command for role in COMMANDS if role in roles for command in COMMANDS[role]]
    if STAFF.intersection(roles):
        commands.append(LEAVE)
    return wording.lines(
        wording.text("common.help_line", command=f"/{command}", what=wording.text(f"common.menu_{command}"))
        for command in dict.fromkeys(commands)
    )
