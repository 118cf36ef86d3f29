"""The tokens of bot accounts stand in settings; what is stored follows them."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from bot.domain.actor import operator
from bot.domain.coalition import BotAccount
from bot.domain.errors import Mistake
from bot.services.auditing import note
from bot.services.work import Work


async def adopt(work: Work, settings: Mapping[str, str], is_token: Callable[[str], bool]) -> list[BotAccount]:
    """Takes over each token that its setting has otherwise than the store, audited; those accounts, as they are now.

    A setting that is not there changes nothing. Raises Mistake when the setting holds no token, or that of another bot: parents
    who know this one would not hear from that one, so nobody should get there by a slip.
    """
    changed = []
    for account in await work.uow.coalitions.bot_accounts():
        token = settings.get(account.token_setting, "") or account.token
        after = replace(account, token=token)
        if after == account:
            continue
        if not is_token(token):
            mend = "Copy the whole token that @BotFather gave: digits, a colon, letters."
            raise Mistake(f"What {account.token_setting} holds is no bot token.", mend=mend)
        if not after.is_same_bot(account):
            what = f"{account.token_setting} has the token of another bot than {account.id} was loaded with."
            raise Mistake(what, mend="Put the token of that bot back; to go over to another bot: weerklank load FILE.yaml")
        await work.uow.coalitions.save_bot_account(after)
        await note(work, operator(account.coalition_id), "token_changed", account.id)
        changed.append(after)
    return changed
