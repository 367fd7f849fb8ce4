"""Where documents come from: folders, git repositories and single files, without what nobody wrote or may see."""
