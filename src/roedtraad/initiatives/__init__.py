"""What the parties do together: initiatives, with their names, parties, period and state. Money and results hang on them."""
