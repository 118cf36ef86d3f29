"""Opening a store that is of this version of the program."""

from bot.domain.errors import Mistake
from bot.storage.database_url import may_be_there, shown
from bot.storage.engine import Store, engines
from bot.storage.migrations import head, version
from bot.storage.refusal import told


async def open_store(url: str) -> Store:
    """The store at `sqlite:///path` or `postgresql://user:password@host/name`.

    Raises Mistake when the URL, the place or the password is wrong, or when the database is not of this version;
    Unavailable when the server does not answer.
    """
    store = engines(url)
    if not may_be_there(store.url):
        # Opening it would make it.
        raise Mistake(f"There is no database {store.url.database}.", mend="Run: weerklank db upgrade")
    try:
        async with store.reader.connect() as connection:
            found = await connection.run_sync(version)
    except Exception as error:
        await store.close()
        raise told(error, store.url) from error
    if found != head():
        await store.close()
        what = "is empty" if found is None else f"is of version {found}, and this program wants {head()}"
        raise Mistake(f"The database {shown(store.url)} {what}.", mend="Run: weerklank db upgrade")
    return store
