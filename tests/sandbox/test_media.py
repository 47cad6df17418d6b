"""Photos, documents, voice notes and albums: uploads, ids, limits, editing, downloading."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sandbox import samples
from bot.sandbox.images import image_mime, image_size
from tests.sandbox.conftest import ALICE, BOB, RefusedError
from tests.sandbox.files import (
    JPEG,
    PNG,
    WEBP_EXTENDED,
    WEBP_LOSSLESS,
    WEBP_LOSSY,
    multipart,
    png,
)


async def refusal(api, method, **fields):
    with pytest.raises(RefusedError) as caught:
        await api.form(method, multipart(**fields))
    return caught.value.description.removeprefix("Bad Request: ")


@pytest.mark.parametrize(
    ("data", "mime", "size"),
    [
        (PNG, "image/png", (40, 30)),
        (JPEG, "image/jpeg", (40, 30)),
        (WEBP_LOSSY, "image/webp", (1, 1)),
        (WEBP_LOSSLESS, "image/webp", (40, 30)),
        (WEBP_EXTENDED, "image/webp", (40, 30)),
        (b"GIF89a\x28\x00\x1e\x00", "image/gif", (40, 30)),
        (samples.photo(), "image/png", (320, 240)),
        (b"%PDF-1.4", None, None),
        (b"\xff\xd8\xff\xd9", "image/jpeg", None),
        (PNG[:20], "image/png", None),
    ],
)
def test_a_picture_tells_its_size(data, mime, size):
    assert image_mime(data) == mime
    assert image_size(data) == size


@given(
    st.sampled_from([PNG, JPEG, WEBP_LOSSY, WEBP_EXTENDED]),
    st.binary(max_size=60),
    st.integers(0, 40),
)
def test_no_damaged_picture_breaks_the_reader(start, rest, cut):
    size = image_size(start[:cut] + rest)
    assert size is None or all(size)


async def test_a_photo_can_be_sent_again_by_its_id_and_downloaded(api, server):
    sent = await api.form(
        "sendPhoto",
        multipart(chat_id=str(ALICE), photo=PNG, caption="<b>Hi</b>", parse_mode="HTML"),
    )
    photo = sent["photo"][-1]
    assert (photo["width"], photo["height"], photo["file_size"]) == (40, 30, len(PNG))
    assert sent["caption"] == "Hi"
    assert sent["caption_entities"] == [{"type": "bold", "offset": 0, "length": 2}]

    again = await api("sendPhoto", chat_id=BOB, photo=photo["file_id"])
    assert again["photo"] == sent["photo"]

    path = (await api("getFile", file_id=photo["file_id"]))["file_path"]
    async with api.http.get(f"{server.url}/file/bot{api.token}/{path}") as got:
        assert await got.read() == PNG
    async with api.http.get(f"{server.url}/file/botwrong/{path}") as got:
        assert got.status == 401
    async with api.http.get(f"{server.url}/file/bot{api.token}/../server.py") as got:
        assert got.status == 404


async def test_each_kind_of_file_is_told_as_its_kind(api):
    chat = str(ALICE)
    voice = await api.form(
        "sendVoice", multipart(chat_id=chat, voice=samples.voice(), duration="2")
    )
    assert voice["voice"]["duration"] == 2
    assert voice["voice"]["mime_type"] == "audio/ogg"
    document = await api.form("sendDocument", multipart(chat_id=chat, document=b"%PDF-1.4"))
    assert document["document"]["file_name"] == "document.bin"
    audio = await api.form("sendAudio", multipart(chat_id=chat, audio=b"ID3", title="Sea"))
    assert audio["audio"]["title"] == "Sea"
    video = await api.form(
        "sendVideo", multipart(chat_id=chat, video=b"mp4", width="9", duration="3")
    )
    assert (video["video"]["width"], video["video"]["duration"]) == (9, 3)
    moving = await api.form("sendAnimation", multipart(chat_id=chat, animation=b"GIF89a"))
    assert moving["animation"]["file_id"] == moving["document"]["file_id"]
    sticker = await api.form("sendSticker", multipart(chat_id=chat, sticker=samples.sticker()))
    assert sticker["sticker"]["type"] == "regular"
    place = await api("sendLocation", chat_id=ALICE, latitude=51.5, longitude=0)
    assert place["location"] == {"latitude": 51.5, "longitude": 0.0}


async def test_what_cannot_be_sent_is_refused(api):
    chat = str(ALICE)
    assert await refusal(api, "sendPhoto", chat_id=chat) == "there is no photo in the request"
    assert await refusal(api, "sendPhoto", chat_id=chat, photo=b"") == "file must be non-empty"
    assert await refusal(api, "sendPhoto", chat_id=chat, photo=b"text") == "IMAGE_PROCESS_FAILED"
    assert (
        await refusal(api, "sendPhoto", chat_id=chat, photo=png(1, 21))
        == "PHOTO_INVALID_DIMENSIONS"
    )
    assert (
        await refusal(api, "sendPhoto", chat_id=chat, photo=png(9000, 1001))
        == "PHOTO_INVALID_DIMENSIONS"
    )
    assert (
        await refusal(api, "sendPhoto", chat_id=chat, photo="https://e.com/a.png")
        == "failed to get HTTP URL content"
    )
    assert (
        await refusal(api, "sendPhoto", chat_id=chat, photo="attach://other")
        == "can't parse InputMedia: media not found"
    )
    assert "is too big for a photo" in await refusal(
        api, "sendPhoto", chat_id=chat, photo=PNG + b"\0" * 10_000_000
    )
    assert await refusal(api, "sendSticker", chat_id=chat, sticker=b"x") == "STICKER_FILE_INVALID"
    sent = await api.form("sendDocument", multipart(chat_id=chat, document=PNG))
    assert (
        await refusal(api, "sendPhoto", chat_id=chat, photo=sent["document"]["file_id"])
        == "can't use file of type Document as Photo"
    )
    assert (
        await refusal(api, "sendLocation", chat_id=chat, latitude="91", longitude="0")
        == "GEO_POINT_INVALID"
    )


async def test_an_upload_over_fifty_megabytes_is_refused(api):
    with pytest.raises(RefusedError) as caught:
        await api.form("sendDocument", multipart(chat_id=str(ALICE), document=b"x" * 50_000_001))
    assert (caught.value.status, caught.value.description) == (413, "Request Entity Too Large")


def album(*names: str, kind: str = "photo") -> list[dict[str, str]]:
    return [{"type": kind, "media": f"attach://{name}", "caption": name} for name in names]


async def test_an_album_is_one_group(api, sim):
    sent = await api.form(
        "sendMediaGroup", multipart(chat_id=str(ALICE), media=album("a", "b"), a=PNG, b=JPEG)
    )
    assert [message["caption"] for message in sent] == ["a", "b"]
    assert len({message["media_group_id"] for message in sent}) == 1
    assert [m["message_id"] for m in await sim.from_bot(ALICE)] == [m["message_id"] for m in sent]


async def test_an_album_holds_two_to_ten_of_one_kind(api):
    chat = str(ALICE)
    wrong_size = "group must contain 2-10 items for sending"
    assert await refusal(api, "sendMediaGroup", chat_id=chat, media=album("a"), a=PNG) == wrong_size
    eleven = album(*["a"] * 11)
    assert await refusal(api, "sendMediaGroup", chat_id=chat, media=eleven, a=PNG) == wrong_size
    mixed = [*album("a"), *album("a", kind="document")]
    assert (
        await refusal(api, "sendMediaGroup", chat_id=chat, media=mixed, a=PNG)
        == "can't use the media of the specified type in the album"
    )


async def test_editing_media_keeps_the_message(api, sim):
    sent = await api.form("sendPhoto", multipart(chat_id=str(ALICE), photo=PNG, caption="one"))
    where = {"chat_id": str(ALICE), "message_id": str(sent["message_id"])}
    media = {"type": "photo", "media": "attach://new", "caption": "two"}
    edited = await api.form("editMessageMedia", multipart(**where, media=media, new=JPEG))
    assert edited["message_id"] == sent["message_id"]
    assert edited["caption"] == "two"
    assert edited["photo"] != sent["photo"]

    captioned = await api("editMessageCaption", **where, caption="<i>three</i>", parse_mode="HTML")
    assert captioned["photo"] == edited["photo"]
    assert captioned["caption_entities"][0]["type"] == "italic"
    bare = await api("editMessageCaption", **where)
    assert "caption" not in bare
    assert "caption_entities" not in bare
    assert (await sim.last(ALICE))["edited_at"]


async def test_a_text_can_become_a_photo(api):
    sent = await api("sendMessage", chat_id=ALICE, text="one")
    where = {"chat_id": str(ALICE), "message_id": str(sent["message_id"])}
    media = {"type": "photo", "media": "attach://new"}
    edited = await api.form("editMessageMedia", multipart(**where, media=media, new=PNG))
    assert "text" not in edited
    assert edited["photo"]


async def test_a_voice_note_cannot_become_something_else(api):
    chat = str(ALICE)
    sent = await api.form("sendVoice", multipart(chat_id=chat, voice=samples.voice()))
    media = {"type": "photo", "media": "attach://new"}
    complaint = await refusal(
        api,
        "editMessageMedia",
        chat_id=chat,
        message_id=str(sent["message_id"]),
        media=media,
        new=PNG,
    )
    assert complaint == "message media can't be edited"


@pytest.mark.parametrize(
    ("item", "complaint"),
    [
        (5, "can't parse InputMedia: expected an Object"),
        ({"type": "poll"}, "can't parse InputMedia: invalid media type specified"),
        ({"type": "photo"}, "can't parse InputMedia: media not found"),
        ({"type": "photo", "media": "attach://none"}, "can't parse InputMedia: media not found"),
    ],
)
async def test_a_wrong_item_refuses_the_album(api, item, complaint):
    refused = await api.refusal("sendMediaGroup", chat_id=ALICE, media=[item, item])
    assert refused.description == f"Bad Request: {complaint}"
    sent = await api("sendMessage", chat_id=ALICE, text="x")
    refused = await api.refusal(
        "editMessageMedia", chat_id=ALICE, message_id=sent["message_id"], media=item
    )
    assert refused.description == f"Bad Request: {complaint}"


async def test_a_covered_photo_stays_covered(api):
    form = multipart(chat_id=str(ALICE), photo=PNG, has_spoiler="true")
    sent = await api.form("sendPhoto", form)
    assert sent["has_media_spoiler"] is True
    edited = await api(
        "editMessageCaption", chat_id=ALICE, message_id=sent["message_id"], caption="c"
    )
    assert edited["has_media_spoiler"] is True


async def test_a_place_cannot_become_a_photo(api):
    sent = await api("sendLocation", chat_id=ALICE, latitude=1, longitude=2)
    where = {"chat_id": str(ALICE), "message_id": str(sent["message_id"])}
    media = {"type": "photo", "media": "attach://new"}
    complaint = await refusal(api, "editMessageMedia", **where, media=media, new=PNG)
    assert complaint == "there is no media in the message to edit"
