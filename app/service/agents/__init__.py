"""The queue for agents: the service's verbs as tools, on standard input and output (MCP)."""
