import Japanese
import Site
import Storage
import Ward

/// The catalogue as DCAT 3 describes it, with typed addresses for language, frequency, themes, publisher and checksum, so that
/// other catalogues harvest it.
enum DCAT {
    private static let language = "http://publications.europa.eu/resource/authority/language/JPN"
    private static let fileType = "http://publications.europa.eu/resource/authority/file-type/"

    static func catalogue(_ catalogue: Catalogue, ward: String, site: String) -> RDFNode {
        var node = RDFNode(site + "/opendata", "dcat:Catalog")
        node.set("dct:title", .text("\(ward) オープンデータ", language: "ja"))
        node.set("dct:description", .text("\(ward)が公開しているデータ", language: "ja"))
        node.set("dct:publisher", .node(publisher(Catalogue.Organisation(nil, ward: ward), site: site)))
        node.set("dct:language", .iri(language))
        node.set("foaf:homepage", .iri(site + "/opendata"))
        node.set("dct:license", .iri(Licence.publicData.address))
        node.set("dct:modified", catalogue.entries.map(\.updatedAt).max().map { .typed("\($0)", as: "xsd:dateTime") })
        node.set("dcat:dataset", all: catalogue.entries.map { .node(dataset($0, site: site)) })
        return node
    }

    static func dataset(_ entry: Catalogue.Entry, site: String) -> RDFNode {
        let dataset = entry.dataset
        var node = RDFNode(site + dataset.publicPath, "dcat:Dataset")
        node.set("dct:identifier", .text(dataset.name))
        node.set("dct:title", .text(dataset.title, language: "ja"))
        node.set("dct:description", .text(dataset.notes, language: "ja"))
        node.set("dct:publisher", .node(publisher(entry.organisation, site: site)))
        node.set("dcat:keyword", all: dataset.tags.map { .text($0, language: "ja") })
        node.set("dcat:theme", all: Set(dataset.themes.map(\.address)).sorted().map { .iri($0) })
        node.set("dct:language", .iri(language))
        node.set("dct:accrualPeriodicity", .iri(dataset.frequency.address))
        node.set("dct:license", .iri(dataset.licence.address))
        node.set("dct:issued", .typed("\(dataset.decidedAt ?? dataset.createdAt)", as: "xsd:dateTime"))
        node.set("dct:modified", .typed("\(entry.updatedAt)", as: "xsd:dateTime"))
        node.set("dcat:landingPage", .iri(site + dataset.publicPath))
        if let contact = dataset.contact {
            var kind = RDFNode(nil, "vcard:Organization")
            kind.set("vcard:fn", .text(contact))
            node.set("dcat:contactPoint", .node(kind))
        }
        if let provenance = dataset.provenance {
            var statement = RDFNode(nil, "dct:ProvenanceStatement")
            statement.set("dct:description", .text(provenance, language: "ja"))
            node.set("dct:provenance", .node(statement))
        }
        node.set(
            "dcat:distribution",
            all: entry.tables.flatMap { table in
                DownloadForm.offered(table.latest).map {
                    .node(distribution($0, table, entry, site: site))
                }
            })
        return node
    }

    private static func publisher(_ organisation: Catalogue.Organisation, site: String) -> RDFNode {
        var node = RDFNode("\(site)/opendata/organisations/\(organisation.name)", "foaf:Agent")
        node.set("foaf:name", .text(organisation.title, language: "ja"))
        return node
    }

    private static func distribution(
        _ form: DownloadForm, _ table: Catalogue.Table, _ entry: Catalogue.Entry, site: String
    ) -> RDFNode {
        let release = table.latest
        let address = site + PublicPlace.path(entry, table, release) + "/" + form.filename
        var node = RDFNode(address, "dcat:Distribution")
        node.set("dct:title", .text("\(table.resource.title)（\(form.title)）", language: "ja"))
        node.set("dcat:downloadURL", .iri(address))
        node.set("dcat:accessURL", .iri(site + table.path(in: entry.dataset)))
        node.set("dct:license", .iri(release.licence(in: entry.dataset).address))
        node.set("dct:format", .iri(fileType + form.rawValue.uppercased()))
        node.set(
            "dcat:mediaType",
            .iri("https://www.iana.org/assignments/media-types/\(form.type.prefix { $0 != ";" })"))
        node.set("dct:modified", release.releasedAt.map { .typed("\($0)", as: "xsd:dateTime") })
        // The other forms are made from this one when they are asked for.
        guard form == .csv else { return node }
        node.set("dcat:byteSize", .typed("\(release.size)", as: "xsd:nonNegativeInteger"))
        var checksum = RDFNode(nil, "spdx:Checksum")
        checksum.set("spdx:algorithm", .iri("http://spdx.org/rdf/terms#checksumAlgorithm_sha256"))
        checksum.set("spdx:checksumValue", .typed(release.content, as: "xsd:hexBinary"))
        node.set("spdx:checksum", .node(checksum))
        return node
    }

    // MARK: addresses

    static let routes: [Route] = [
        whole("opendata/catalog.jsonld", jsonld), whole("opendata/catalog.ttl", turtle),
        single("dcat.jsonld", jsonld), single("dcat.ttl", turtle),
        Route(.get, "opendata/datasets/:dataset/datapackage.json", access: .open) { request in
            let place = try await request.ward.database.read { try PublicPlace.load(request, on: $0) }
            return .bytes(
                Array(try DataPackage.json(place, site: request.siteAddress).pretty.utf8),
                type: "application/json; charset=utf-8", headers: OpenHeaders.shared)
        },
    ]

    private static func jsonld(_ node: RDFNode) -> PageResponse {
        .bytes(
            Array(node.document.pretty.utf8), type: "application/ld+json; charset=utf-8", headers: OpenHeaders.shared)
    }

    private static func turtle(_ node: RDFNode) -> PageResponse {
        .bytes(Array(node.turtle.utf8), type: "text/turtle; charset=utf-8", headers: OpenHeaders.shared)
    }

    private static func whole(_ path: String, _ answer: @escaping @Sendable (RDFNode) -> PageResponse) -> Route {
        Route(.get, path, access: .open) { request in
            let catalogue = try await request.ward.database.read {
                try Catalogue.load(ward: request.wardName, on: $0)
            }
            return answer(Self.catalogue(catalogue, ward: request.wardName, site: request.siteAddress))
        }
    }

    private static func single(_ name: String, _ answer: @escaping @Sendable (RDFNode) -> PageResponse) -> Route {
        Route(.get, "opendata/datasets/:dataset/\(name)", access: .open) { request in
            let place = try await request.ward.database.read { try PublicPlace.load(request, on: $0) }
            return answer(dataset(place.entry, site: request.siteAddress))
        }
    }
}
