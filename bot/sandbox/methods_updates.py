"""The methods by which updates reach the bot: polling, and the webhook."""

import re
from urllib.parse import urlsplit

from telegram.constants import PollingLimit, WebhookLimit

from bot.sandbox.errors import bad_request, conflict
from bot.sandbox.guard import is_loopback
from bot.sandbox.params import Call
from bot.sandbox.state import Json
from bot.sandbox.webhook import Target, Webhook
from bot.sandbox.world import World

_WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook "
    "first"
)
_SECRET = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
_DEFAULT_CONNECTIONS = 40


async def get_updates(world: World, webhook: Webhook, call: Call) -> list[Json]:
    """`getUpdates`: one long poll at a time."""
    if webhook.target is not None:
        raise conflict(_WEBHOOK_ACTIVE)
    _allow(world, call)
    limit = call.integer("limit")
    return await world.updates.poll(
        call.integer("offset") or 0,
        PollingLimit.MAX_LIMIT.value if limit is None else limit,
        call.number("timeout") or 0,
    )


async def set_webhook(world: World, webhook: Webhook, call: Call) -> bool:
    """`setWebhook`: an empty address deletes it."""
    url = call.text("url")
    if url is None:
        return await delete_webhook(world, webhook, call)
    target = Target(_check_url(url), _secret(call), _connections(call))
    _allow(world, call)
    if call.flag("drop_pending_updates"):
        world.updates.clear()
    world.updates.end_poll(conflict("terminated by setWebhook request"))
    await webhook.point(target)
    return True


async def delete_webhook(world: World, webhook: Webhook, call: Call) -> bool:
    """`deleteWebhook`."""
    await webhook.point(None)
    if call.flag("drop_pending_updates"):
        world.updates.clear()
    return True


async def get_webhook_info(world: World, webhook: Webhook, _: Call) -> Json:
    """`getWebhookInfo`."""
    target = webhook.target
    info: Json = {
        "url": "" if target is None else target.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.waiting()),
    }
    if target is not None:
        info["max_connections"] = target.max_connections
        info["ip_address"] = "127.0.0.1"
    if webhook.last_error is not None:
        info["last_error_date"], info["last_error_message"] = webhook.last_error
    if world.updates.allowed_updates:
        info["allowed_updates"] = world.updates.allowed_updates
    return info


def _allow(world: World, call: Call) -> None:
    """An absent list keeps the kinds that were named before."""
    if "allowed_updates" in call.params:
        kinds = call.json("allowed_updates", "allowed updates")
        if kinds is not None and not isinstance(kinds, list):
            raise bad_request("expected an Array of String as allowed updates")
        world.updates.allow(kinds or [])


def _check_url(url: str) -> str:
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if not is_loopback(parts.hostname):
        raise bad_request("bad webhook: the local chat delivers to this machine only")
    return url


def _secret(call: Call) -> str | None:
    secret = call.text("secret_token")
    if secret is None:
        return None
    if len(secret) > WebhookLimit.MAX_SECRET_TOKEN_LENGTH:
        raise bad_request("secret token is too long")
    if _SECRET.fullmatch(secret) is None:
        raise bad_request("secret token contains unallowed characters")
    return secret


def _connections(call: Call) -> int:
    wanted = call.integer("max_connections") or _DEFAULT_CONNECTIONS
    least, most = WebhookLimit.MIN_CONNECTIONS_LIMIT, WebhookLimit.MAX_CONNECTIONS_LIMIT
    return min(max(wanted, least.value), most.value)
