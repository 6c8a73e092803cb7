"""Room 9, compare: two texts or two libraries, what changed between them. Plain data out.

It looks at contents, never at raw diffs of files, and guesses no intent: why something changed stands in the papers.
"""
