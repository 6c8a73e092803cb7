"""Room 8b, review: what one pull request changes, as plain data, and that as a page that a leader reads in a minute.

`gather` makes the `Review` out of two opened libraries; one module per format renders it (`render(review) -> str`).
"""
