"""One module per page or family of pages, each with pages(site) -> Iterator[Page]. The folder is the list."""
