"""The routes of these audiences: who sells at the counter, and who helps at the desk."""

from bot.telegram.routes import Routes

COUNTER = Routes("counter", menu=("sale", "voucher"))
DESK = Routes("desk", menu=("find",))
