"""What is done with notices: follow the journal, plan, send, settle; follow something, choose which mails one gets."""
