"""Text: what fits, what parses, and what becomes of it."""

import re
from typing import Any

import pytest

from bot.rehearsal.formatting import plain
from bot.rehearsal.html_text import HtmlError, parse
from bot.rehearsal.phones import Phone
from tests.rehearsal.client import PNG, Client


async def test_4096_units_fit_and_one_more_does_not(client: Client, fatma: Phone) -> None:
    chat_id = fatma.user.id
    assert (await client.result("sendMessage", chat_id=chat_id, text="a" * 4096))["text"] == "a" * 4096
    assert await client.refusal("sendMessage", chat_id=chat_id, text="a" * 4097) == "Bad Request: message is too long"


async def test_an_emoji_counts_for_two(client: Client, fatma: Phone) -> None:
    assert await client.result("sendMessage", chat_id=fatma.user.id, text="😀" * 2048)
    words = await client.refusal("sendMessage", chat_id=fatma.user.id, text="😀" * 2048 + "a")
    assert words == "Bad Request: message is too long"


async def test_tags_do_not_count(client: Client, fatma: Phone) -> None:
    assert await client.result("sendMessage", chat_id=fatma.user.id, text=f"<b>{'a' * 4096}</b>", parse_mode="HTML")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "Bad Request: message text is empty"),
        (" \n ", "Bad Request: text must be non-empty"),
        ("<b></b>", "Bad Request: text must be non-empty"),
        ("a\ud800", "Bad Request: strings must be encoded in UTF-8"),
    ],
)
async def test_nothing_cannot_be_said(client: Client, fatma: Phone, text: str, words: str) -> None:
    assert await client.refusal("sendMessage", chat_id=fatma.user.id, text=text, parse_mode="HTML") == words


async def test_an_edit_has_the_same_bounds(client: Client, fatma: Phone) -> None:
    sent = await client.result("sendMessage", chat_id=fatma.user.id, text="kort")
    place = {"chat_id": fatma.user.id, "message_id": sent["message_id"]}
    assert await client.refusal("editMessageText", **place, text="a" * 4097) == "Bad Request: message is too long"
    assert await client.refusal("editMessageText", **place, text="") == "Bad Request: message text is empty"


async def test_a_caption_holds_1024_units(client: Client, fatma: Phone) -> None:
    photo = fatma.send_file("photo", PNG).file_id
    assert await client.result("sendPhoto", chat_id=fatma.user.id, photo=photo, caption="a" * 1024)
    words = await client.refusal("sendPhoto", chat_id=fatma.user.id, photo=photo, caption="a" * 1025)
    assert words == "Bad Request: message caption is too long"


@pytest.mark.parametrize(
    ("markup", "text", "entities"),
    [
        ("<b>vet</b>", "vet", [("bold", 0, 3)]),
        ("😀 <i>x</i>", "😀 x", [("italic", 3, 1)]),
        (
            "<strong>a</strong><em>b</em><u>c</u><s>d</s>",
            "abcd",
            [("bold", 0, 1), ("italic", 1, 1), ("underline", 2, 1), ("strikethrough", 3, 1)],
        ),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b><i>a</i></b>", "a", [("bold", 0, 1), ("italic", 0, 1)]),
        ("1 &lt; 2 &amp;&amp; 3 &gt; 2 &quot;&#33;&#x21; &copy;", '1 < 2 && 3 > 2 "!! &copy;', []),
        ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
        ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<code>a</code>", "a", [("code", 0, 1)]),
        ("<a>zomaar</a>", "zomaar", []),
        ("<B>a</b >", "a", [("bold", 0, 1)]),
        ("<b>a</>", "a", [("bold", 0, 1)]),
    ],
)
def test_html_becomes_entities(markup: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    found_text, found = parse(markup)
    assert found_text == text
    assert [(one["type"], one["offset"], one["length"]) for one in found] == entities


def test_links_and_languages_keep_what_they_point_at() -> None:
    assert parse('<a href="https://a.nl/?x=1&amp;y=2">hier</a>')[1] == [
        {"type": "text_link", "offset": 0, "length": 4, "url": "https://a.nl/?x=1&y=2"}
    ]
    assert parse("<a href='a.nl'>hier</a>")[1][0]["url"] == "http://a.nl"
    assert parse('<pre><code class="language-python">x = 1</code></pre>')[1] == [
        {"type": "pre", "offset": 0, "length": 5, "language": "python"}
    ]
    assert parse('<tg-emoji emoji-id="53">👍</tg-emoji>')[1][0]["custom_emoji_id"] == "53"


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("é<b>a</i>", 'Unmatched end tag at byte offset 6, expected "</b>", found "</i>"'),
        ("a <3 you", 'Unsupported start tag "3" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=", 'Unclosed start tag "a" at byte offset 0'),
        ("<a href=a/b>x</a>", "Unexpected end of name token at byte offset 8"),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ("<b ", "Unclosed start tag at byte offset 0"),
        ("<tg-emoji>a</tg-emoji>", "Invalid custom emoji identifier specified"),
    ],
)
async def test_html_that_does_not_parse_is_refused(client: Client, fatma: Phone, markup: str, words: str) -> None:
    refused = await client.refusal("sendMessage", chat_id=fatma.user.id, text=markup, parse_mode="HTML")
    assert refused == f"Bad Request: can't parse entities: {words}"
    with pytest.raises(HtmlError, match=re.escape(words)):
        parse(markup)


async def test_another_language_of_markup_is_refused(client: Client, fatma: Phone) -> None:
    words = await client.refusal("sendMessage", chat_id=fatma.user.id, text="*a*", parse_mode="Wiki")
    assert words == "Bad Request: unsupported parse_mode"
    for mode in ("Markdown", "MarkdownV2"):
        body = await client.call("sendMessage", chat_id=fatma.user.id, text="*a*", parse_mode=mode)
        assert body == {"ok": False, "error_code": 501, "description": f"Not Implemented in rehearsal: parse_mode {mode}"}
    assert await client.result("sendMessage", chat_id=fatma.user.id, text="*a*", parse_mode="None")


async def test_more_than_32768_bytes_are_not_even_read(client: Client, fatma: Phone) -> None:
    tags = "<b>" * 10_922 + "<"
    words = await client.refusal("sendMessage", chat_id=fatma.user.id, text=tags + "é", parse_mode="HTML")
    assert words == "Bad Request: text is too long"


@pytest.mark.parametrize("markup", ['<a href="tg://user?id=5">hij</a>', '<tg-time unix="5">toen</tg-time>'])
async def test_markup_that_is_not_done_here_is_refused(client: Client, fatma: Phone, markup: str) -> None:
    body = await client.call("sendMessage", chat_id=fatma.user.id, text=markup, parse_mode="HTML")
    assert body["error_code"] == 501


async def test_previews_can_be_switched_off_and_that_is_all(client: Client, fatma: Phone) -> None:
    place = {"chat_id": fatma.user.id, "text": "https://example.org"}
    off = {"is_disabled": True}
    assert (await client.result("sendMessage", **place, link_preview_options=off))["link_preview_options"] == off
    assert (await client.result("sendMessage", **place, disable_web_page_preview=True))["link_preview_options"] == off
    assert "link_preview_options" not in await client.result("sendMessage", **place, link_preview_options={"is_disabled": False})
    words = await client.refusal("sendMessage", **place, link_preview_options={"show_above_text": True})
    assert words == "Not Implemented in rehearsal: show_above_text of link_preview_options"
    words = await client.refusal("sendMessage", **place, link_preview_options=[])
    assert words == "Bad Request: object expected as link preview options"


async def test_entities_can_be_given_as_they_are(client: Client, fatma: Phone) -> None:
    given = [{"type": "bold", "offset": 2, "length": 3}, {"type": "text_link", "offset": 6, "length": 1, "url": "http://a.nl"}]
    sent = await client.result("sendMessage", chat_id=fatma.user.id, text="  vet x ", entities=given)
    assert sent["text"] == "vet x"
    assert sent["entities"] == [given[0] | {"offset": 0}, given[1] | {"offset": 4}]


@pytest.mark.parametrize(
    ("entity", "words"),
    [
        ({"type": "bold", "offset": 9, "length": 1}, "entity begins after the end of the text at UTF-16 offset 9"),
        (
            {"type": "bold", "offset": 1, "length": 9},
            "entity beginning at UTF-16 offset 1 ends after the end of the text at UTF-16 offset 10",
        ),
        ({"type": "loud", "offset": 0, "length": 1}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "bold", "length": 1}, "can't parse MessageEntity: Can't find field \"offset\""),
        ({"type": "bold", "offset": "x", "length": 1}, 'can\'t parse MessageEntity: Field "offset" must be a Number'),
        ({"type": "text_link", "offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"url\""),
        ({"offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"type\""),
        (["bold"], "can't parse MessageEntity: expected an Object"),
    ],
)
async def test_entities_that_do_not_fit_are_refused(client: Client, fatma: Phone, entity: Any, words: str) -> None:
    refused = await client.refusal("sendMessage", chat_id=fatma.user.id, text="drie", entities=[entity])
    assert refused == f"Bad Request: {words}"


def test_isolates_stay_and_overrides_go() -> None:
    assert plain("\u2068030 - 286 00 00\u2069").text == "\u2068030 - 286 00 00\u2069"
    assert plain("a\u202eb\u202ac\u2028d\re").text == "abcde"


def test_what_stands_in_a_text_is_found() -> None:
    found = {
        (one["type"], one["offset"], one["length"]) for one in plain("/stop 😀 https://a.nl/x. a@b.nl @marieke #hoop").entities
    }
    assert found == {("bot_command", 0, 5), ("url", 9, 14), ("email", 25, 6), ("mention", 32, 8), ("hashtag", 41, 5)}


async def test_what_telegram_finds_itself_nobody_can_set(client: Client, fatma: Phone) -> None:
    given = [{"type": "mention", "offset": 0, "length": 3}]
    assert "entities" not in await client.result("sendMessage", chat_id=fatma.user.id, text="drie", entities=given)
    assert await client.result("sendMessage", chat_id=fatma.user.id, text="drie", entities="geen lijst")
    code = [{"type": "pre", "offset": 0, "length": 4, "language": "python"}]
    assert (await client.result("sendMessage", chat_id=fatma.user.id, text="drie", entities=code))["entities"] == code
