"""An echo over TLS: a server with a certificate of its own, a client that trusts it, and one that does not."""
import asyncio
import ssl
import tempfile

# Made for this example, and good for nothing else.
PEM = """\
-----BEGIN CERTIFICATE-----
MIIBgTCCASegAwIBAgIUQ03+xjxcmn0Z2iURGWiE0zmctaowCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI0MDEwMTAwMDAwMFoYDzIxMjQwMTAx
MDAwMDAwWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATK0HD7vO210CkIbBc/UVkbdYHzyRKGKmz9s7gZCZ5NatQdWbaiZAWA
TP4JvUfj05+OxSZ2woLU3cfFLcidIRndo1UwUzAdBgNVHQ4EFgQUc3cAlV1plYny
IvEZcRUn3/ZmMlswDwYDVR0TAQH/BAUwAwEB/zAUBgNVHREEDTALgglsb2NhbGhv
c3QwCwYDVR0PBAQDAgKEMAoGCCqGSM49BAMCA0gAMEUCIDo4TACHMX5LOyAeK7M8
Sxg3FqteadRK8F4s57Lvq7/tAiEA2cCmNfitRTKlE4Gd0uTYxMrc9VN4/f2tqNpe
2l9jJ6Q=
-----END CERTIFICATE-----
-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg5BYI1kKD29NdMwe8
z+9DASi6eGTT16Y79SueA5akRKKhRANCAATK0HD7vO210CkIbBc/UVkbdYHzyRKG
Kmz9s7gZCZ5NatQdWbaiZAWATP4JvUfj05+OxSZ2woLU3cfFLcidIRnd
-----END PRIVATE KEY-----
"""


async def echo(reader, writer):
    async for line in reader:
        writer.write(line.upper())
    writer.close()


async def talk(port, context, *lines):
    reader, writer = await asyncio.open_connection("localhost", port, ssl=context)
    print(writer.get_extra_info("ssl_object").version(), writer.get_extra_info("peercert")["subjectAltName"])
    for line in lines:
        writer.write(line.encode() + b"\n")
        print((await reader.readline()).decode().strip())
    writer.close()
    await writer.wait_closed()


async def main():
    with tempfile.NamedTemporaryFile("w") as file:
        file.write(PEM)
        file.flush()
        serving = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        serving.load_cert_chain(file.name)
    trusting = ssl.create_default_context(cadata=PEM)
    trusting.verify_flags &= ~ssl.VERIFY_X509_STRICT
    async with await asyncio.start_server(echo, "localhost", 0, ssl=serving) as server:
        port = server.sockets[0].getsockname()[1]
        await talk(port, trusting, "hello", "nobody else reads this")
        strangers = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        try:
            await talk(port, strangers, "hello")
        except ssl.SSLCertVerificationError as error:
            print("refused:", error.verify_message)


asyncio.run(main())
