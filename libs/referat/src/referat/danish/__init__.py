"""The grammar of Danish that minutes need: time, money, numbers, sentences and people, each with its words in TOML."""
