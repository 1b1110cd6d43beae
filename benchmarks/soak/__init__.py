"""Load and faults: whether every acknowledged message ends in exactly one reply or one apology.

The bot is the real app behind its real HTTP door, in a process of its own that is killed and started again. Slack, the
readers and AWS Lambda's asynchronous invocations are stand-ins with faults on purpose; a file stands in for DynamoDB.
Slack's and Lambda's pauses between attempts are shortened. Everything is on loopback.
"""
