import Foundation
import Japanese
import RandomTesting
import Testing

@testable import Ward

@Suite("Mail")
struct MailMessageTests {
    @Test("What could end a header or a command is not an address")
    func addresses() throws {
        for good in ["a@b.jp", "joho-kanri@city.example.lg.jp", "a.b+c@x-y.example"] {
            #expect(MailAddress(good)?.text == good)
        }
        for bad in [
            "", "a", "a@b", "@b.jp", "a@", "a@@b.jp", "a b@c.jp", "a@b.jp\r\nBcc: x@y.jp", "a@b.jp ", "<a@b.jp>",
            "a@b..jp", ".a@b.jp", "a.@b.jp", "a@-b.jp", "あ@b.jp", "a@日本.jp", "\"a\"@b.jp", "a@[127.0.0.1]",
            String(repeating: "a", count: 65) + "@b.jp", "a@" + String(repeating: "b.", count: 130) + "jp", "a,b@c.jp",
        ] { #expect(MailAddress(bad) == nil, "\(bad)") }
        #expect(MailAddress("a@b.example.jp")?.domain == "b.example.jp")
    }

    @Test(
        "An independent reader finds in the file what was put in, whatever the text", arguments: [1, 2, 3] as [UInt64])
    func independentReader(_ seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed)
        for _ in 0..<12 {
            let subject = Self.text(&generator, linesMax: 1)
            let body = Self.text(&generator, linesMax: 30)
            let message = MailMessage(
                id: "01ARZ3NDEK", from: .init(Self.text(&generator, linesMax: 1), try Self.address("from@example.jp")),
                to: [.init("区民課", try Self.address("kumin@example.jp")), .init("", try Self.address("b@example.jp"))],
                cc: [.init("課長, \"区民\"", try Self.address("kacho@example.jp"))], subject: subject, body: body,
                date: Timestamp(CivilDate(dayNumber: 20_000), hour: 9, minute: 5))
            let read = try Self.read(message.bytes)
            #expect(read["subject"] as? String == subject, "seed \(seed)")
            #expect(read["body"] as? String == body, "seed \(seed)")
            #expect(read["to"] as? [String] == ["kumin@example.jp", "b@example.jp"])
            #expect(read["cc"] as? [[String]] == [["課長, \"区民\"", "kacho@example.jp"]])
            #expect(read["from"] as? String == "from@example.jp")
            #expect(read["date"] as? String == "2024-10-04T09:05:00+09:00")
            #expect(read["headers"] as? Int == 10)
            for line in String(decoding: message.bytes, as: UTF8.self).components(separatedBy: "\r\n") {
                #expect(line.utf8.count <= 78)
                #expect(!line.contains("\n"))
                #expect(line.utf8.allSatisfy { $0 < 0x80 })
            }
        }
    }

    @Test("A line break in a subject or a name adds no header")
    func injection() throws {
        let message = MailMessage(
            id: "X", from: .init("A\r\nBcc: evil@example.com", try Self.address("a@example.jp")),
            to: [.init("B\nX: y", try Self.address("b@example.jp"))], subject: "件名\r\nBcc: evil@example.com\r\n\r\n本文",
            body: "本文", date: Timestamp(milliseconds: 0))
        let read = try Self.read(message.bytes)
        #expect(read["headers"] as? Int == 9)
        #expect(read["subject"] as? String == "件名  Bcc: evil@example.com    本文")
        #expect(read["body"] as? String == "本文")
    }

    @Test("A draft without sender opens as a mail that is still to be sent")
    func draft() throws {
        let message = MailMessage(
            id: "X", from: nil, to: [.init("課", try Self.address("b@example.jp"))], subject: "件名", body: "本文",
            date: Timestamp(milliseconds: 0))
        let text = String(decoding: message.bytes, as: UTF8.self)
        #expect(text.hasPrefix("X-Unsent: 1\r\n"))
        #expect(!text.contains("From:"))
    }

    @Test("The server's address is read from the environment; the password is never shown")
    func settings() throws {
        let settings = try #require(
            try SMTPSettings(environment: [
                "NAMIKI_SMTP_URL": "smtps://joho:p%40ss%3Aword@mail.example.lg.jp:465/", "NAMIKI_MAIL_FROM": "a@b.jp",
            ]))
        #expect(settings.user == "joho")
        #expect(settings.password == "p@ss:word")
        #expect(settings.security == .implicit)
        #expect("\(settings)" == "smtps://mail.example.lg.jp:465")
        var dumped = ""
        dump(settings, to: &dumped)
        #expect(!dumped.contains("p@ss"))
        #expect(try SMTPSettings(environment: [:]) == nil)
        #expect(throws: MailRefusal.noSender) { try SMTPSettings(environment: ["NAMIKI_SMTP_URL": "smtp://x.jp"]) }
        #expect(try SMTPSettings(address: "smtp://mail.example.jp", sender: "a@b.jp").security == .required)
        #expect(try SMTPSettings(address: "smtp://127.0.0.1:2525", sender: "a@b.jp").security == .none)
        for bad in [
            "mail.example.jp", "http://x.jp", "smtp://", "smtp://x y", "smtp://x.jp:0", "smtp://a%3Ab:c@x.jp",
            "smtp://x.jp:1:2",
            "smtp://a\"b.jp",
        ] {
            #expect(throws: MailRefusal.self, "\(bad)") { try SMTPSettings(address: bad, sender: "a@b.jp") }
        }
    }

    private static func address(_ text: String) throws -> MailAddress { try #require(MailAddress(text)) }

    /// Text of odd scalars: emoji with joiners, half-width kana, combining marks, ASCII, quotes.
    private static func text(_ generator: inout SeededGenerator, linesMax: Int) -> String {
        let pieces = [
            "あ", "漢", "ｶﾞ", "👩‍👩‍👧", "é", "e\u{301}", "A", " ", "=", "?", "=?UTF-8?", "\"", ",", "<", "𠮷", "ー", ".", "9",
        ]
        return (0..<Int.random(in: 1...linesMax, using: &generator)).map { _ in
            // Readers drop blanks at the ends of a header.
            "始"
                + (0..<Int.random(in: 0...60, using: &generator)).map { _ in pieces.randomElement(using: &generator)! }
                .joined() + "終"
        }.joined(separator: "\n")
    }

    /// Python's own mail reader.
    private static func read(_ bytes: [UInt8]) throws -> [String: Any] {
        let program = """
            import sys, json, email, email.policy
            m = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
            assert not m.defects, m.defects
            print(json.dumps({"subject": m["Subject"], "body": m.get_content().replace("\\r\\n", "\\n").removesuffix("\\n"),
              "to": [a.addr_spec for a in m["To"].addresses], "from": m["From"].addresses[0].addr_spec,
              "cc": [[a.display_name, a.addr_spec] for a in m["Cc"].addresses] if m["Cc"] else [],
              "date": m["Date"].datetime.isoformat(), "headers": len(m.keys())}))
            """
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-I", "-c", program]
        let (input, output) = (Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        try process.run()
        input.fileHandleForWriting.write(Data(bytes))
        try input.fileHandleForWriting.close()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return try #require(try JSONSerialization.jsonObject(with: answer) as? [String: Any])
    }
}
