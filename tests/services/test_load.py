"""A coalition's data file: loaded, loaded again, changed, and wrong."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.domain.actor import Role, operator
from bot.domain.bulletin import BulletinState
from bot.domain.consent import Consent, Purpose
from bot.domain.delivery import State
from bot.domain.errors import Mistakes, NotAllowed
from bot.domain.person import PersonState
from bot.domain.picture import CoalitionPicture, key_of
from bot.domain.proposal import ProposalStatus, ReasonKind
from bot.domain.trajectory import AskBack
from bot.services.delivery import sending
from bot.services.following_up import proposal_pictures, proposing
from bot.services.hearing import teaching_back
from bot.services.loading import load_model, load_warnings
from bot.services.loading.load import load
from bot.services.loading.load_reading import read
from bot.services.loading.load_tally import Tally
from bot.services.people import colleagues, joining
from bot.services.writing import readiness
from tests.people import ELDERS, JOINED_AT, address_of, parent
from tests.photos import jpeg
from tests.services.conftest import Town

EXAMPLE = Path(__file__).parents[2] / "bot" / "rehearsal" / "data" / "voorbeeldstad.yaml"
OPERATOR = operator("voorbeeldstad")
SETTINGS = {"WEERKLANK_TELEGRAM_TOKEN": "1:token"}


@pytest.fixture
def empty() -> Town:
    """A store without anybody."""
    return Town()


async def loaded(town: Town, path: Path = EXAMPLE) -> Tally:
    return await load(town.work, OPERATOR, read(path), SETTINGS)


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The example with its first `old` replaced."""
    text = EXAMPLE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "voorbeeldstad.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def line_of(words: str) -> int:
    """The 1-based line of the example that has these words first."""
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, start=1) if words in line)


async def test_the_example_makes_a_town_whose_bulletins_are_ready(empty: Town) -> None:
    made = (await loaded(empty)).made
    assert {kind: made[kind] for kind in ("people", "quotes", "proposals", "bulletins", "revisions")} == {
        "people": 6,
        "quotes": 8,
        "proposals": 4,
        "bulletins": 2,
        "revisions": 2,
    }
    drafts = await readiness.ready(empty.work, OPERATOR)
    assert [(d.bulletin.id, d.obstacles) for d in drafts] == [("eerste-terugkoppeling", ()), ("even-laten-weten", ())]
    assert await joining.offered_languages(empty.work, "voorbeeldstad") == ("nl", "en", "tr", "ar", "pl")
    assert empty.rows.accounts["voorbeeldstad-telegram"].token == SETTINGS["WEERKLANK_TELEGRAM_TOKEN"]
    assert empty.rows.people["marit"].state is PersonState.INVITED
    assert len({p.status for p in empty.rows.proposals.values()}) == 4
    for revision in empty.rows.revisions.values():
        assert revision.languages() == ("nl", "en", "tr", "ar", "pl")


async def test_loading_it_again_makes_nothing_also_on_another_day(empty: Town) -> None:
    await loaded(empty)
    before = empty.rows.copy()
    empty.clock.move(days=3)
    assert not any((await loaded(empty)).made.values())
    after = empty.rows.copy()
    assert {name for name in before if before[name] != after[name]} == {"audit"}


async def test_a_changed_word_makes_a_new_revision_without_approval_or_second_look_of_the_old(
    empty: Town, tmp_path: Path
) -> None:
    await loaded(empty)
    path = changed(tmp_path, "Dank je wel voor deze verhalen.", "Dank jullie wel.")
    path.write_text(path.read_text(encoding="utf-8").replace("second_look: {by: bram}", ""), encoding="utf-8")
    assert (await loaded(empty, path)).made["revisions"] == 1
    bulletin = empty.rows.bulletins["eerste-terugkoppeling"]
    assert empty.rows.revisions[bulletin.revision_id].number == 2
    found = await readiness.obstacles(empty.work, bulletin)
    assert [o.code for o in found] == ["second_look_missing"]


async def sent(town: Town) -> None:
    """Fatma joined, and the example's bulletin goes out to her."""
    fatma = replace(parent("Fatma", "tr"), trajectory_id="eerste-weken")
    town.rows.people[fatma.id] = fatma
    town.rows.addresses["fatma"] = address_of(fatma, account=town.rows.accounts["voorbeeldstad-telegram"])
    consent = Consent(fatma.id, fatma.coalition_id, Purpose.UPDATES, "consent-tr", "tr", JOINED_AT)
    town.rows.consents[fatma.id] = consent
    await sending.send(town.work, OPERATOR, "eerste-terugkoppeling")


async def test_what_goes_out_keeps_its_words(empty: Town, tmp_path: Path) -> None:
    await loaded(empty)
    await sent(empty)
    path = changed(tmp_path, "Dank je wel voor deze verhalen.", "Dank jullie wel.")
    with pytest.raises(Mistakes, match=rf":{line_of('id: eerste-terugkoppeling')}: 'eerste-terugkoppeling' is sending"):
        await loaded(empty, path)


async def test_a_language_that_is_added_while_it_goes_out_reaches_who_waits(empty: Town, tmp_path: Path) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    start = text.index("          tr:\n            acknowledgement")
    path = tmp_path / "voorbeeldstad.yaml"
    less = text[:start] + text[text.index("          ar:\n            acknowledgement") :]
    path.write_text(less.replace("approved: {en: bram, tr: elif,", "approved: {en: bram,", 1), encoding="utf-8")
    await loaded(empty, path)
    await sent(empty)
    (fatmas,) = empty.rows.deliveries.values()
    assert (fatmas.state, fatmas.reason) == (State.WAITING, "language_not_approved")
    await loaded(empty)
    (fatmas,) = empty.rows.deliveries.values()
    bulletin = empty.rows.bulletins["eerste-terugkoppeling"]
    assert (fatmas.state, fatmas.reason, fatmas.revision_id) == (State.PENDING, None, bulletin.revision_id)
    assert await readiness.obstacles(empty.work, bulletin) == []


async def test_what_was_changed_in_a_chat_stays_when_the_file_is_loaded_again(empty: Town, tmp_path: Path) -> None:
    await loaded(empty)
    marit = await empty.work.uow.people.get("marit")
    money = ReasonKind.MONEY
    await proposing.move(
        empty.work,
        marit.actor,
        "tolk",
        ProposalStatus.NOT_NOW,
        seen=ProposalStatus.PLANNED,
        reason_kind=money,
        words="Geen geld.",
    )
    await proposing.rewrite(empty.work, marit.actor, "koffie-ochtend", "title", "Koffie met taart")
    await proposing.assign(empty.work, marit.actor, "koffie-ochtend", owner="Samira")
    picture = CoalitionPicture(marit.coalition_id, key_of(jpeg()), {}, marit.id, jpeg(), from_file=False)
    await proposal_pictures.give(empty.work, marit.actor, "zelfde-gezicht", picture, "Een deur.")
    tally = await loaded(empty)
    assert not tally.changed["proposals"]
    tolk, koffie = empty.rows.proposals["tolk"], empty.rows.proposals["koffie-ochtend"]
    assert (tolk.status, tolk.reason_kind, tolk.texts["reason"]) == (ProposalStatus.NOT_NOW, money, "Geen geld.")
    assert (koffie.texts["title"], koffie.owner) == ("Koffie met taart", "Samira")
    face = empty.rows.proposals["zelfde-gezicht"]
    assert (face.picture, face.texts["picture"]) == (key_of(jpeg()), "Een deur.")
    await loaded(empty, changed(tmp_path, "status: planned", "status: done"))
    assert empty.rows.proposals["tolk"].status is ProposalStatus.DONE
    assert [(m.after, m.by) for m in await empty.work.uow.trajectories.moves("tolk")] == [
        (ProposalStatus.NOT_NOW, "marit"),
        (ProposalStatus.DONE, "operator"),
    ]


async def test_a_status_that_changes_under_a_bulletin_pauses_it(empty: Town, tmp_path: Path) -> None:
    await loaded(empty)
    await sent(empty)
    path = changed(tmp_path, "status: planned", "status: done")
    assert (await loaded(empty, path)).paused == ["eerste-terugkoppeling"]
    assert empty.rows.bulletins["eerste-terugkoppeling"].state is BulletinState.PAUSED
    tolk = empty.rows.proposals["tolk"]
    assert (tolk.status, tolk.revision) == (ProposalStatus.DONE, 2)


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("threshold: 5", "treshold: 5", "'treshold' is no part of a data file here. Did you mean 'threshold'?"),
        ("status: planned", "status: maybe", "'status' is none of the words that it can be. Write one of: "),
        ("written_by: marit", "written_by: henk", "nobody in `people` is called 'henk'"),
        ("written_by: marit", "written_by: samira", "'samira' may not approve"),
        ("second_look: {by: bram}", "second_look: {by: marit}", "'marit' wrote it"),
        ("quotes: [steeds-opnieuw]", "quotes: [niets]", "no quote of this trajectory is called 'niets'"),
        ("proposals: [koffie-ochtend, tolk, nachthulp]", "proposals: [koffie-ochtend]", "'tolk' is no proposal of this bulletin"),
        ("      - id: tercuman-yok", "      - id: geen-tolk", "the quotes id 'geen-tolk' is there twice"),
        ("roles: [moderator]", "roles: [parent]", "'samira' has a role that a file cannot give"),
        ("approved: {en: bram,", "approved: {so: bram, en: bram,", "there is no text in 'so' to approve"),
        (
            'name: "Samira", roles: [moderator]',
            'name: "Samira", roles: [contact_person], parents: [fatma]',
            "weerklank invite TRAJECTORY --count N --contact ID",
        ),
        (
            "    silence_warn_days: 7\n",
            "    contact_person: samira\n",
            "'contact_person' is no part of a data file here. Parents say",
        ),
        ("held_on: today", "held_on: soon", "Write a date as 2026-11-22, or: today, in 14 days"),
        ("held_on: today", "held_on: 2026-11-31", "'held_on' is no day of the calendar"),
        ("channel: telegram", "channel: pigeon", "'channel' is none of the words that it can be. Write one of: telegram."),
        ("zone: Europe/Amsterdam", "zone: Europe/Voorbeeldstad", "no zone is called"),
        ("holiday_country: NL", "holiday_country: QQ", "the holidays of 'QQ' are not known"),
        ("fixed_texts: {en: bram,", "fixed_texts: {so: bram, en: bram,", "not complete in 'so'"),
        ("token_setting: WEERKLANK_TELEGRAM_TOKEN", "token_setting: WEERKLANK_OTHER", "the setting WEERKLANK_OTHER is not there"),
        ("  id: voorbeeldstad\n", "  id: voorbeeldstad\n  id: twice\n", "'id' stands here twice"),
    ],
)
async def test_a_mistake_says_which_line(empty: Town, tmp_path: Path, old: str, new: str, what: str) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(Mistakes) as mistakes:
        await loaded(empty, path)
    [mistake] = [each for each in mistakes.value.mistakes if what in str(each)][:1]
    assert mistake.file == path
    assert mistake.mend
    assert mistake.line is not None
    text = path.read_text(encoding="utf-8").splitlines()[mistake.line - 1]
    wanted = {"'id' stands here twice": "id: twice", "'tolk' is no proposal of this bulletin": "tolk:"}
    assert wanted.get(what, new.splitlines()[-1].strip(" -")) in text


@pytest.mark.parametrize("text", ["", "- a list", "a: [", "\0"])
def test_what_is_no_coalition_is_said_plainly(tmp_path: Path, text: str) -> None:
    path = tmp_path / "file.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(Mistakes):
        read(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Mistakes, match="There is no such file"):
        read(tmp_path / "nothing.yaml")


async def test_ids_of_another_coalition_are_left_alone(empty: Town, tmp_path: Path) -> None:
    await loaded(empty)
    other = changed(tmp_path, "id: voorbeeldstad\n", "id: elders\n")
    with pytest.raises(Mistakes, match="is another coalition's"):
        await load(empty.work, operator(ELDERS.id), read(other), SETTINGS)


async def test_only_the_operator_of_that_coalition_loads(empty: Town) -> None:
    with pytest.raises(NotAllowed):
        await load(empty.work, operator("elders"), read(EXAMPLE), SETTINGS)


def test_the_schema_can_be_printed() -> None:
    schema = load_model.LoadFile.model_json_schema()
    assert {"coalition", "trajectories", "fixed_texts"} <= set(schema["properties"])


def test_every_field_of_a_data_file_is_described_where_an_editor_shows_it() -> None:
    schema = load_model.LoadFile.model_json_schema()
    rows = {"LoadFile": schema} | {name: row for name, row in schema["$defs"].items() if "properties" in row}
    assert {"CoalitionRow", "PersonRow", "TrajectoryRow", "ProposalTexts", "BulletinTexts", "PictureRow"} <= set(rows)
    fields = {f"{name}.{key}": field for name, row in rows.items() for key, field in row["properties"].items()}
    assert [place for place, field in fields.items() if not field.get("description")] == []
    assert [name for name, row in rows.items() if not row.get("description")] == []
    told = {place: field["description"] for place, field in fields.items()}
    assert [place for place, words in told.items() if "\n" in words or not words.endswith(".")] == []


def test_a_field_that_is_written_in_a_form_shows_one_that_is_taken() -> None:
    """Days, languages by code, names of settings and keys: what stands between backticks is read as it stands."""
    told = {name: field.description or "" for name, field in load_model.ConversationRow.model_fields.items()}
    days = re.findall(r"`([^`]+)`", told["held_on"])
    assert len(days) == 4
    for day in days:
        load_model.ConversationRow.model_validate({"id": "gesprek", "held_on": day})
    [setting] = re.findall(r"`([^`]+)`", load_model.AccountRow.model_fields["token_setting"].description or "")
    load_model.AccountRow(id="bot", token_setting=setting)
    for row in (load_model.TrajectoryRow, load_model.BulletinRow):
        [day, *_] = re.findall(r"`([^`]+)`", row.model_fields["next_promised"].description or "")
        assert load_model.TrajectoryRow.model_validate({"id": "a", "title": "A", "next_promised": day}).next_promised


async def test_a_role_that_was_laid_down_in_a_chat_is_not_given_back_by_the_file(empty: Town) -> None:
    await loaded(empty)
    marit = replace(empty.rows.people["marit"], state=PersonState.ACTIVE, joined_at=JOINED_AT)
    empty.put(marit)
    await colleagues.lay_down(empty.work, marit.actor)
    await loaded(empty)
    assert not empty.rows.people["marit"].roles
    file = read(EXAMPLE)
    await load(empty.work, OPERATOR, file, SETTINGS)
    said = [warning for warning in await load_warnings.warnings(empty.work, file) if "since a chat" in str(warning)]
    assert [warning.line for warning in said] == [line_of("id: marit")]


async def test_languages_that_a_translator_chose_and_a_parents_role_outlive_the_file(empty: Town) -> None:
    await loaded(empty)
    elif_ = empty.rows.people["elif"]
    empty.rows.people["elif"] = replace(
        elif_, state=PersonState.ACTIVE, roles=elif_.roles | {Role.PARENT}, translates=frozenset({"tr", "ar"})
    )
    await loaded(empty)
    assert empty.rows.people["elif"].roles == {Role.PARENT, Role.TRANSLATOR}
    assert empty.rows.people["elif"].translates == {"tr", "ar"}


async def test_steps_of_a_trajectory_come_with_the_file_and_what_was_moved_since_stays(empty: Town) -> None:
    await loaded(empty)
    before = empty.rows.trajectories["eerste-weken"]
    assert len(before.steps) == 6
    moved = {**before.steps, "return_meeting": date(2027, 2, 1)}
    empty.rows.trajectories[before.id] = replace(before, steps=moved)
    await loaded(empty)
    assert empty.rows.trajectories[before.id].steps["return_meeting"] == date(2027, 2, 1)


async def test_whom_a_coordinator_chose_to_ask_back_stays_when_the_file_is_loaded_again(empty: Town) -> None:
    await loaded(empty)
    noor = next(person for person in empty.rows.people.values() if Role.COORDINATOR in person.roles)
    await teaching_back.choose(empty.work, noor.actor, "eerste-weken", AskBack.EVERYONE)
    await loaded(empty)
    assert empty.rows.trajectories["eerste-weken"].ask_back is AskBack.EVERYONE
