"""What goes into SageMaker's containers: the entry points of training and of serving."""
