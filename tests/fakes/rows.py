"""Every table of the units of work in memory."""

from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, TypeVar

from bot.domain.approval import Approval
from bot.domain.audit import AuditEvent
from bot.domain.bulletin import Bulletin, Revision, SecondLook
from bot.domain.card import Card, Door
from bot.domain.coalition import BotAccount, Coalition, Group
from bot.domain.consent import Consent
from bot.domain.conversation import ButtonBinding, Conversation
from bot.domain.delivery import Delivery
from bot.domain.draft import Remark, Trial
from bot.domain.errors import NotThere
from bot.domain.follow_up import FollowUp
from bot.domain.inbox import InboxRow
from bot.domain.invitation import Invitation
from bot.domain.media import Media
from bot.domain.own_text import OwnText, SwitchedOn
from bot.domain.person import Address, Person
from bot.domain.picture import CoalitionPicture
from bot.domain.proposal import Proposal, ProposalMove
from bot.domain.question import Question, QuestionMessage
from bot.domain.quote import Quote
from bot.domain.reaction import Reaction
from bot.domain.recording import Recording
from bot.domain.telling import Telling
from bot.domain.trajectory import MirrorConversation, ReturnMeeting, Trajectory
from bot.domain.translation import TranslationTask

T = TypeVar("T")
Key = Any


@dataclass
class Rows:
    """Every table, as a dict by key in the order of making."""

    coalitions: dict[Key, Coalition] = field(default_factory=dict)
    accounts: dict[Key, BotAccount] = field(default_factory=dict)
    groups: dict[Key, Group] = field(default_factory=dict)
    people: dict[Key, Person] = field(default_factory=dict)
    addresses: dict[Key, Address] = field(default_factory=dict)
    consents: dict[Key, Consent] = field(default_factory=dict)
    invitations: dict[Key, Invitation] = field(default_factory=dict)
    trajectories: dict[Key, Trajectory] = field(default_factory=dict)
    mirrors: dict[Key, MirrorConversation] = field(default_factory=dict)
    meetings: dict[Key, ReturnMeeting] = field(default_factory=dict)
    quotes: dict[Key, Quote] = field(default_factory=dict)
    proposals: dict[Key, Proposal] = field(default_factory=dict)
    moves: dict[Key, ProposalMove] = field(default_factory=dict)
    translations: dict[Key, TranslationTask] = field(default_factory=dict)
    remarks: dict[Key, Remark] = field(default_factory=dict)
    trials: dict[Key, Trial] = field(default_factory=dict)
    cards: dict[Key, Card] = field(default_factory=dict)
    doors: dict[Key, Door] = field(default_factory=dict)
    tellings: dict[Key, Telling] = field(default_factory=dict)
    bulletins: dict[Key, Bulletin] = field(default_factory=dict)
    revisions: dict[Key, Revision] = field(default_factory=dict)
    looks: dict[Key, SecondLook] = field(default_factory=dict)
    approvals: dict[Key, Approval] = field(default_factory=dict)
    own_texts: dict[Key, OwnText] = field(default_factory=dict)
    switched_on: dict[Key, SwitchedOn] = field(default_factory=dict)
    reactions: dict[Key, Reaction] = field(default_factory=dict)
    questions: dict[Key, Question] = field(default_factory=dict)
    messages: dict[Key, QuestionMessage] = field(default_factory=dict)
    conversations: dict[Key, Conversation] = field(default_factory=dict)
    buttons: dict[Key, ButtonBinding] = field(default_factory=dict)
    deliveries: dict[Key, Delivery] = field(default_factory=dict)
    spoken_by: dict[Key, str] = field(default_factory=dict)
    """Which conversation filled a delivery."""
    follow_ups: dict[Key, FollowUp] = field(default_factory=dict)
    inbox: dict[Key, InboxRow] = field(default_factory=dict)
    again_at: dict[Key, datetime] = field(default_factory=dict)
    media: dict[Key, Media] = field(default_factory=dict)
    contents: dict[Key, bytes] = field(default_factory=dict)
    recordings: dict[Key, Recording] = field(default_factory=dict)
    pictures: dict[Key, CoalitionPicture] = field(default_factory=dict)
    audit: dict[Key, AuditEvent] = field(default_factory=dict)

    def copy(self) -> dict[str, dict[Key, Any]]:
        return {f.name: dict(getattr(self, f.name)) for f in fields(self)}

    def put_back(self, old: dict[str, dict[Key, Any]]) -> None:
        for name, rows in old.items():
            setattr(self, name, rows)


def one(rows: dict[Key, T], key: Key, what: str) -> T:
    if key not in rows:
        raise NotThere(what, id=str(key))
    return rows[key]
