"""The entry point of a SageMaker training job: SM_CHANNEL_TRAIN, SM_MODEL_DIR and the hyperparameters say the rest."""

import sys

from training.news_classifier.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
