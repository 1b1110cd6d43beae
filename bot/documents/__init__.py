"""Texts of documents, PDF, Word, RTF and HTML, taken out in a process of its own that hostile ones cannot hold up."""
