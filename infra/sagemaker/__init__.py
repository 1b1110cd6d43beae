"""SageMaker from the command line: train a classifier, put it behind a serverless endpoint, try it."""
