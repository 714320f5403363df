"""Who is meant: persons of a document, their offices, and whom pronouns, surnames and dropped subjects stand for."""
