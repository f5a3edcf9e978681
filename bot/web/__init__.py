"""The HTTP server: it runs beside the chat, on the same books, for as long as a shift lasts."""
