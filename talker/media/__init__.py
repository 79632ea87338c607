"""Pictures, sound and video: decoded, measured and encoded, most of it by ffmpeg."""
