import Testing

@testable import Site
@testable import Ward

@Suite("What a mail server's answers mean")
struct SMTPRepliesTests {
    private static func refusal(_ replies: String, exit: Int32) throws -> MailRefusal? {
        let settings = try SMTPSettings(address: "smtps://m.jp", sender: "joho@x.jp")
        let recipients = try ["a@x.jp", "b@x.jp"].map { try #require(MailAddress($0)) }
        return SMTPReplies(Array(replies.replacing("|", with: "\r\n").utf8)).refusal(
            exit: exit, message: "curl: (56) words", settings: settings, recipients: recipients, secondsMax: 9)
    }

    private static let opening = "220 m.jp|250-m.jp|250-SIZE|250 AUTH PLAIN|"

    @Test(
        "The server's word decides, then what the program ended with",
        arguments: [
            ("334 |235 ok|250 ok|250 ok|250 ok|354 go|250 queued|", 0, nil),
            // Taken, and the line broke or the time ran out afterwards.
            ("250 ok|250 ok|250 ok|354 go|250 queued|", 56, nil), ("250 ok|250 ok|250 ok|354 go|250 queued|", -1, nil),
            ("250 ok|250 ok|250 ok|354 go|", 56, .outcomeUnknown(server: "m.jp:465")),
            ("250 ok|250 ok|250 ok|354 go|", 28, .outcomeUnknown(server: "m.jp:465")),
            ("250 ok|250 ok|250 ok|354 go|", -1, .outcomeUnknown(server: "m.jp:465")),
            ("250 ok|250 ok|250 ok|354 go|", 0, .outcomeUnknown(server: "m.jp:465")),
            ("250 ok|", 0, .outcomeUnknown(server: "m.jp:465")),
            ("250 ok|250 ok|250 ok|354 go|452-full|452 later|", 8, .messageRefused(answer: "452 later")),
            ("250 ok|250 ok|", 28, .tookTooLong(secondsMax: 9)),
            ("334 |535 no|221 bye|", 67, .signInRefused(server: "m.jp:465")),
            ("", 67, .signInRefused(server: "m.jp:465")),
            ("334 |235 ok|553 no|221 bye|", 55, .addressRefused(address: "joho@x.jp", answer: "553 no")),
            ("553 no|221 bye|", 55, .addressRefused(address: "joho@x.jp", answer: "553 no")),
            ("334 |235 ok|250 ok|550 no|", 55, .addressRefused(address: "a@x.jp", answer: "550 no")),
            ("250 ok|550 no|", 55, .addressRefused(address: "a@x.jp", answer: "550 no")),
            ("250 ok|251 moved|450 later|", 55, .addressRefused(address: "b@x.jp", answer: "450 later")),
            ("250 ok|250 ok|250 ok|503 no data|", 8, .messageRefused(answer: "503 no data")),
            ("250 ok|", 56, .unreachable(server: "m.jp:465")), ("", 60, .insecure(server: "m.jp:465")),
        ] as [(String, Int32, MailRefusal?)])
    func verdicts(_ replies: String, _ exit: Int32, _ refusal: MailRefusal?) throws {
        #expect(try Self.refusal(Self.opening + replies, exit: exit) == refusal)
    }

    @Test(
        "A server that refuses at the door is quoted; noise and control characters are not",
        arguments: [
            ("554 no\u{1B}[2J service|", 8, .failed(reason: "554 no [2J service")),
            ("", 7, .unreachable(server: "m.jp:465")),
            ("", 6, .unreachable(server: "m.jp:465")), ("SSH-2.0-x|", 8, .unreachable(server: "m.jp:465")),
            ("220 m.jp|502 no|421 closing|", 56, .failed(reason: "421 closing")),
        ] as [(String, Int32, MailRefusal?)])
    func atTheDoor(_ replies: String, _ exit: Int32, _ refusal: MailRefusal?) throws {
        #expect(try Self.refusal(replies, exit: exit) == refusal)
    }
}
