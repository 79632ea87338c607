"""Tests of talker.dubbing."""
