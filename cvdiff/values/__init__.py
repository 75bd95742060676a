"""The values inside a record: headings, names, dates, venues, status, roles and links, told from text."""
