"""The interface of Stable Diffusion WebUI for drawing: its clients draw here unchanged."""
