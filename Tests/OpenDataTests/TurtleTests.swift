import RandomTesting
import Site
import SiteTesting
import Storage
import Testing
import Ward

@testable import OpenData

@Suite("Catalogues in Turtle")
struct TurtleTests {
    private static let address = "https://catalog.example.jp/data/catalog.ttl?page=1"

    /// The nodes of a document by their names.
    private static func nodes(_ text: String) throws -> [String: JSON] {
        let graph = try TurtleReader.document(Array(text.utf8), at: address)["@graph"]?.array ?? []
        return Dictionary(graph.map { ($0["@id"]?.string ?? "", $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Everything that is said of `<s>` by `<p>`.
    private static func said(_ objects: String) throws -> JSON? {
        try nodes("<https://e.jp/s> <https://e.jp/p> \(objects) .")["https://e.jp/s"]?["https://e.jp/p"]
    }

    private static func typed(_ text: String, _ type: String) -> JSON {
        ["@value": .string(text), "@type": .string("http://www.w3.org/2001/XMLSchema#\(type)")]
    }

    // MARK: forms

    @Test("Texts are read in their four quotes, with escapes, languages and types")
    func texts() throws {
        let objects = #"""
            "a" , 'b "c"', """d "e"
            f"""" , '''g''h''' , "" , "\t\n\"\\\u516C\U0001F333" , "公園"@ja , "park"@en-GB ,
            "2026-10-01"^^<http://www.w3.org/2001/XMLSchema#date>
            """#
        let said = try Self.said(objects)
        #expect(
            said == [
                "a", "b \"c\"", "d \"e\"\nf\"", "g''h", "", "\t\n\"\\公🌳", ["@value": "公園", "@language": "ja"],
                ["@value": "park", "@language": "en-GB"], Self.typed("2026-10-01", "date"),
            ])
    }

    @Test("Numbers and truths are read, and a dot behind them ends the statement")
    func numbers() throws {
        let said = try Self.said("1, -2, +3.50, .5, 1e3, 1.E-3, 43008.0, true, false")
        #expect(
            said == [
                Self.typed("1", "integer"), Self.typed("-2", "integer"), Self.typed("+3.50", "decimal"),
                Self.typed(".5", "decimal"), Self.typed("1e3", "double"), Self.typed("1.E-3", "double"),
                Self.typed("43008.0", "decimal"), Self.typed("true", "boolean"), Self.typed("false", "boolean"),
            ])
        let two = try Self.nodes("@prefix e: <https://e.jp/> . e:a e:p 1.e:b e:p true. e:c.d e:p 2. e:e\\,f e:p e: .")
        #expect(two.keys.sorted() == ["https://e.jp/a", "https://e.jp/b", "https://e.jp/c.d", "https://e.jp/e,f"])
        #expect(two["https://e.jp/e,f"]?["https://e.jp/p"] == [["@id": "https://e.jp/"]])
    }

    @Test("Brackets, lists, blank names, repeated signs and comments stand where they may")
    func nodes() throws {
        let text = """
            # 見出し
            PREFIX e: <https://e.jp/>
            @prefix : <https://e.jp/own/> .
            [] a e:Nothing .
            [ e:p "x" ] e:q ( 1 "two" [ e:p "y" ] ( ) ) ; ; a e:A, e:B ;
            . # TopBraid ends like this
            _:b1 :p _:b1. :s a<https://e.jp/C>;:p[:q[]].
            """
        let nodes = try Self.nodes(text)
        #expect(nodes["_:[1]"]?["@type"] == ["https://e.jp/Nothing"])
        #expect(nodes["_:[2]"]?["@type"] == ["https://e.jp/A", "https://e.jp/B"])
        #expect(nodes["_:[2]"]?["https://e.jp/q"]?.array?.first?["@list"]?.array?.count == 4)
        #expect(nodes["_:[3]"]?["https://e.jp/p"] == ["y"])
        #expect(nodes["_:b1"]?["https://e.jp/own/p"] == [["@id": "_:b1"]])
        #expect(nodes["https://e.jp/own/s"]?["@type"] == ["https://e.jp/C"])
        #expect(nodes["https://e.jp/own/s"]?["https://e.jp/own/p"] == [["@id": "_:[4]"]])
    }

    @Test(
        "Relative addresses refer to the document or to the base that it names",
        arguments: [
            ("", "catalog.ttl?page=1"), ("#a", "catalog.ttl?page=1#a"), ("?page=2", "catalog.ttl?page=2"),
            ("x/y", "x/y"), ("./x", "x"), ("../x", "../x"), ("..", "../"),
        ])
    func references(_ written: String, _ meant: String) throws {
        let folder = "https://catalog.example.jp/data/"
        let whole = meant.hasPrefix("../") ? "https://catalog.example.jp/\(meant.dropFirst(3))" : folder + meant
        let name = try Self.nodes("<\(written)> a <https://e.jp/T> .").keys.first
        #expect(name == whole)
        let based = try Self.nodes("@base <\(Self.address)> . <\(written)> a <https://e.jp/T> .").keys.first
        #expect(based == whole)
    }

    @Test("Addresses with a host of their own, a path from the root and other schemes stay what they are")
    func roots() {
        let base = ReferenceBase(Self.address)
        #expect(base.resolved("//other.example.jp/x") == "https://other.example.jp/x")
        #expect(base.resolved("/x/../y/./z") == "https://catalog.example.jp/y/z")
        #expect(base.resolved("mailto:a@e.jp") == "mailto:a@e.jp")
        #expect(ReferenceBase("urn:x:y").resolved("#a") == "urn:x:y#a")
        #expect(ReferenceBase("").resolved("a/b") == "/a/b")
    }

    // MARK: refusals

    @Test(
        "What is no Turtle is refused with its line",
        arguments: [
            ("<a> <b> <c>", 1, "途中で終わっています。"), ("\n<a> <b> \"c\n\" .", 2, "文字列が、その行の中で閉じていません。"),
            ("<a> <b>\n\"\"\"c\n\" .", 2, "文字列が閉じていません。"), ("<a> <b>\n<c\n> .", 2, "アドレスが「>」で閉じていません。"),
            ("<a> <b>\n\"1\"^^<<http://e.jp/x> .", 2, "アドレスが「>」で閉じていません。"),
            ("\n\n<a> none:b <c> .", 3, "接頭辞「none:」が、このファイルの中で決められていません。"),
            ("Not found", 1, "ここには、名前かアドレスが要ります。"), ("<a> <b> .", 1, "ここには、名前か値が要ります。"),
            ("@version \"1.2\" .", 1, "「@」で始まる、知らない指示です。"), ("<a> <b> \"\\x\" .", 1, "「\\」の後に、知らない文字があります。"),
            ("<a> <b> \"\\uD800\" .", 1, "「\\u」か「\\U」の後に、文字の番号（16進数）がありません。"),
            ("<a> <b> [ <c> <d> .", 1, "「]」がありません。"),
        ])
    func refusals(_ text: String, _ line: Int, _ reason: String) {
        let refusal = #expect(throws: TurtleReader.Refusal.self) { try Self.nodes(text) }
        #expect(refusal == TurtleReader.Refusal(line: line, reason: reason))
    }

    @Test("Depth and number are bounded, and bytes that are no text are refused")
    func bounds() {
        for sign in ["[ <p> ", "( ", "<a> <b> ( ( ", "<a> <b> [ <p> "] {
            let text = sign + String(repeating: sign.contains("[") ? "[ <p> " : "( ", count: 100_000)
            let refusal = #expect(throws: TurtleReader.Refusal.self) { try Self.nodes(text) }
            #expect(refusal?.reason == "入れ子が深すぎます。")
        }
        let many = "<a> <b> (" + String(repeating: "1 ", count: TurtleReader.objectsMax) + ") ."
        #expect(throws: TurtleReader.Refusal.self) { try Self.nodes(many) }
        #expect(throws: TurtleReader.Refusal.self) {
            try TurtleReader.document([0x3C, 0xFF, 0x3E], at: Self.address)
        }
    }

    @Test("A document that was changed at random is read or refused, and nothing else happens")
    func fuzz() throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        let whole = Array(
            """
            @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix d: <http://purl.org/dc/terms/> .
            <#c> a dcat:Catalog ; dcat:dataset <1>, [ a dcat:Dataset ; d:title '''公園''' ; dcat:keyword ( "a" "b" ) ] .
            <1> a dcat:Dataset ; d:title "x\\u516C"@ja ; d:issued "2026"^^<http://e.jp/y> ; dcat:byteSize 1.5e3 , true. # 終わり
            """.utf8)
        let signs = Array("<>[]()\"'\\@^:;,.#_-+eEuU0a \n{}|%~é".utf8)
        var read = 0
        for _ in 1...20_000 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = signs.randomElement(using: &generator) ?? 0
                case 1: bytes.insert(signs.randomElement(using: &generator) ?? 0, at: place)
                case 2: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...5, using: &generator)))
                default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 9)], at: place)
                }
            }
            guard let json = try? TurtleReader.document(bytes, at: Self.address) else { continue }
            read += 1
            let document = LinkedDocument(json)
            for dataset in document.datasets { _ = try? DCATSource.record(dataset, in: document) }
        }
        // Otherwise the changes are too wild to say anything.
        #expect(read > 1_000, "seed \(seed)")
    }

    // MARK: catalogues

    private static func records(_ text: String) throws -> [HarvestedRecord] {
        let document = try DCATSource.document(
            Array(text.utf8), at: try #require(WebAddress(address)))
        return try document.datasets.map { try DCATSource.record($0, in: document) }
    }

    @Test("What this platform writes in Turtle is read as what it writes in JSON-LD")
    func own() async throws {
        let site = try await SampleCatalogue.site()
        _ = try await SampleCatalogue.publish(in: site.ward)
        let turtle = try Self.records(try await site.client.get("/opendata/catalog.ttl", as: nil).text)
        let json = try Self.records(try await site.client.get("/opendata/catalog.jsonld", as: nil).text)
        #expect(turtle == json)
        #expect(turtle.map(\.title) == ["公園の一覧"])
    }

    @Test("Publishers that are concepts, formats that are things, addresses that are texts, and files without names")
    func shapes() throws {
        let text = """
            @prefix dcat: <http://www.w3.org/ns/dcat#> .
            @prefix dct: <http://purl.org/dc/terms/> .
            @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
            @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
            @prefix ds: <https://catalog.example.jp/set/> .

            <https://catalog.example.jp/> a dcat:Catalog ; dcat:dataset ds:a ; dcat:dataset ds:b .
            ds:a a dcat:Resource , dcat:Dataset ;
                dct:title "Parks"@en , "公園"@ja ; dct:identifier "https://catalog.example.jp/id/a"^^xsd:anyURI ;
                dct:publisher <https://catalog.example.jp/org/1> ; dcat:landingPage "https://catalog.example.jp/公園" ;
                dct:modified "2026-04-15T09:08:10+09:00"^^xsd:dateTime ;
                dcat:distribution [
                    a dcat:Distribution ; dct:title "一覧" ; dct:format [ a dct:IMT ; rdfs:label "XLS" ; rdf:value "application/vnd.ms-excel" ] ;
                    dct:license "CC-BY-4.0" ; dcat:accessURL "https://catalog.example.jp/a.xlsx" ; dcat:byteSize 43008.0 ; ] .
            <https://catalog.example.jp/org/1> a skos:Concept ; skos:prefLabel "見本市" .
            ds:b a dcat:Dataset ;
                dct:title \"""図書館\""" ; dcat:keyword "本", "図書"@ja ; dct:publisher [ rdfs:label "教育課"@ja ] ;
                dcat:distribution <b.csv> ;
            .
            <b.csv> a dcat:Distribution ; dcat:downloadURL <b.csv> ; dcat:mediaType <https://www.iana.org/assignments/media-types/text/csv> .
            """
        let records = try Self.records(text)
        #expect(records.map(\.title) == ["公園", "図書館"])
        #expect(records.map(\.identifier) == ["https://catalog.example.jp/id/a", "https://catalog.example.jp/set/b"])
        #expect(records.map(\.publisher) == ["見本市", "教育課"])
        #expect(records.map(\.licence) == [Licence.attribution.title, ""])
        #expect(records[0].origin == "https://catalog.example.jp/%E5%85%AC%E5%9C%92")
        #expect(
            records.flatMap(\.files) == [
                .init(title: "一覧", address: "https://catalog.example.jp/a.xlsx", format: "XLS"),
                .init(title: "", address: "https://catalog.example.jp/data/b.csv", format: "csv"),
            ])
        #expect(records[1].tags == ["本", "図書"])
    }

    @Test("A dataset without a name that lasts is rejected; an address that is none rejects its own record alone")
    func rejected() throws {
        let text = """
            @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
            [] a dcat:Catalog ; dcat:dataset [ a dcat:Dataset ; dct:title "名なし" ; dcat:landingPage <https://e.jp/1> ] ,
                <https://e.jp/2> , <https://e.jp/3> .
            <https://e.jp/2> a dcat:Dataset ; dct:title "だめなアドレス" ; dcat:distribution [ dcat:downloadURL <dist:x "y"> ] .
            <https://e.jp/3> a dcat:Dataset ; dct:title "よい" .
            """
        let document = try DCATSource.document(Array(text.utf8), at: try #require(WebAddress(Self.address)))
        let read = document.datasets.map { node in
            Result { () throws(RejectedRecord) in try DCATSource.record(node, in: document) }
        }
        let titles = read.map { try? $0.get().title }
        #expect(titles == [nil, nil, "よい"])
        guard case .failure(let nameless) = read[0], case .failure(let wrong) = read[1] else { return }
        #expect(nameless.reasons == ["識別子（dct:identifier）がありません。"])
        #expect(wrong.identifier == "https://e.jp/2")
        #expect(wrong.reasons.count == 1)
    }

    @Test(
        "A catalogue of several pages is read to its end, as Hydra says it today and said it once",
        arguments: ["hydra:next <?page=2>", "hydra:nextPage \"https://catalog.example.jp/catalog.ttl?page=2\""])
    func pages(_ next: String) async throws {
        let heads = """
            @prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
            @prefix hydra: <http://www.w3.org/ns/hydra/core#> .
            """
        func page(_ names: [String], _ more: String) -> String {
            heads + "<https://e.jp/c> a dcat:Catalog .\n"
                + names.map { "<https://e.jp/\($0)> a dcat:Dataset ; dct:title \"\($0)\" .\n" }.joined() + more
        }
        let one = page(["a", "b"], "<?page=1> a hydra:PagedCollection ; hydra:totalItems 3 ; \(next) .")
        // One that names itself is the last.
        let two = page(["c"], "<?page=2> a hydra:PagedCollection ; hydra:next <?page=2> .")
        let site = try await SampleCatalogue.site()
        func harvest(_ pages: [String: String]) async throws -> Harvest {
            let stamp = site.ward.stamp(by: .system)
            let source = try await site.ward.database.write { connection in
                try HarvestSource.named("見本", on: connection)
                    ?? HarvestSource.create(
                        .init(
                            title: "見本", kind: .dcat, address: "https://catalog.example.jp/catalog.ttl?page=1",
                            organisation: "見本県"), by: stamp, on: connection)
            }
            let reader = WebReader { address, _ throws(WebAway) in
                guard let answer = pages[address.target] else { throw .refused(status: 404) }
                return Array(answer.utf8)
            }
            return try await Harvest.run(source, with: reader, in: site.ward, by: .system)
        }
        let whole = try await harvest(["/catalog.ttl?page=1": one, "/catalog.ttl?page=2": two])
        #expect(whole.failure == nil)
        #expect(whole.taken == 3)
        // Half a catalogue takes nothing with it.
        let half = try await harvest(["/catalog.ttl?page=1": one])
        #expect(half.failure?.isEmpty == false)
        #expect(half.vanished == 0)
        let away = try await harvest([
            "/catalog.ttl?page=1": one.replacing("<?page=2>", with: "<https://other.example.jp/>")
                .replacing("\"https://catalog.example.jp", with: "\"https://other.example.jp")
        ])
        #expect(away.failure?.contains("同じサイト") == true)
    }

    @Test("What is no catalogue says what it is")
    func others() throws {
        func words(_ text: String) throws -> String? {
            let address = try #require(WebAddress(Self.address))
            let refusal = #expect(throws: UnreadableCatalogue.self) {
                try DCATSource.document(Array(text.utf8), at: address)
            }
            return refusal?.words
        }
        #expect(try words("<!DOCTYPE html><html></html>")?.contains("ウェブページ") == true)
        #expect(try words("\u{FEFF}<?xml version=\"1.0\"?><rdf:RDF/>")?.contains("RDF/XML") == true)
        #expect(try words("{\"a\":").map { $0.contains("JSON") } == true)
        #expect(try words("Not found")?.contains("1行目") == true)
        #expect(throws: Never.self) { _ = try words("[") }
    }
}
