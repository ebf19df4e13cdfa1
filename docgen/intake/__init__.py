"""What people have (text, web page, Word, Excel) → records. Nothing invented, nothing lost, every change told."""
