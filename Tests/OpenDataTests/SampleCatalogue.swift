import Datasets
import Foundation
import Japanese
import Site
import SiteTesting
import Storage
import Ward
import WardTesting

@testable import OpenData

/// A ward with a public table of three rows, and what tests do to it.
enum SampleCatalogue {
    static let heads = ["ID", "名称", "種別", "緯度", "経度", "面積"]
    static let rows = [
        ["0001", "髙井戸公園", "公園", "35.683", "139.615", "12.5"], ["0002", "ｱﾝﾃﾅ広場", "広場", "35.690", "139.630", "3"],
        ["0003", "一丁目公園", "公園", "35.700", "139.640", "7"],
    ]

    static func file(_ rows: [[String]] = rows, heads: [String] = heads) throws -> PreparedFile {
        let table = ReleaseTable(heads: heads, rows: rows)
        return try PreparedFile(made: table, filename: "parks.csv")
    }

    /// Of nobody else: releases of other tests hold the same, and some are taken back.
    static var files: ReleaseFiles {
        ReleaseFiles(
            folder: FileManager.default.temporaryDirectory.appending(path: "namiki-files-\(UUID().uuidString)"))
    }

    static func site() async throws -> TestSite { try await TestSite(modules: [OpenDataModule(files: files)]) }

    /// Public under the name `parks`, with one release.
    static func publish(in ward: Ward) async throws -> (dataset: Dataset, resource: Resource, release: Release) {
        let stamp = ward.stamp(by: .system)
        return try await ward.database.write { connection in
            let dataset = try Dataset.create(
                DatasetDescription(
                    name: "parks", title: "公園の一覧", notes: "区の公園です。", unit: nil, contact: "公園課", frequency: .monthly,
                    themes: [.environment], tags: ["公園"]), by: stamp, on: connection)
            let resource = try Resource.create("data", title: "公園の一覧", of: dataset, by: stamp, on: connection)
            let release = try Release.handIn(file(), for: resource, by: stamp, on: connection)
            try release.publish(by: stamp, on: connection)
            return (
                try Dataset.known(dataset.id, on: connection), resource, try Release.known(release.id, on: connection)
            )
        }
    }

    static func release(_ rows: [[String]], of resource: Resource, in ward: Ward) async throws -> Release {
        let stamp = ward.stamp(by: .system)
        return try await ward.database.write { connection in
            let release = try Release.handIn(file(rows), for: resource, by: stamp, on: connection)
            try release.publish(by: stamp, on: connection)
            return try Release.known(release.id, on: connection)
        }
    }
}
