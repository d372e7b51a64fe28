import Datasets
import Foundation
import Japanese
import Site
import Storage
import Ward

/// Files that a city really published: all of them are checked, three are released after repair, with the city's credit line.
extension OpenDataDemo {
    struct CheckedSample: Sendable {
        let filename: String
        let findings: Int
        let repairable: Int
        /// In the address of its dataset, where it was released.
        let released: String?
    }

    private struct Released: Sendable {
        let filename: String
        let name: String
        let title: String
        let theme: Theme
        let tags: [String]
        let standard: String?
    }

    static let credit = "「焼津市オープンデータ（焼津市）を利用／加工して作成」"

    private static let released = [
        Released(
            filename: "222127_aed.csv", name: "yaizu-aed", title: "焼津市のAED設置箇所一覧（直し方の例）", theme: .welfare,
            tags: ["AED", "救急"], standard: "08"),
        Released(
            filename: "222127_fire_hydrant.csv", name: "yaizu-fire-hydrants", title: "焼津市の消防水利施設一覧（直し方の例）",
            theme: .disaster, tags: ["防災", "消防"], standard: "14"),
        Released(
            filename: "222127_park_info.csv", name: "yaizu-parks", title: "焼津市の公園一覧（直し方の例）", theme: .environment,
            tags: ["公園"], standard: nil),
    ]

    /// Checks every CSV of a folder.
    /// - Throws: ``OpenDataRefusal/notSample`` unless the database holds demo data.
    static func check(_ folder: URL, in ward: Ward) async throws -> [CheckedSample] {
        guard try await ward.database.read({ try SettingStore.isSample(on: $0) }) else {
            throw OpenDataRefusal.notSample
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".csv") }
        let stamp = ward.stamp(by: Actor(person: nil, name: "見本 オープンデータ担当"))
        var checked: [CheckedSample] = []
        for filename in names.sorted() {
            let bytes = Array(try Data(contentsOf: folder.appending(path: filename)))
            let report = try await FileCheck.report(bytes, filename, standard: nil)
            let sample = released.first { $0.filename == filename }
            if let sample {
                let file = try await FileCheck.prepared(bytes, filename, standard: nil, .acceptingAll)
                try await ward.database.write { try release(file, sample, by: stamp, on: $0) }
            }
            checked.append(
                CheckedSample(
                    filename: filename, findings: report.counts.reduce(0) { $0 + $1.count },
                    repairable: report.counts.reduce(0) { $0 + $1.repairable }, released: sample?.name))
        }
        return checked
    }

    private static func release(
        _ file: PreparedFile, _ sample: Released, by stamp: Stamp, on connection: any Connection
    ) throws {
        let dataset = try Dataset.create(
            DatasetDescription(
                name: sample.name, title: sample.title,
                notes: "焼津市が公開しているファイルを点検し、案のとおりに直したものです。元のファイルも、版のページのハッシュで確かめられます。",
                unit: nil, credit: credit, contact: "00-0000-0000（見本）",
                provenance: "焼津市オープンデータカタログ（公共データ利用規約 第1.0版）", themes: [sample.theme],
                tags: sample.tags, standard: sample.standard), isSample: true, by: stamp, on: connection)
        let resource = try Resource.create("data", title: sample.title, of: dataset, by: stamp, on: connection)
        try Release.handIn(file, for: resource, by: stamp, on: connection).publish(by: stamp, on: connection)
    }
}
