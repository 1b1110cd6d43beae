"""From a reader's reply to Slack messages: pure functions, within Slack's limits.

The person's text only ever becomes the text of `rich_text` elements, where nothing is markup.
"""
