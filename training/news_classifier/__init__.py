"""Fine-tune any Hugging Face encoder or decoder as a classifier of news; also what runs on SageMaker."""
