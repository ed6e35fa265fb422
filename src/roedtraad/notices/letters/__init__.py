"""What mails say: each kind is written here from what its reader may see at that moment. Nothing here saves."""
