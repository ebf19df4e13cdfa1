"""An office's own Word file as a template: ｛名字｝ or Jinja tags, filled from the same views as the built-in papers."""
