"""`python -m infra.picture > docs/images/architecture.svg`: the stack as a picture, made from the templates' own names.

A box that no template knows any more, or of another kind, stops the drawing.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

TEMPLATES = Path(__file__).parent

_KINDS = {
    "AWS::DynamoDB::Table": "table",
    "AWS::EC2::VPC": "private network",
    "AWS::EC2::VPCEndpoint": "gateway endpoint",
    "AWS::EFS::FileSystem": "file system",
    "AWS::S3::Bucket": "bucket",
    "AWS::SQS::Queue": "queue",
    "AWS::Serverless::Function": "function",
    "AWS::Serverless::HttpApi": "HTTP API",
    "Custom::SlackSecret": "encrypted parameter",
}
_RESOURCE = re.compile(r"^  (\w+):.*\n    Type: (\S+)", re.MULTILINE)

_WIDTH, _HEIGHT = 170, 46


@dataclass(frozen=True)
class Box:
    """A resource by its logical id, or, outside of the templates, with a caption of its own."""

    name: str
    x: int
    y: int
    caption: str = ""

    def edge(self, towards: "Box") -> tuple[int, int]:
        """Where an arrow to or from another box touches this one."""
        if abs(towards.x - self.x) >= _WIDTH:
            return self.x + (_WIDTH if towards.x > self.x else 0), self.y + _HEIGHT // 2
        return self.x + _WIDTH // 2, self.y + (_HEIGHT if towards.y > self.y else 0)


BOXES = (
    Box("Slack", 20, 90, "people write here"),
    Box("SlackApi", 260, 90),
    Box("DoorFunction", 260, 200),
    Box("Messages", 500, 200),
    Box("WorkerFunction", 500, 90),
    Box("NounsFunction", 790, 90),
    Box("CategoryFunction", 790, 160),
    Box("AnswersFunction", 790, 230),
    Box("FileSystem", 1040, 160),
    Box("ModelSyncFunction", 1040, 270),
    Box("S3Endpoint", 790, 330),
    Box("ModelBucket", 790, 430),
    Box("SeedFunction", 1040, 430),
    Box("You", 500, 430, "infra.models publish"),
    Box("Unanswered", 500, 280),
    Box("ApologyFunction", 260, 280),
    Box("DeadLetters", 500, 360),
    Box("SlackSecret", 260, 360),
    Box("Deliveries", 260, 430),
)
ARROWS = (
    ("Slack", "SlackApi", "signed"),
    ("SlackApi", "DoorFunction", ""),
    ("DoorFunction", "Messages", "puts"),
    ("Messages", "WorkerFunction", "one at a time"),
    ("WorkerFunction", "NounsFunction", "asks"),
    ("WorkerFunction", "CategoryFunction", ""),
    ("WorkerFunction", "AnswersFunction", ""),
    ("FileSystem", "NounsFunction", ""),
    ("FileSystem", "CategoryFunction", "read only"),
    ("FileSystem", "AnswersFunction", ""),
    ("ModelSyncFunction", "FileSystem", "writes"),
    ("S3Endpoint", "ModelSyncFunction", ""),
    ("ModelBucket", "S3Endpoint", ""),
    ("You", "ModelBucket", "models"),
    ("Messages", "Unanswered", "failed three times"),
    ("Unanswered", "ApologyFunction", ""),
    ("Unanswered", "DeadLetters", "no apology either"),
    ("SeedFunction", "ModelBucket", "once"),
)

_STYLE = """
text { font: 14px system-ui, sans-serif; fill: #1d2430 } .kind { font-size: 12px; fill: #5a6675 }
rect { fill: #fff; stroke: #3f6ea8; rx: 6 } .place { fill: #eef3fa; stroke: #b9c9de } .person { stroke: #8a93a0 }
path { stroke: #5a6675; fill: none; marker-end: url(#tip) } marker path { fill: #5a6675; marker-end: none }
"""


def known_resources() -> dict[str, str]:
    """Logical id -> type, of all resources of the templates that the stack nests."""
    return {
        name: kind
        for path in sorted(TEMPLATES.glob("*.yaml"))
        for name, kind in _RESOURCE.findall(path.read_text(encoding="utf-8"))
    }


def draw() -> str:
    """The picture as SVG; raises KeyError with the name of a box that the templates do not know."""
    known = known_resources()
    vpc = _KINDS[known["Vpc"]]
    boxes = {box.name: box for box in BOXES}
    parts = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1250 510" role="img" aria-labelledby="title">',
        '<title id="title">Slack reaches a door through an HTTP API; it queues messages for a worker, which asks '
        "three readers in a private network. They read models from a file system that one function fills from a bucket."
        "</title>",
        f"<style>{_STYLE}</style>",
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto">'
        '<path d="M0 0L8 4L0 8z"/></marker></defs>',
        '<rect width="1250" height="510" style="stroke: none"/>',
        '<rect class="place" x="230" y="30" width="1005" height="465"/><text x="246" y="54">your AWS account</text>',
        f'<rect class="place" x="765" y="62" width="460" height="330" style="fill: #e2ebf6"/>'
        f'<text x="781" y="82">Vpc: {vpc}, no way out; none with ModelStore=s3</text>',
        *(line for start, end, label in ARROWS for line in _arrow(boxes[start], boxes[end], label)),
        *(line for box in BOXES for line in _box(box, box.caption or _KINDS[known[box.name]])),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _box(box: Box, caption: str) -> Iterator[str]:
    person = ' class="person"' if box.caption else ""
    middle = box.x + _WIDTH // 2
    yield f'<rect{person} x="{box.x}" y="{box.y}" width="{_WIDTH}" height="{_HEIGHT}"/>'
    yield f'<text x="{middle}" y="{box.y + 20}" text-anchor="middle">{escape(box.name)}</text>'
    yield f'<text class="kind" x="{middle}" y="{box.y + 37}" text-anchor="middle">{escape(caption)}</text>'


def _arrow(start: Box, end: Box, label: str) -> Iterator[str]:
    (x1, y1), (x2, y2) = start.edge(end), end.edge(start)
    yield f'<path d="M{x1} {y1}L{x2} {y2}"/>'
    if label and x1 == x2:
        yield f'<text class="kind" x="{x1 + 6}" y="{(y1 + y2) // 2 + 4}">{label}</text>'
    elif label:
        yield f'<text class="kind" x="{(x1 + x2) // 2}" y="{(y1 + y2) // 2 - 6}" text-anchor="middle">{label}</text>'


if __name__ == "__main__":
    sys.stdout.write(draw())
