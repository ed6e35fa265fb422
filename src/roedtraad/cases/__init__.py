"""The matter: its texts and recommendations, its way through bodies, its attachments."""
