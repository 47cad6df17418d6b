"""The check-in tap: people in 64 chats tap buttons; a bot answers each tap and edits the card."""
