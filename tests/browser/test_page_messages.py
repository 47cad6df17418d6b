"""Messages look as a phone shows them, arrive by themselves, and never become markup."""

import json

from playwright.async_api import expect

from bot.clock import OffsetClock
from bot.sandbox.server import BotApiServer, Person
from tests.browser.conftest import PageOf, Shoot, height
from tests.browser.scripted import MAYA, NOA, TOKEN, ScriptedBot, button, picture


async def test_every_kind_of_entity_is_drawn_at_its_place(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    message_id = await scripted.say(
        NOA,
        "👩‍⚕️ <b>bold <i>both</i></b> <u>under</u> <s>gone</s> <code>code</code>\n"
        "<tg-spoiler>a secret</tg-spoiler> <a href='https://example.org/help'>a link</a> "
        "/checkins @somebody mail@example.org\n"
        "<pre><code class='language-python'>print(1)</code></pre>"
        "<blockquote>quoted</blockquote>"
        "<blockquote expandable>one\ntwo\nthree\nfour\nfive</blockquote>after",
    )
    page = await page_of(chat_server, f"?panes={NOA},{MAYA}")
    words = page.locator(f'[data-message-id="{message_id}"] .words')
    for selector, text in {
        "strong": "bold both",
        "strong em": "both",
        "u": "under",
        "s": "gone",
        "code": "code",
        "pre code": "print(1)",
        "blockquote >> nth=0": "quoted",
        ".mention": "@somebody",
        ".pre-language": "python",
    }.items():
        await expect(words.locator(selector).first).to_have_text(text)
    link = words.get_by_role("link", name="a link")
    await expect(link).to_have_attribute("href", "https://example.org/help")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    await expect(words.get_by_role("link", name="mail@example.org")).to_have_attribute(
        "href", "mailto:mail@example.org"
    )

    spoiler = words.get_by_role("button", name="Hidden text")
    await spoiler.click()
    await expect(words.locator(".spoiler-open")).to_have_text("a secret")

    folded = words.locator(".quote-box")
    before = await height(folded)
    await folded.get_by_role("button", name="Show more").click()
    await expect(folded.get_by_role("button", name="Show less")).to_be_visible()
    assert await height(folded) > before + 20

    await shoot(page, "entities")
    await words.get_by_role("button", name="/checkins").click()
    assert (await scripted.next("message"))["text"] == "/checkins"


async def test_hostile_words_stay_words(page_of: PageOf) -> None:
    attack = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
    server = BotApiServer(
        clock=OffsetClock(), token=TOKEN, people=[Person(1, attack, started=True)]
    )
    await server.start()
    try:
        page = await page_of(server)
        await page.get_by_test_id("composer-1").fill(attack)
        await page.get_by_test_id("composer-1").press("Enter")
        await expect(page.locator(".msg .words")).to_have_text(attack)
        post = page.context.request.post
        await post(
            f"{server.url}/bot{TOKEN}/sendMessage",
            data={
                "chat_id": 1,
                "text": attack,
                "reply_markup": {"inline_keyboard": [[button(attack, "x")]]},
            },
        )
        await post(
            f"{server.url}/sim/send",
            data={"user_id": 1, "document": {"data": "aGk=", "name": attack, "caption": attack}},
        )
        await expect(page.get_by_test_id("keyboard").get_by_role("button")).to_have_text(attack)
        await expect(page.locator(".document-name")).to_contain_text("<img")
        await page.get_by_test_id("calls-toggle").click()
        await page.locator(".call").first.click()
        assert await page.locator("img[src='x'], main script, .calls script").count() == 0
        assert await page.evaluate("window.pwned") is None
    finally:
        await server.stop()


async def test_a_link_that_could_run_is_shown_as_words(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server, f"?panes={NOA}")
    nodes = await page.evaluate(
        """async () => {
          const { richText } = await import("/page/entities.js");
          const text = "tap and overlap";
          const box = document.createElement("p");
          box.append(...richText(text, [
            { type: "text_link", offset: 0, length: 3, url: "javascript:alert(1)" },
            { type: "bold", offset: 4, length: 6 }, { type: "italic", offset: 8, length: 7 },
            { type: "bold", offset: 12, length: 99 }, { type: "code", offset: -1, length: 2 },
          ], { opened: () => false, command: () => {} }));
          return [box.querySelectorAll("a").length, box.textContent, box.innerHTML];
        }"""
    )
    assert nodes[0] == 0
    assert nodes[1] == "tap and overlap"
    assert "<strong>and <em>ov</em></strong><em>erlap</em>" in nodes[2]


async def test_messages_arrive_change_and_vanish_without_reload(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server, f"?panes={NOA},{MAYA}")
    await page.evaluate("window.samepage = true")
    pane = page.get_by_test_id(f"pane-{MAYA}")
    await scripted.call("sendChatAction", chat_id=MAYA, action="typing")
    await expect(pane.locator(".status")).to_have_text("is typing")
    first = await scripted.say(MAYA, "Step 1 of 3", [button("Next")])
    second = await scripted.say(MAYA, "Later")
    await expect(pane.locator(".msg")).to_have_count(2)
    await expect(pane.locator(".status")).to_have_text("with Home Program")

    await scripted.call(
        "editMessageText",
        chat_id=MAYA,
        message_id=first,
        text="Step 2 of 3",
        reply_markup={"inline_keyboard": [[button("Back"), button("Next")]]},
    )
    edited = pane.locator(f'[data-message-id="{first}"]')
    await expect(edited.locator(".words")).to_have_text("Step 2 of 3")
    await expect(edited.locator(".edited")).to_have_text("edited")
    await expect(edited.get_by_role("button")).to_have_count(2)
    await expect(pane.locator(".msg").first).to_have_attribute("data-message-id", str(first))

    await scripted.call("deleteMessage", chat_id=MAYA, message_id=second)
    await expect(pane.locator(".msg")).to_have_count(1)
    assert await page.evaluate("window.samepage") is True


async def test_photos_albums_documents_and_voice_notes_look_like_what_they_are(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf, shoot: Shoot
) -> None:
    page = await page_of(chat_server, f"?panes={NOA},{MAYA}")
    pane = page.get_by_test_id(f"pane-{NOA}")
    await scripted.call(
        "sendPhoto", chat_id=NOA, caption="What you need", files={"photo": ("p.png", picture(220))}
    )
    media = [{"type": "photo", "media": f"attach://p{n}"} for n in range(3)]
    media[0]["caption"] = "Three steps"
    await scripted.call(
        "sendMediaGroup",
        chat_id=NOA,
        media=json.dumps(media),
        files={f"p{n}": (f"p{n}.png", picture(60 * n + 40, 90, 90)) for n in range(3)},
    )
    sheet = {"document": ("home-program.pdf", b"%PDF-1.4 sheet")}
    await scripted.call("sendDocument", chat_id=NOA, files=sheet)
    await scripted.person_sends(NOA, voice={"duration": 7})
    await scripted.person_sends(NOA, location=True)

    album = pane.get_by_test_id("album")
    await expect(album.locator("img")).to_have_count(3)
    card = pane.locator(".msg", has=page.get_by_test_id("album"))
    await expect(card).to_contain_text("Three steps")
    loaded = "images => images.every(image => image.complete && image.naturalWidth > 0)"
    await expect(pane.locator("img")).to_have_count(4)
    await page.wait_for_function(f"({loaded})([...document.querySelectorAll('.photo img')])")
    paper = pane.get_by_role("link", name="Download home-program.pdf, 14 B")
    async with page.expect_download() as download:
        await paper.click()
    assert (await download.value).suggested_filename == "home-program.pdf"
    await expect(pane.get_by_role("button", name="Play the voice note")).to_be_visible()
    await expect(pane.locator(".voice-time")).to_have_text("0:07")
    await expect(pane.locator(".place")).to_contain_text("Location")
    await shoot(page, "media")

    await pane.get_by_role("button", name="Open the photo").first.click()
    viewer = page.get_by_role("dialog", name="Photo")
    await expect(viewer).to_contain_text("What you need")
    await page.keyboard.press("Escape")
    await expect(viewer).to_have_count(0)


async def test_a_voice_note_plays(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server, f"?panes={NOA}")
    await scripted.person_sends(NOA, voice=True)
    await page.get_by_role("button", name="Play the voice note").click()
    await expect(page.get_by_role("button", name="Pause the voice note")).to_be_visible()


async def test_right_to_left_words_start_on_the_right(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    await scripted.say(NOA, "שלום! מתחילים לאט.")
    page = await page_of(chat_server, f"?panes={NOA}")
    words = page.locator(".msg .words")
    await expect(words).to_have_attribute("dir", "auto")
    assert await words.evaluate("node => getComputedStyle(node).direction") == "rtl"


async def test_replies_pins_and_reactions_are_shown(
    chat_server: BotApiServer, scripted: ScriptedBot, page_of: PageOf
) -> None:
    page = await page_of(chat_server, f"?panes={MAYA}")
    field = page.get_by_test_id(f"composer-{MAYA}")
    await field.fill("He did it himself")
    await field.press("Enter")
    told = (await scripted.next("message"))["message_id"]
    reaction = [{"type": "emoji", "emoji": "🎉"}]
    await scripted.call("setMessageReaction", chat_id=MAYA, message_id=told, reaction=reaction)
    await expect(page.get_by_role("img", name="Reaction 🎉")).to_be_visible()
    plan = await scripted.say(MAYA, "The plan", reply_parameters={"message_id": told})
    await expect(page.locator(".quoted")).to_contain_text("He did it himself")
    await scripted.call("pinChatMessage", chat_id=MAYA, message_id=plan)
    await expect(page.get_by_role("button", name="Pinned message: The plan")).to_be_visible()
