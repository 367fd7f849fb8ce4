"""From a Blueprint to a proven folder, and from a folder to what still holds of it."""
