"""The function that copies published models from the bucket to the file system: the only one that may write there."""
