"""A finished paper of any hand, read as the rules read a record: findings by paragraph, and as comments in its Word file."""
