"""What a paper is made of: sections and their labels, paragraphs, enumerations, points."""
