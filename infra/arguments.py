"""What every command about a stack can be told."""

import argparse

DEFAULT_STACK = "lectern"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Every command names the stack in the same way; boto3 reads profile and region from the environment."""
    parser.add_argument("--stack", default=DEFAULT_STACK, metavar="NAME", help=f"the stack (default: {DEFAULT_STACK})")
    parser.add_argument("--region", metavar="REGION", help="where it is (default: AWS_REGION or your profile's)")
