"""What the search box looks through: texts of built pages, what each page is, names and pinyin that lead to it."""
