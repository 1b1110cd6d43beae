"""What stops a build."""


class BuildError(Exception):
    """Why a package could not be built, in words for whoever builds it."""
