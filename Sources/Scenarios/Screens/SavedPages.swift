import Foundation
import Japanese
import Tabular

/// A file of screens that somebody saved, to try contracts on them without the system.
///
///     switch try SavedPages.read(bytes, file: "画面.zip") {
///     case .snapshots(let screens): …
///     case .pages(let pages): …          // HTML, which a browser still has to look at
///     }
public enum SavedPages: Sendable {
    /// What a browser told of screens, as JSON: a list, or one.
    case snapshots([PageSnapshot])
    /// Pages as a browser saves them, with the names of their files.
    case pages([(address: String, html: String)])

    public static let bytesMax = 10_000_000
    /// Of one archive.
    public static let pagesMax = 40

    /// - Parameter file: JSON, one page (`.html`), or an archive of pages (`.zip`).
    public static func read(_ bytes: [UInt8], file: String) throws(SavedPagesRefusal) -> SavedPages {
        guard bytes.count <= bytesMax else { throw .tooLarge(file) }
        if bytes.starts(with: archiveMark) { return .pages(try pages(inArchive: bytes, file)) }
        if isPage(file) { return .pages([(file, try text(bytes, file))]) }
        let decoder = JSONDecoder()
        if let list = try? decoder.decode([PageSnapshot].self, from: Data(bytes)) { return .snapshots(list) }
        guard let one = try? decoder.decode(PageSnapshot.self, from: Data(bytes)) else { throw .unreadable(file) }
        return .snapshots([one])
    }

    /// What a ZIP archive begins with, and no text.
    private static let archiveMark: [UInt8] = [0x50, 0x4B, 0x03, 0x04]

    private static func isPage(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasSuffix(".html") || name.hasSuffix(".htm")
    }

    private static func pages(
        inArchive bytes: [UInt8], _ file: String
    ) throws(SavedPagesRefusal) -> [(address: String, html: String)] {
        let limits = WorkbookLimits(
            bytesMax: bytesMax, entriesMax: 5_000, entryBytesMax: bytesMax, unpackedBytesMax: 4 * bytesMax)
        do {
            let archive = try PackageArchive(bytes, limits: limits)
            // Frames and parts of a page that a browser saves beside it lie in folders of their own.
            let names = archive.names.filter { name in
                isPage(name) && !name.split(separator: "/").dropLast().contains { $0.hasSuffix("_files") }
            }
            guard !names.isEmpty else { throw SavedPagesRefusal.noPage(file) }
            guard names.count <= pagesMax else { throw SavedPagesRefusal.tooMany(file, names.count) }
            var pages: [(address: String, html: String)] = []
            for name in names { pages.append((name, try text(try archive.content(of: name), name))) }
            return pages
        } catch let refusal as SavedPagesRefusal {
            throw refusal
        } catch {
            throw .unreadable(file)
        }
    }

    private static func text(_ bytes: [UInt8], _ name: String) throws(SavedPagesRefusal) -> String {
        guard !bytes.isEmpty, let proved = try? ProvedText(bytes) else { throw .unreadable(name) }
        return String(decoding: proved.utf8, as: UTF8.self)
    }
}

/// Why a file of saved screens is not used.
public enum SavedPagesRefusal: Error, Hashable, Sendable {
    case tooLarge(String)
    case unreadable(String)
    case noPage(String)
    case tooMany(String, Int)

    public var japanese: String {
        switch self {
        case .tooLarge(let name): "「\(name)」は大きすぎます。\(SavedPages.bytesMax / 1_000_000)MBまでに分けてください。"
        case .unreadable(let name):
            "「\(name)」は、保存した画面として読めません。ブラウザーで画面を「名前を付けて保存」したHTMLか、それを集めたZIPか、画面のJSONを選んでください。"
        case .noPage(let name): "「\(name)」に、画面のファイル（.html）がありません。ブラウザーで保存した画面を入れてください。"
        case .tooMany(let name, let count): "「\(name)」に画面が\(count)枚あります。\(SavedPages.pagesMax)枚までに分けてください。"
        }
    }
}
