"""How somebody gets in: what we decide differently from allauth, and the second factor that some must have."""
