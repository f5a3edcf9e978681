"""The programme: synchronous rules, verbs and questions. No clock, network or chance of its own."""
