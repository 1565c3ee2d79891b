"""A bare client: posts bodies over connections that are kept, and looks at nothing but the status."""
import asyncio, time


class Connection(asyncio.Protocol):
    def __init__(self, bodies, done):
        self.bodies, self.done, self.buffer, self.need = bodies, done, b"", None

    def connection_made(self, transport):
        self.transport = transport
        self.next()

    def next(self):
        request = next(self.bodies, None)
        if request is None:
            self.transport.close()
            self.done.set_result(None)
        else:
            self.transport.write(request)

    def data_received(self, data):
        self.buffer += data
        head = self.buffer.find(b"\r\n\r\n")
        if head < 0:
            return
        lower = self.buffer[:head].lower()
        start = lower.index(b"content-length:") + 15
        length = int(lower[start:].split(b"\r\n", 1)[0])
        if len(self.buffer) < head + 4 + length:
            return
        if b" 201 " not in self.buffer[:head].split(b"\r\n", 1)[0]:
            self.done.set_exception(RuntimeError(self.buffer[: head + 200].decode()))
        self.buffer = b""
        self.next()

    def connection_lost(self, error):
        if not self.done.done():
            self.done.set_exception(error or RuntimeError("the connection was closed"))


def post(port, key, requests, width):
    """Posts (path, body) pairs, `width` at a time. Returns the seconds from the first request to the last answer."""
    texts = iter([
        (f"POST {path}?api_key={key} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
         f"Content-Length: {len(body)}\r\n\r\n").encode() + body
        for path, body in requests
    ])

    async def run():
        loop = asyncio.get_running_loop()
        start = time.monotonic()
        ends = [loop.create_future() for _ in range(width)]
        for end in ends:
            await loop.create_connection(lambda end=end: Connection(texts, end), "127.0.0.1", port)
        await asyncio.gather(*ends)
        return time.monotonic() - start

    return asyncio.run(run())
