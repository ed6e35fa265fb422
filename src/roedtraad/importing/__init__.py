"""From files to records: stored, read in the background, drafted, corrected and accepted by a person.

The only user of the library `referat` among the apps.
"""
