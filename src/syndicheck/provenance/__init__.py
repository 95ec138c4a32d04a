"""From matches to stories: clusters, public ids, timelines, who was first. Pure; nothing here knows SQL."""
