"""The playground: Telegram as it behaves, on loopback."""
