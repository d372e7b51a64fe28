import Browsing
import Foundation
import Scenarios
import Site
import Storage
import Ward

/// Screens that somebody saved and sent (保存した画面): pages of a browser, which are looked at by one here, or what one told of them before.
enum SavedScreenFile {
    static let accepted = ".html,.htm,.zip,.json"
    static let hint = "ブラウザーで「名前を付けて保存」した画面（HTML）。何枚かあるときは、ZIPにまとめます。10MBまで。個人の情報のない画面を使います。"

    /// A browser is large: one at a time.
    private static let turns = Turns(placesMax: 1, waitingMax: 5)

    /// - Throws: ``SavedScreenRefusal``.
    static func screens(in bytes: [UInt8], named filename: String) async throws -> [PageSnapshot] {
        let read = try await SentFile.read { () throws -> SavedPages in
            do throws(SavedPagesRefusal) {
                return try SavedPages.read(bytes, file: filename)
            } catch {
                throw SavedScreenRefusal(words: error.japanese)
            }
        }
        switch read {
        case .snapshots(let screens): return screens
        case .pages(let pages):
            return try await turns.pass(
                refusing: { _ in
                    SavedScreenRefusal(words: "ただいま、ほかの画面を読み取っています。少し待ってから、もう一度送ってください。") as any Error
                }, { try await looked(pages) })
        }
    }

    private static func looked(_ pages: [(address: String, html: String)]) async throws -> [PageSnapshot] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "namiki-screens-\(UUID().uuidString)"
        )
        .path
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            return try await SavedScreens.snapshots(
                of: pages, folder: folder, browser: RobotBrowser.options())
        } catch let outcome as RunOutcome {
            throw SavedScreenRefusal(words: outcome.japanese)
        }
    }
}

struct SavedScreenRefusal: Refusal, Hashable {
    let words: String
}
