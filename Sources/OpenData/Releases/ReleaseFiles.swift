import Foundation
import Site
import Storage
import Ward

/// The other forms of a release (xlsx, GeoJSON, JSON, Parquet), made once and kept as files under the hash of what they are made from.
///
/// They are a store of what can be made again: a file is written beside its place and renamed into it, so that after a broken-off one there
/// is the whole file or none; what no release names any more, or only one that was taken back, is removed.
struct ReleaseFiles: Sendable {
    /// Where files lie, unless the default is meant: a folder `namiki-opendata` among the caches of whoever runs the program.
    static let variable = "NAMIKI_OPENDATA_FILES"

    /// Another number when the same release gives other bytes.
    private static let edition = 1
    /// A part that is older than this belongs to a program that is gone.
    private static let partSecondsMax = 3_600.0

    let folder: URL
    /// Making one needs the rows in memory, some beside.
    private let turns: Turns
    static let waitingMax = 20
    /// However long it takes, pages are answered meanwhile.
    private static let thread = OwnThread("files of releases")

    static let live: ReleaseFiles = {
        if let named = ProcessInfo.processInfo.environment[variable], !named.isEmpty {
            return ReleaseFiles(folder: URL(filePath: named))
        }
        let caches = FileManager.default.urls(for: .cachesDirectory, in: .userDomainMask).first
        if let folder = caches?.appending(path: "namiki-opendata"), (try? make(folder)) != nil {
            return ReleaseFiles(folder: folder)
        }
        // A service without a home: a folder of this process alone, since others may write beside it.
        return ReleaseFiles(
            folder: FileManager.default.temporaryDirectory.appending(path: "namiki-opendata-\(UUID().uuidString)"))
    }()

    private static func make(_ folder: URL) throws {
        try FileManager.default.createDirectory(
            at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    /// - Parameter waitingMax: who comes when so many wait is told to come again.
    init(folder: URL, waitingMax: Int = ReleaseFiles.waitingMax) {
        self.folder = folder
        turns = Turns(placesMax: 1, waitingMax: waitingMax)
    }

    enum Failure: PassingRefusal, Hashable {
        case busy
        /// The folder cannot be written.
        case unwritable(path: String)

        var secondsToWait: Int? { self == .busy ? 30 : nil }

        var words: String {
            switch self {
            case .busy: "ただいま、ほかの方のファイルを作っています。少し待ってから、もう一度開いてください。"
            case .unwritable(let path):
                "ファイルを作れませんでした。管理者に、\(path) に書けることと、空き容量があることを確かめるよう依頼してください。"
            }
        }
    }

    /// The path of a form of a release, made now where it is not there. Outside of every transaction.
    /// - Parameters:
    ///   - key: what else the bytes depend on, such as the title of a workbook.
    ///   - write: writes the form to the path it is given.
    func path(
        of form: DownloadForm, _ content: String, key: String = "",
        write: @Sendable (_ path: String) async throws -> Void
    ) async throws -> String {
        let place = folder.appending(path: Self.name(form, content, key: key))
        if FileManager.default.fileExists(atPath: place.path) { return place.path }
        return try await turns.pass(refusing: { _ in Failure.busy as any Error }) {
            // Somebody else may have made it meanwhile.
            if FileManager.default.fileExists(atPath: place.path) { return place.path }
            let part = folder.appending(path: "\(UUID().uuidString).part")
            defer { try? FileManager.default.removeItem(at: part) }
            do {
                try Self.make(folder)
            } catch {
                throw Failure.unwritable(path: folder.path)
            }
            let partPath = part.path
            try await Self.thread.run { try await write(partPath) }
            do {
                // Replaces what another program made of the same: the bytes are the same.
                try PrivateFile.finish(part.path, as: place.path)
            } catch {
                throw Failure.unwritable(path: folder.path)
            }
            return place.path
        }
    }

    /// A file that is not kept, such as those rows of a release that somebody asked for; made in the same turns.
    func temporary(write: @Sendable (_ path: String) async throws -> Void) async throws -> TemporaryFile {
        try await turns.pass(refusing: { _ in Failure.busy as any Error }) {
            let file = try TemporaryFile()
            try await Self.thread.run { try await write(file.path) }
            return file
        }
    }

    static func name(_ form: DownloadForm, _ content: String, key: String) -> String {
        let more = key.isEmpty ? "" : "-" + ContentHash.of(key).prefix(16)
        return "\(content)\(more)-\(edition).\(form.rawValue)"
    }

    /// Removes files of releases that are not there, and parts that nobody writes any more.
    /// - Parameter contents: the hashes of all releases that were not taken back.
    func clean(keeping contents: Set<String>, now: Date = Date()) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names {
            let place = folder.appending(path: name)
            if name.hasSuffix(".part") {
                let changed =
                    (try? FileManager.default.attributesOfItem(atPath: place.path))?[.modificationDate] as? Date
                guard let changed, now.timeIntervalSince(changed) > Self.partSecondsMax else { continue }
            } else {
                // Files of others in the same folder are nobody's business here.
                guard name.utf8.count > 64, name.prefix(64).utf8.allSatisfy(Self.isHexadecimal),
                    !contents.contains(String(name.prefix(64)))
                else { continue }
            }
            try? FileManager.default.removeItem(at: place)
        }
    }

    /// Removes all forms of one content: what is asked for again is made again.
    func remove(_ content: String) {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasPrefix("\(content)-") {
            try? FileManager.default.removeItem(at: folder.appending(path: name))
        }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    /// Looks each hour.
    var tick: Tick {
        Tick("opendata.files", everySeconds: 3_600) { ward in
            let contents: [String] = try await ward.database.read { connection in
                try connection.rows("SELECT DISTINCT content FROM opendata_release WHERE taken_down_at IS NULL").map {
                    try $0["content"]
                }
            }
            clean(keeping: Set(contents))
        }
    }
}
