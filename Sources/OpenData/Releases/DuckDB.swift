import Foundation
import Site
import Ward

/// DuckDB, the program that writes Parquet. Where it is not installed, nothing is offered that needs it.
struct DuckDB: Sendable {
    /// The path of the program, where it is not found by itself.
    static let variable = "NAMIKI_DUCKDB"

    let path: String

    private static let secondsMax = 300
    private static let answerBytesMax = 1 << 20

    /// That of this machine: named by the environment, put there by `bin/setup`, or on the usual paths.
    static let found: DuckDB? = find(
        named: ProcessInfo.processInfo.environment[variable], near: Bundle.main.executablePath)

    /// - Parameter program: where this program lies; `bin/setup` puts DuckDB beside its folders.
    static func find(named: String?, near program: String?) -> DuckDB? {
        if let named, !named.isEmpty { return isProgram(named) ? DuckDB(path: named) : nil }
        var places = ["/usr/local/bin/duckdb", "/usr/bin/duckdb"]
        var folder = program.map { URL(filePath: $0).deletingLastPathComponent() }
        for _ in 0..<5 {
            guard let near = folder, near.path.count > 1 else { break }
            places.append(near.appending(path: ".run/duckdb/bin/duckdb").path)
            folder = near.deletingLastPathComponent()
        }
        return places.first(where: isProgram).map(DuckDB.init)
    }

    private static func isProgram(_ path: String) -> Bool { FileManager.default.isExecutableFile(atPath: path) }

    /// Writes rows as Parquet with the types of the profile: a cell that is empty is nothing, and no code becomes a number.
    ///
    /// It reads the rows without their headings, under plain names: a heading may hold whatever a cell may, a line end as well. What it
    /// wrote is counted before anybody gets it.
    func writeParquet(_ table: ReleaseTable, _ profile: ReleaseProfile, to path: String) async throws {
        let csv = try TemporaryFile()
        try RowFile.write(table.rows, table.rows.indices, columns: Array(table.heads.indices), to: csv.path)
        let heads = Self.unique(profile.columns.map(\.name))
        let names = heads.indices.map { "'c\($0)': 'VARCHAR'" }
        let columns = heads.enumerated().map { position, head in
            let type = Self.type(profile.columns[position].kind) { table.digits(of: position) }
            return "CAST(c\(position) AS \(type)) AS \(Self.name(head))"
        }
        let statement = """
            SET threads = 1; SET memory_limit = '1GB'; SET preserve_insertion_order = true;
            COPY (SELECT \(columns.joined(separator: ", ")) FROM read_csv(\(Self.text(csv.path)), header = false, delim = ',',
                quote = '"', escape = '"', nullstr = '', auto_detect = false, parallel = false,
                max_line_size = 16777216, columns = {\(names.joined(separator: ", "))}))
            TO \(Self.text(path)) (FORMAT parquet, COMPRESSION zstd);
            SELECT COUNT(*) FROM read_parquet(\(Self.text(path)));
            """
        let outcome: ExternalProgram.Outcome
        do throws(ExternalProgram.Failure) {
            outcome = try await ExternalProgram(self.path).run(
                ["-batch", "-no-init", "-bail", "-csv", "-noheader", ":memory:"], input: Array(statement.utf8),
                secondsMax: Self.secondsMax, bytesMax: Self.answerBytesMax)
        } catch {
            throw Failure(reason: "\(error)")
        }
        guard outcome.status == 0 else { throw Failure(reason: outcome.lastWords ?? "\(outcome.status)") }
        let answer = String(decoding: outcome.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).last
        guard let answer, Int(answer) == table.rows.count else {
            throw Failure(reason: "\(table.rows.count)行のうち\(answer ?? "0")行だけが書かれました")
        }
    }

    struct Failure: Refusal, Hashable {
        let reason: String
        var words: String { "Parquetのファイルを作れませんでした。CSVをお使いください（\(reason)）。" }
    }

    /// Numbers keep all their digits; those that no type holds stay text.
    private static func type(_ kind: ReleaseProfile.Kind, digits: () -> (whole: Int, fraction: Int)) -> String {
        switch kind {
        case .text: return "VARCHAR"
        case .integer: return "BIGINT"
        case .date: return "DATE"
        case .number:
            let (whole, fraction) = digits()
            return whole + fraction <= digitsMax ? "DECIMAL(\(max(1, whole + fraction)), \(fraction))" : "VARCHAR"
        }
    }

    /// Of DuckDB's DECIMAL.
    private static let digitsMax = 38

    /// Parquet wants each name once, also where letters differ in case alone.
    static func unique(_ heads: [String]) -> [String] {
        var seen: Set<String> = []
        return heads.enumerated().map { position, head in
            var name = head.isEmpty ? "column\(position + 1)" : head
            while !seen.insert(name.lowercased()).inserted { name += "_\(position + 1)" }
            return name
        }
    }

    private static func text(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
    private static func name(_ name: String) -> String { "\"" + name.replacing("\"", with: "\"\"") + "\"" }
}
