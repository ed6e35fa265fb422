"""Which item is about which initiative, by the words of both. Pure: no database."""
