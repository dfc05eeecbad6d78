"""Make the coach's model from its data; nothing here is needed to run Closeknit."""
