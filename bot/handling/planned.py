"""What flows may name already and nobody can do yet: composing a bulletin. A flow that uses one cannot start."""

from pydantic import BaseModel, ConfigDict, create_model

from bot.dialogue.actions import ActionSpec, QuerySpec


def _args(name: str, *names: str) -> type[BaseModel]:
    """A model with these arguments, all text."""
    return create_model(name, __config__=ConfigDict(extra="forbid", frozen=True), **dict.fromkeys(names, (str, ...)))  # type: ignore[call-overload, no-any-return]


def _list_args(name: str, *, of: str) -> type[BaseModel]:
    """A model with a draft and a list of ids."""
    fields = {"draft_id": (str, ...), of: (tuple[str, ...], ...)}
    return create_model(name, __config__=ConfigDict(extra="forbid", frozen=True), **fields)  # type: ignore[call-overload, no-any-return]


def _action(name: str, args: type[BaseModel], *outcomes: str, gives: frozenset[str] = frozenset()) -> ActionSpec:
    return ActionSpec(name, args, frozenset(outcomes), gives, planned=True)


_DRAFT = _args("Draft", "draft_id")

ACTIONS: tuple[ActionSpec, ...] = (
    _action("start_draft", _args("StartDraft", "kind"), gives=frozenset({"draft_id"})),
    _action("use_ready_made", _args("UseReadyMade", "draft_id", "text_id")),
    _action("use_quotes", _list_args("UseQuotes", of="quote_ids")),
    _action("use_proposals", _list_args("UseProposals", of="proposal_ids"), "reason_missing"),
    _action("write_elements", _args("WriteElements", "draft_id", "acknowledgement", "meaning", "follow_up")),
    _action("promise_next", _args("PromiseNext", "draft_id", "day")),
    _action("check_plain", _DRAFT, gives=frozenset({"plain_enough", "plain_score", "findings"})),
    _action("rewrite_draft", _args("RewriteDraft", "draft_id", "words")),
    _action("overrule_plain", _args("OverrulePlain", "draft_id", "because")),
    _action("ask_translations", _DRAFT, "not_needed"),
    _action("ask_second_look", _DRAFT),
)

QUERIES: tuple[QuerySpec, ...] = (
    QuerySpec("shareable_quotes", gives=frozenset({"quote_id", "quote_start"}), planned=True),
    QuerySpec("open_proposals", gives=frozenset({"proposal_id", "proposal_title"}), planned=True),
)
