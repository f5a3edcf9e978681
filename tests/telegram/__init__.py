"""The machinery between Telegram and the handlers."""
