"""What is told to people: mails, calendar invitations, digests, what they follow; and feeds for everybody."""
