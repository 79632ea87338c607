"""The built-in mouth: lips of a film brought to rest, then moved by our visemes."""
