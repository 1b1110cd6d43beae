"""Who is who: from a recogniser's entities to one entry per name, with its kind, its mentions and what explains it.

Pure functions over a text and its entities, so they serve any spaCy pipeline. Each takes a time that is linear in the
text: mentions are found by key, and what stands around one is looked at within a fixed distance.
"""
