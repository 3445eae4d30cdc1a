"""A chat room on asyncio streams: everybody who is connected hears what the others say."""
import asyncio


class Room:
    def __init__(self):
        self.writers = {}

    async def serve(self, reader, writer):
        name = (await reader.readline()).decode().strip()
        self.writers[name] = writer
        writer.write(f"hello {name}, {len(self.writers)} here\n".encode())
        try:
            async for line in reader:
                self.tell(f"{name}: {line.decode().strip()}", but=name)
        finally:
            del self.writers[name]
            writer.close()

    def tell(self, text, but):
        for name, writer in self.writers.items():
            if name != but:
                writer.write(f"{text}\n".encode())


async def guest(name, port, said, heard):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{name}\n".encode())
    print(f"[{name}]", (await reader.readline()).decode().strip())
    for line in said:
        writer.write(f"{line}\n".encode())
    for _ in range(heard):
        print(f"[{name}]", (await reader.readline()).decode().strip())
    writer.close()
    await writer.wait_closed()


async def main():
    room = Room()
    server = await asyncio.start_server(room.serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        ann = asyncio.create_task(guest("ann", port, [], heard=2))
        while "ann" not in room.writers:
            await asyncio.sleep(0.001)
        await guest("bob", port, ["good morning", "is anybody there?"], heard=0)
        await ann


asyncio.run(main())
