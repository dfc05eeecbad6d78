"""Tell open pages "look again", and close them; never what was written.

`look_again(topic, id)` may be called from any thread of any process. It reaches every open stream
of that topic in this process, and in all others where a Redis address is set.
"""

from closeknit.live.channel import MARKS, Channel, end, look_again, use

__all__ = ["MARKS", "Channel", "end", "look_again", "use"]
