"""What the stack does that CloudFormation has no resource for: seeding models, keeping Slack's secrets."""
