"""What the review page is made of: the words of the page in pieces, the draft as rows, questions, where one is."""
