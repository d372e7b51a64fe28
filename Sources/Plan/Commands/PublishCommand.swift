import ArgumentParser
import Foundation
import Japanese
import Storage
import Ward

/// `namiki publish`: writes the public edition into a folder.
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish", abstract: "公表済みの版から、サーバーがなくても読めるフォルダーを作ります。")
    @Option(help: ArgumentHelp("書き出すフォルダー（前の公表用フォルダーは置き換えます）", valueName: "フォルダー"))
    var output: String
    @Option(help: ArgumentHelp("自治体の名前", valueName: "名前"))
    var owner = "杉並区"
    @OptionGroup var store: StoreOptions
    @OptionGroup var format: FormatOption

    func run() async throws {
        let (output, owner) = (output, owner)
        try await answering {
            try await store.withWard(.reading, PlanModule.allMigrations) { ward in
                let edition = try await ward.database.read { try PublicationStore.edition(owner: owner, on: $0) }
                let files = edition.files
                try PublicFolder.write(files, to: URL(fileURLWithPath: output, isDirectory: true))
                format.print(
                    json: [
                        "files": JSON(files.count), "bytes": JSON(files.reduce(0) { $0 + $1.bytes.count }),
                        "quarters": JSON(edition.quarters.count), "documents": JSON(edition.documents.count),
                    ],
                    text: "\(output)　ファイル\(files.count)件、四半期\(edition.quarters.count)件、文書\(edition.documents.count)件")
            }
        }
    }
}

/// Writes the public edition so that readers of the folder see the old one or the new one, never a half.
enum PublicFolder {
    static func write(_ files: [PublicFile], to folder: URL) throws {
        let manager = FileManager.default
        if manager.fileExists(atPath: folder.path) {
            // Only a folder that was made here is replaced: a slip of the hand must not empty somebody's documents.
            let isOurs = manager.fileExists(atPath: folder.appendingPathComponent("hashes.txt").path)
            let isEmpty = (try? manager.contentsOfDirectory(atPath: folder.path).isEmpty) ?? false
            guard isOurs || isEmpty else {
                throw CommandInputRefusal("「\(folder.path)」には、公表用でないファイルがあります。空のフォルダーか、前の公表用フォルダーを指定してください。")
            }
        }
        let parent = folder.deletingLastPathComponent()
        try manager.createDirectory(at: parent, withIntermediateDirectories: true)
        let draft = parent.appendingPathComponent(".\(folder.lastPathComponent).new")
        let old = parent.appendingPathComponent(".\(folder.lastPathComponent).old")
        for leftover in [draft, old] where manager.fileExists(atPath: leftover.path) {
            try manager.removeItem(at: leftover)
        }
        for file in files {
            let place = draft.appendingPathComponent(file.path)
            try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.bytes).write(to: place)
        }
        if manager.fileExists(atPath: folder.path) { try manager.moveItem(at: folder, to: old) }
        try manager.moveItem(at: draft, to: folder)
        if manager.fileExists(atPath: old.path) { try manager.removeItem(at: old) }
    }
}
