"""What the image's entry point runs, with the server's settings in a file named by MMS_CONFIG instead of in /etc."""

import os

from sagemaker_huggingface_inference_toolkit import mms_model_server, serving
from sagemaker_inference import model_server

if __name__ == "__main__":
    model_server.MMS_CONFIG_FILE = mms_model_server.MMS_CONFIG_FILE = os.environ["MMS_CONFIG"]
    serving.main()
