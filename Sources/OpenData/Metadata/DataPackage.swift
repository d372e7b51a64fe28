import Japanese
import Site
import Ward

/// `datapackage.json` (Data Package, version 1), with which frictionless checks a release without another word.
enum DataPackage {
    /// Of a dataset with its newest releases, or of the one release that the address names.
    static func json(_ place: PublicPlace, site: String) throws -> JSON {
        let dataset = place.dataset
        let tables =
            try place.release.map { release in [(try place.known(), release)] }
            ?? place.entry.tables.map { ($0, $0.latest) }
        return [
            "profile": "tabular-data-package", "name": .string(dataset.name), "id": .string(site + dataset.publicPath),
            "title": .string(dataset.title), "description": .string(dataset.notes),
            "homepage": .string(site + dataset.publicPath), "created": .string("\(dataset.createdAt)"),
            "keywords": .array(dataset.tags.map { .string($0) }),
            "licenses": [licence(place.release?.licence(in: dataset) ?? dataset.licence)],
            "sources": [["title": .string(place.entry.organisation.title)]],
            "resources": .array(
                tables.map { resource($0.0, $0.1, place.entry, isSingle: place.release != nil, site: site) }),
        ]
    }

    private static func licence(_ licence: Licence) -> JSON {
        ["name": .string(licence.rawValue), "title": .string(licence.title), "path": .string(licence.address)]
    }

    private static func resource(
        _ table: Catalogue.Table, _ release: Release, _ entry: Catalogue.Entry, isSingle: Bool, site: String
    ) -> JSON {
        [
            "profile": "tabular-data-resource", "name": .string(table.resource.name),
            "title": .string(table.resource.title),
            // Beside the release itself lies its file: a folder of both is checked without a network.
            "path": .string(
                isSingle ? "data.csv" : site + PublicPlace.path(entry, table, release) + "/data.csv"),
            "format": "csv", "mediatype": "text/csv", "encoding": "utf-8-sig", "bytes": JSON(release.size),
            "hash": .string("sha256:\(release.content)"), "licenses": [licence(release.licence(in: entry.dataset))],
            "dialect": ["delimiter": ",", "lineTerminator": "\r\n", "header": true],
            "schema": [
                "fields": .array(
                    release.profile.columns.map {
                        ["name": .string($0.name), "type": .string($0.kind.schema.package)]
                    }), "missingValues": [""],
            ],
        ]
    }
}

/// `data.csv-metadata.json` (Metadata Vocabulary for Tabular Data, W3C 2015), found beside the file by its name.
enum CSVOnTheWeb {
    static func json(_ place: PublicPlace, site: String) throws -> JSON {
        let dataset = place.dataset
        let release = try place.knownRelease()
        return [
            "@context": ["http://www.w3.org/ns/csvw", ["@language": "ja"]], "url": "data.csv",
            "dc:title": .string(dataset.title), "dc:description": .string(dataset.notes),
            "dc:publisher": .string(place.entry.organisation.title),
            "dc:license": ["@id": .string(release.licence(in: dataset).address)],
            "dc:modified": ["@value": .string("\(release.releasedAt ?? release.handedAt)"), "@type": "xsd:dateTime"],
            "dialect": ["encoding": "utf-8", "header": true, "lineTerminators": ["\r\n"]],
            "tableSchema": [
                "columns": .array(
                    release.profile.columns.enumerated().map { position, column in
                        [
                            "name": .string("c\(position + 1)"), "titles": .string(column.name),
                            "datatype": .string(column.kind.schema.xsd),
                        ]
                    })
            ],
        ]
    }
}
