"""Links for people to come in by, in one message to send on, in the language of whom it is for.

Noor: {make_links: {trajectory_id: spiegel, role: parent, count: 5, code: tr}} → done
Noor: {make_links: {trajectory_id: spiegel, role: translator}} → done
Willem: {make_links: {trajectory_id: elders, role: parent}} → nameless
"""

from bot.dialogue.actions import ActionSpec
from bot.domain import wording
from bot.domain.actor import Role
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.services.people import joining
from bot.services.people.colleagues import names
from bot.services.speaking.fixed_texts import wordbook
from bot.services.speaking.languages import FOR_COORDINATORS, SOURCE


class MakeLinks(OfTrajectory):
    """`code`: the language of the parents; of who works along it is the inviter's own. `instead`: they take over my work.
    `contact_id`: the contact person in whose name parents are invited."""

    role: Role
    count: int = 1
    code: str = ""
    instead: bool = False
    contact_id: str = ""


SPEC = ActionSpec("make_links", MakeLinks, frozenset({"nameless"}), frozenset({"forward", "link_for", "links"}))


async def run(context: Context, args: MakeLinks) -> Done:
    """`forward` is the message as it is sent on; `link_for` says whose link it is, when the data file names that person.
    `nameless`: the bot does not know its own name yet, so it has no links."""
    work, account = context.work, context.account
    if not account.username:
        return Done("nameless")
    about = context.person.id if args.instead else args.contact_id or None
    of_parent = args.role is Role.PARENT
    handed_in = args.code or SOURCE if of_parent else None
    made = await joining.invite(work, context.actor, args.trajectory_id, args.count, args.role, about=about, language=handed_in)
    own = context.person.language if context.person.language in FOR_COORDINATORS else SOURCE
    coalition = await work.uow.coalitions.get(account.coalition_id)
    known = await names(work, coalition.id)
    named = [known.get(invitation.used_by, invitation.used_by) for invitation in made if invitation.used_by]
    links = wording.lines(f"https://t.me/{account.username}?start={invitation.token}" for invitation in made)
    forward = (await wordbook(work, coalition.id)).render(
        "common.invite_parent" if of_parent else "common.invite_colleague",
        handed_in or own,
        {"coalition": coalition.name, "links": links, "role_word": wording.text(f"common.role_{args.role}")},
    )
    link_for = wording.text("common.link_for", colleague=named[0]) if named else ""
    return Done(values={"forward": forward, "link_for": link_for, "links": len(made)})
