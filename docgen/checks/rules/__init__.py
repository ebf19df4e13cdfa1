"""The rules of ``docgen check``, one a module; ``docgen.checks.RULES`` lists them."""
