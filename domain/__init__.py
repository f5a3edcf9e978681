"""The programme: plain synchronous rules, verbs and questions. No clock, no network, no chance of its own."""
