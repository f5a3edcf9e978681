"""The machinery: how the machine keeps what the programme promises."""
