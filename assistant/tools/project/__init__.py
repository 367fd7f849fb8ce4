"""The files of a project's folder, searched by words."""
