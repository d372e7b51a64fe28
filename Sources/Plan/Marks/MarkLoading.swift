import Storage
import Ward

/// Loads a mark set from a file of data: no program knows the marks of any municipality.
enum MarkLoading {
    static let bytesMax = 256 * 1024

    /// What is wrong with the file, all at once.
    struct Unfit: Refusal, Hashable {
        let problems: [String]
        var words: String { problems.joined(separator: "\n") }
    }

    /// Keeps the set for the rounds that are opened next.
    ///
    /// - Returns: its name.
    static func load(_ bytes: [UInt8], into ward: Ward, by stamp: Stamp) async throws -> String {
        guard bytes.count <= bytesMax else { throw Unfit(problems: ["ファイルが大きすぎます。進捗区分のファイルか確かめてください。"]) }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Unfit(problems: ["ファイルの文字をUTF-8として読めません。UTF-8で保存し直してください。"])
        }
        let scheme: MarkScheme
        do throws(MarkSchemeFindings) {
            scheme = try MarkScheme(parsing: text)
        } catch {
            throw Unfit(problems: error.findings.map(\.japanese))
        }
        try await ward.database.write { _ = try MarkSetStore.save(scheme.marks, by: stamp, on: $0) }
        return scheme.marks.name
    }
}
