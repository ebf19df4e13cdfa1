"""OFD (GB/T 33190-2016): the fixed pages that Chinese offices exchange and archive."""
