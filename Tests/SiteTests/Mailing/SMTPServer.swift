import Foundation

@testable import Site
@testable import Ward

/// A small mail server of its own process, written for these tests with Python's standard library: it speaks SMTP over a
/// real connection, and ends with the test.
final class SMTPServer {
    enum Encryption: String {
        case none, startTLS, implicit
    }

    struct Event: Decodable, Equatable {
        /// `mail`, or `auth`, or the name with which the client greeted.
        let kind: String
        let sender: String?
        let recipients: [String]?
        /// As received, in Base64, with the dots of RFC 5321, 4.5.2 taken away.
        let data: String?
        /// What was signed in with, in Base64; for greetings the name.
        let text: String?
        let tls: Bool
    }

    static let password = "p\\a\"s:s; wörd@あ#"

    let port: Int
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()

    /// - Parameter certificate: PEM of key and certificate, where there is encryption.
    init(
        _ encryption: Encryption = .none, certificate: String = "", huge: String = "X-Huge", cut: String = "X-Cut",
        hangup: String = "X-Hangup"
    ) throws {
        process.executableURL = URL(filePath: "/usr/bin/env")
        let expected = Data("\0joho\0\(SMTPServer.password)".utf8).base64EncodedString()
        process.arguments = [
            "python3", "-I", "-c", SMTPServer.script, encryption.rawValue, certificate, expected, huge, cut, hangup,
        ]
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        var line: [UInt8] = []
        while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A { line.append(byte) }
        guard let port = Int(String(decoding: line, as: UTF8.self)) else { throw NotStarted() }
        self.port = port
    }

    struct NotStarted: Error {}

    deinit {
        // The server ends at the end of its input.
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    /// Ends the server and says what happened.
    func stop() throws -> [Event] {
        try input.fileHandleForWriting.close()
        let lines = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return try lines.split(separator: 0x0A).map { try JSONDecoder().decode(Event.self, from: Data($0)) }
    }

    /// Accepts everybody but `nobody@…` as recipient and `stranger@…` as sender; refuses mails with `X-Huge`, hangs up in
    /// the middle of those with `X-Cut`, and on those with `X-Hangup` after it took them.
    private static let script = #"""
        import asyncio, base64, json, ssl, sys
        mode, certificate, expected, huge, cut, hangup = sys.argv[1:]
        context = None
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
        def note(kind, tls, **facts):
            print(json.dumps({"kind": kind, "tls": tls, **facts}), flush=True)
        async def serve(reader, writer):
            tls, sender, recipients = mode == "implicit", "", []
            async def say(text):
                writer.write(text.encode() + b"\r\n")
                await writer.drain()
            await say("220 test.example.jp ESMTP")
            while line := await reader.readline():
                line = line.decode().rstrip("\r\n")
                word = line.upper()
                if word.startswith("EHLO"):
                    note("greeting", tls, text=line[5:])
                    offers = ["test.example.jp", "SIZE 1000000"]
                    if mode == "startTLS" and not tls:
                        offers.append("STARTTLS")
                    else:
                        offers.append("AUTH PLAIN")
                    await say("\r\n".join("250-" + o for o in offers[:-1]) + "\r\n250 " + offers[-1])
                elif word == "STARTTLS":
                    await say("220 go ahead")
                    await writer.start_tls(context)
                    tls = True
                elif word.startswith("AUTH PLAIN"):
                    given = line[11:]
                    if not given:
                        await say("334 ")
                        given = (await reader.readline()).decode().strip()
                    note("auth", tls, text=given)
                    await say("235 2.7.0 welcome" if given == expected else "535 5.7.8 wrong password")
                elif word.startswith("MAIL FROM:"):
                    sender = line[11:].split(">")[0]
                    recipients = []
                    await say("553 5.1.8 unknown sender" if sender.startswith("stranger") else "250 ok")
                elif word.startswith("RCPT TO:"):
                    recipient = line[9:].split(">")[0]
                    if recipient.startswith("nobody"):
                        await say("550 5.1.1 no such user")
                    else:
                        recipients.append(recipient)
                        await say("250 ok")
                elif word == "DATA":
                    await say("354 go ahead")
                    data = b""
                    while (part := await reader.readline()) != b".\r\n":
                        if not part:
                            return
                        data += part[1:] if part.startswith(b".") else part
                    if cut.encode() in data:
                        writer.transport.abort()
                        return
                    if huge.encode() in data:
                        await say("552 5.3.4 too large")
                        continue
                    note("mail", tls, sender=sender, recipients=recipients, data=base64.b64encode(data).decode())
                    await say("250 2.0.0 queued")
                    if hangup.encode() in data:
                        writer.transport.abort()
                        return
                elif word == "QUIT":
                    await say("221 bye")
                    writer.close()
                    return
                else:
                    await say("502 not here")
        async def quietly(reader, writer):
            try:
                await serve(reader, writer)
            except (OSError, asyncio.IncompleteReadError):
                pass
        async def main():
            server = await asyncio.start_server(
                quietly, "127.0.0.1", 0, ssl=context if mode == "implicit" else None, ssl_shutdown_timeout=1
                if mode == "implicit" else None)
            print(server.sockets[0].getsockname()[1], flush=True)
            await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
            server.close()
        asyncio.run(main())
        """#
}
