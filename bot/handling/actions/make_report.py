"""The report of a trajectory, for the return meeting and the policy table: charts with words, a paper and a page.

Noor: {make_report: spiegel} → done
"""

from bot.dialogue.actions import ActionSpec
from bot.domain.actor import Role
from bot.domain.delivery import RecipientKind
from bot.domain.wording import Values
from bot.handling.arguments import OfTrajectory
from bot.handling.context import Context, Done
from bot.handling.rendering import GROUP_LANGUAGE
from bot.outbox.limits import LIMITS
from bot.report.captions import caption
from bot.report.making import LANGUAGES, document, files
from bot.services.own_media import keep

CHARTS = ("reactions", "promises", "questions")
"""Pictures of the report, by their names."""
SPEC = ActionSpec(
    "make_report",
    OfTrajectory,
    gives=frozenset(
        {"trajectory", "paper", "page", *(f"{what}_{name}" for name in CHARTS for what in ("has", "words", "chart"))}
    ),
)


async def run(context: Context, args: OfTrajectory) -> Done:
    """`has_<chart>`: `yes`, or `no` where nothing can be drawn (the page says why). In the reader's language: a group's is Dutch.

    It is drawn in a thread, so that others go on; this unit of work waits for it, a second or so.
    """
    work, actor = context.work, context.actor
    actor.must_be(Role.COORDINATOR)
    language = GROUP_LANGUAGE if context.place.kind is RecipientKind.GROUP else context.person.language
    language = language if language in LANGUAGES else LANGUAGES[0]
    made = await document(work, actor, args.trajectory_id, language)
    drawn = await files(made)
    name = f"{made.file_name}-{args.trajectory_id}-{made.on:%Y-%m-%d}"
    account = context.account.id
    paper = await keep(work, actor, account, "document", drawn.paper, filename=f"{name}.pdf")
    page = await keep(work, actor, account, "document", drawn.page, filename=f"{name}.html")
    trajectory = await work.uow.trajectories.get(args.trajectory_id)
    values: Values = {"trajectory": trajectory.title, "paper": paper.id, "page": page.id}
    for chart in CHARTS:
        values |= {f"has_{chart}": "no", f"words_{chart}": "", f"chart_{chart}": ""}
    most = LIMITS[context.account.channel].caption
    for picture, image in drawn.charts:
        kept = await keep(work, actor, account, "photo", image)
        words = caption(picture, most, made.more)
        values |= {f"has_{picture.name}": "yes", f"words_{picture.name}": words, f"chart_{picture.name}": kept.id}
    return Done(values=values)
