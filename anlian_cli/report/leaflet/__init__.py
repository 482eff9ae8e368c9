"""What is handed to somebody on a few pages: sections of sentences, tables and bars, and a module per format."""
