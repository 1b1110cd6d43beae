"""The methods of the Web API that a bot like this one uses, by family."""
