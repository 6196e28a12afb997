"""HTML as a reader sees it: pages and the books made of them."""
