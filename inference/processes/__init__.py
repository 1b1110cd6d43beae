"""Readers in processes of their own, which can be ended: no text holds up whoever acknowledges, answers or waits."""
