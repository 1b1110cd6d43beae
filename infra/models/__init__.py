"""Publishing models: into the bucket, onto the file system, back to the version before."""
