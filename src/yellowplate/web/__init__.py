"""The desk in a browser and for other programs: pages, an API, and the tools of assistants over HTTP."""
