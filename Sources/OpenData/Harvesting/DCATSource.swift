import Site
import Ward

/// Reads a catalogue that speaks DCAT, page by page, in Turtle or in JSON-LD: nested, as a graph with references, or with the bare names
/// of DCAT-US.
enum DCATSource {
    static let bytesMax = 64 << 20
    static let pagesMax = 1_000

    static func read(
        _ source: HarvestSource, with reader: WebReader
    ) async throws -> [Result<HarvestedRecord, RejectedRecord>] {
        guard let first = WebAddress(source.address) else { throw UnreadableCatalogue("アドレスが正しくありません。") }
        var records: [Result<HarvestedRecord, RejectedRecord>] = []
        var (address, seen): (WebAddress, Set<WebAddress>) = (first, [])
        while seen.insert(address).inserted {
            guard seen.count <= pagesMax else { throw UnreadableCatalogue("\(pagesMax)ページを超えています。") }
            let document = try document(try await reader.read(address, bytesMax), at: address)
            let datasets = document.datasets
            guard document.isCatalogue || !datasets.isEmpty else {
                throw UnreadableCatalogue("DCATのカタログではありません。アドレスと種類を確かめてください。")
            }
            guard records.count + datasets.count <= HarvestSource.recordsMax else {
                throw UnreadableCatalogue("データセットが\(HarvestSource.recordsMax)件を超えています。")
            }
            records += datasets.map { node in
                Result { () throws(RejectedRecord) in try record(node, in: document) }
            }
            guard let next = document.nextPage else { break }
            // What cannot be read to its end is not read: the rest would count as vanished.
            guard let following = WebAddress(coding: ReferenceBase("\(address)").resolved(next)),
                following.host == first.host
            else { throw UnreadableCatalogue("次のページのアドレス「\(next.prefix(200))」が、同じサイトのものではありません。") }
            address = following
            try Task.checkCancellation()
        }
        return records
    }

    /// By what stands in it: what a site calls it is often wrong.
    static func document(_ bytes: [UInt8], at address: WebAddress) throws(UnreadableCatalogue) -> LinkedDocument {
        let head = String(decoding: bytes.prefix(1_000), as: UTF8.self).lowercased()
            .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        if head.first == "{" { return LinkedDocument(try JSON(ofCatalogue: bytes)) }
        if head.first == "[", let json = try? JSON(foreign: bytes) { return LinkedDocument(json) }
        for start in ["<?xml", "<rdf:"] where head.hasPrefix(start) {
            throw UnreadableCatalogue("RDF/XMLは読めません。同じカタログの、JSON-LDかTurtleのアドレスを登録してください。")
        }
        for start in ["<!doctype", "<html"] where head.hasPrefix(start) {
            throw UnreadableCatalogue("答えがウェブページです。カタログのファイルのアドレスを登録してください。")
        }
        do throws(TurtleReader.Refusal) {
            return LinkedDocument(try TurtleReader.document(bytes, at: "\(address)"))
        } catch {
            throw UnreadableCatalogue("JSON-LDとしてもTurtleとしても読めません。Turtleとしては、\(error.line)行目: \(error.reason)")
        }
    }

    static func record(_ node: JSON, in document: LinkedDocument) throws(RejectedRecord) -> HarvestedRecord {
        var reading = RecordReading()
        // A name that counts in this document alone is another one the next time.
        let id = node["@id"]?.string.flatMap { $0.hasPrefix("_:") ? nil : $0 }
        let identifier = reading.required(document.text("dct:identifier", of: node) ?? id, "識別子（dct:identifier）")
        let title = reading.required(document.text("dct:title", of: node), "題名（dct:title）")
        let distributions = document.nodes("dcat:distribution", of: node)
        let licence =
            document.reference("dct:license", of: node)
            ?? distributions.lazy.compactMap { document.reference("dct:license", of: $0) }.first
        let files = reading.files(
            distributions.map { file in
                (
                    document.text("dct:title", of: file),
                    document.reference("dcat:downloadURL", of: file) ?? document.reference("dcat:accessURL", of: file),
                    format(of: file, in: document)
                )
            })
        let publisher = document.nodes("dct:publisher", of: node).first.flatMap(document.label)
        // Judged when it was read as a whole: what is wrong with it is gathered on the way.
        let record = HarvestedRecord(
            identifier: identifier, title: title,
            notes: reading.prose(document.text("dct:description", of: node)),
            publisher: reading.optional(publisher, "発行者"),
            licence: reading.optional(licence.map(Self.licence), "利用条件"),
            origin: reading.address(
                document.reference("dcat:landingPage", of: node) ?? id ?? files.first?.address, "元のページのアドレス"),
            modified: reading.optional(document.text("dct:modified", of: node), "更新日時"),
            tags: reading.tags(document.texts("dcat:keyword", of: node)), files: files)
        return try reading.checked(record)
    }

    /// As the file's format calls itself, or the last part of its name.
    private static func format(of file: JSON, in document: LinkedDocument) -> String? {
        let named = ["dct:format", "dcat:mediaType"].lazy.flatMap { document.nodes($0, of: file) }
            .compactMap { document.label(of: $0) ?? $0["@id"]?.string }.first
        return named?.split(separator: "/").last.map(String.init)
    }

    /// The title of a licence that is known here, or what was written.
    private static func licence(_ text: String) -> String {
        Licence.allCases.first { $0.address == text || $0.rawValue == text }?.title ?? text
    }
}
