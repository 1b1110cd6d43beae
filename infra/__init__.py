"""What runs Lectern on AWS: templates, packages, models, secrets."""
