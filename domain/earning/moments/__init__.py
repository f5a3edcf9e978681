"""Points for something else than a purchase: activities, birthdays, rains, friends."""
