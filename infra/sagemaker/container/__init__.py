"""What SageMaker's containers run."""
