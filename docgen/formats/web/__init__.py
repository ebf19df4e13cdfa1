"""Web pages and the text for a WeChat account."""
