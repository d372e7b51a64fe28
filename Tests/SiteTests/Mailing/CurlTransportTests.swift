import Foundation
import Japanese
import Testing
import Ward

@testable import Site

@Suite("Sending mail")
struct CurlTransportTests {
    @Test("A server takes the mail byte for byte, for everybody it goes to")
    func accepted() async throws {
        let server = try await SampleMailServer()
        defer { server.stop() }
        let message = try Self.message(to: ["kumin@example.jp", "kacho@example.jp"])
        try await MailTransport.smtp(Self.settings(server.port)).send(message)
        let kept = try server.kept()
        #expect(kept["from"] as? String == "jimukyoku@example.jp")
        #expect(kept["to"] as? [String] == ["kumin@example.jp", "kacho@example.jp"])
        #expect((kept["data"] as? String).flatMap { Data(base64Encoded: $0) } == Data(message.bytes))
    }

    @Test("A refused address, a refused sign-in and a server that is not there are told apart")
    func refused() async throws {
        let server = try await SampleMailServer()
        defer { server.stop() }
        let nobody = try Self.message(to: ["nobody@example.jp"])
        await #expect(throws: MailRefusal.addressRefused(address: "nobody@example.jp", answer: "550 no such mailbox")) {
            try await MailTransport.smtp(Self.settings(server.port)).send(nobody)
        }
        let message = try Self.message(to: ["kumin@example.jp"])
        await #expect(throws: MailRefusal.signInRefused(server: "127.0.0.1:\(server.port)")) {
            try await MailTransport.smtp(Self.settings(server.port, account: "joho:wrong%22%5C@")).send(message)
        }
        try await MailTransport.smtp(Self.settings(server.port, account: "joho:ri%22ght%5C@")).send(message)
        #expect(try server.kept()["user"] as? String == "\0joho\0ri\"ght\\")
        // Port 1 (tcpmux) has no server.
        await #expect(throws: MailRefusal.unreachable(server: "127.0.0.1:1")) {
            try await MailTransport.smtp(Self.settings(1)).send(message)
        }
    }

    private static func settings(_ port: Int, account: String = "") throws -> SMTPSettings {
        try SMTPSettings(address: "smtp://\(account)127.0.0.1:\(port)", sender: "jimukyoku@example.jp")
    }

    private static func message(to recipients: [String]) throws -> MailMessage {
        MailMessage(
            id: "01ARZ3", from: .init("事務局", try #require(MailAddress("jimukyoku@example.jp"))),
            to: try recipients.map { .init("課", try #require(MailAddress($0))) }, subject: "回答期限のお知らせ",
            body: "高齢者施策課　御中\n.\n\n..行\nおわり", date: Timestamp(milliseconds: 1_700_000_000_000))
    }
}

/// A small SMTP server in Python that keeps the last mail; knows one account and refuses one address.
private final class SampleMailServer: Sendable {
    let port: Int
    private let process: Process
    private let folder: URL

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-I", "-c", Self.program, folder.path]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        // The server says where it listens by writing it down.
        let note = folder.appending(path: "port")
        while true {
            if let text = try? String(contentsOf: note, encoding: .utf8), let port = Int(text) {
                self.port = port
                return
            }
            try await Task.sleep(for: .milliseconds(20))
        }
    }

    func kept() throws -> [String: Any] {
        let data = try Data(contentsOf: folder.appending(path: "mail.json"))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    func stop() {
        // Not to be declined: a server that stayed would keep the test's own output open.
        kill(process.processIdentifier, SIGKILL)
        try? FileManager.default.removeItem(at: folder)
    }

    private static let program = #"""
        import asyncio, base64, json, os, sys
        def keep(name, text):
            path = os.path.join(sys.argv[1], name)
            with open(path + ".new", "w") as file: file.write(text)
            os.replace(path + ".new", path)
        async def serve(reader, writer):
            def say(line): writer.write(line.encode() + b"\r\n")
            kept = {"to": [], "user": None}
            say("220 sample")
            while line := await reader.readline():
                words = line.decode().strip()
                verb = words.split(" ")[0].upper()
                if verb == "EHLO": say("250-sample"); say("250 AUTH PLAIN")
                elif verb == "AUTH":
                    say("334 ")
                    kept["user"] = base64.b64decode(await reader.readline()).decode()
                    say("235 in" if kept["user"] == '\0joho\0ri"ght\\' else "535 no")
                elif verb == "MAIL": kept["from"] = words[words.index("<") + 1:words.index(">")]; say("250 ok")
                elif verb == "RCPT":
                    address = words[words.index("<") + 1:words.index(">")]
                    if address.startswith("nobody@"): say("550 no such mailbox")
                    else: kept["to"].append(address); say("250 ok")
                elif verb == "DATA":
                    say("354 go on")
                    data = b""
                    while (line := await reader.readline()) != b".\r\n":
                        data += line[1:] if line.startswith(b".") else line
                    kept["data"] = base64.b64encode(data).decode()
                    keep("mail.json", json.dumps(kept))
                    say("250 kept")
                elif verb == "QUIT": say("221 bye"); break
                else: say("250 ok")
            await writer.drain()
            writer.close()
        async def main():
            server = await asyncio.start_server(serve, "127.0.0.1", 0)
            keep("port", str(server.sockets[0].getsockname()[1]))
            await server.serve_forever()
        asyncio.run(main())
        """#
}
