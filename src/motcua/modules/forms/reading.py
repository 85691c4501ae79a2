"""For a page's script: how the server reads what was typed and the script cannot read by itself.

Pages that are saved while they are typed are told with each saving. Any other page is asked by
itself, as for suggestions: it is posted with `read`, nothing is kept, and this is the answer.
"""

from .compile import PageForm
from .posted import Data

READ = "read"


def readings(posted: Data, *pages: PageForm) -> dict[str, object] | None:
    """The answer, if that is what was asked for."""
    if READ not in posted:
        return None
    return {"told": {key: each for page in pages for key, each in page.told.items()}}
