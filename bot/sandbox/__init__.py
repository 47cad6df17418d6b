"""The local chat: a Bot API server on loopback, so that the unchanged bot runs without Telegram."""
