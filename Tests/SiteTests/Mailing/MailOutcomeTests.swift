import Foundation
import Japanese
import Testing
@testable import Ward

@testable import Site

@Suite("What became of a mail")
struct MailOutcomeTests {
    private static func message(_ subject: String, to: [String] = ["a@x.jp"]) throws -> MailMessage {
        MailMessage(
            id: "01ARZ3", from: .init("", try #require(MailAddress("joho@x.jp"))),
            to: try to.map { .init("", try #require(MailAddress($0))) }, subject: subject, body: "本文\n",
            date: Timestamp(milliseconds: 1_700_000_000_000))
    }

    private static func transport(_ port: Int, sender: String = "joho@x.jp") throws -> MailTransport {
        .smtp(try SMTPSettings(address: "smtp://127.0.0.1:\(port)", sender: sender))
    }

    @Test("A refused address is named, with the server's answer, and nobody else gets the mail")
    func refusedAddresses() async throws {
        let server = try SMTPServer()
        for place in 0..<3 {
            var to = ["a@x.jp", "b@x.jp"]
            to.insert("nobody@x.jp", at: place)
            await #expect(
                throws: MailRefusal.addressRefused(address: "nobody@x.jp", answer: "550 5.1.1 no such user")
            ) { try await Self.transport(server.port).send(Self.message("題", to: to)) }
        }
        await #expect(
            throws: MailRefusal.addressRefused(address: "stranger@x.jp", answer: "553 5.1.8 unknown sender")
        ) { try await Self.transport(server.port, sender: "stranger@x.jp").send(Self.message("題")) }
        #expect(try server.stop().filter { $0.kind == "mail" }.isEmpty)
    }

    @Test("A mail refused for itself, one cut off on the way, and one whose server hung up afterwards are three things")
    func afterData() async throws {
        // The words stand in the subject, as they are encoded.
        let server = try SMTPServer(
            huge: MailMessage.words("X-Huge"), cut: MailMessage.words("X-Cut"), hangup: MailMessage.words("X-Hangup"))
        let transport = try Self.transport(server.port)
        await #expect(throws: MailRefusal.messageRefused(answer: "552 5.3.4 too large")) {
            try await transport.send(Self.message("X-Huge"))
        }
        await #expect(throws: MailRefusal.outcomeUnknown(server: "127.0.0.1:\(server.port)")) {
            try await transport.send(Self.message("X-Cut"))
        }
        try await transport.send(Self.message("X-Hangup"))
        #expect(try server.stop().filter { $0.kind == "mail" }.count == 1)
    }
}
