import Foundation

extension InputTable {
    /// Results of an AI-OCR: CSV, or JSON as products write it.
    mutating func read(recognised bytes: [UInt8]) {
        let start = bytes.first { !$0.isJSONSpace }
        guard start == UInt8(ascii: "{") || start == UInt8(ascii: "[") else { return read(delimited: bytes) }
        let results: RecognisedResults
        do {
            results = try JSONDecoder().decode(RecognisedResults.self, from: Data(bytes))
        } catch {
            return tell(
                nil,
                "AI-OCRの結果のJSONとして読めません。「{\"records\": [{\"fields\": {\"口座番号\": {\"value\": \"…\", \"confidence\": 0.98}}}]}」の形にしてください。"
            )
        }
        guard !results.records.isEmpty else { return tell(nil, "読み取り結果がありません。") }
        guard results.records.count <= InputReader.rowsMax else {
            return tell(nil, "記録は\(InputReader.rowsMax)件までです。ファイルを分けてください。")
        }
        note = "JSON"
        var places: [String: Int] = [:]
        func place(_ name: String) -> Int {
            if let known = places[name] { return known }
            heading.append(name)
            places[name] = heading.count - 1
            return heading.count - 1
        }
        for (index, record) in results.records.enumerated() {
            var cells: [Int: String] = [:]
            for field in record.fields {
                // Twice in one record, nobody knows which is meant.
                if cells.updateValue(Self.trimmed(field.value), forKey: place(field.name)) != nil {
                    tell(index + 1, "「\(field.name)」が二つあります。どちらかを消してください。")
                }
                if let confidence = field.confidence { cells[place("\(field.name)_確信度")] = confidence }
            }
            rows.append((index + 1, (0..<heading.count).map { cells[$0] ?? "" }))
        }
    }
}

extension UInt8 {
    fileprivate var isJSONSpace: Bool { [0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains(self) }
}

/// What products of AI-OCR write: a list of records, each with fields by name or in a list.
private struct RecognisedResults: Decodable {
    struct Field {
        let name: String
        let value: String
        let confidence: String?
    }

    struct Record {
        let fields: [Field]
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    private static let lists = ["records", "results", "documents", "pages", "forms"]
    private static let fieldLists = ["fields", "items"]

    let records: [Record]

    init(from decoder: any Decoder) throws {
        if let list = try? decoder.singleValueContainer().decode([Record].self) {
            records = list
            return
        }
        let object = try decoder.container(keyedBy: Key.self)
        guard let key = object.allKeys.first(where: { Self.lists.contains($0.stringValue) }) else {
            records = [try Record(from: decoder)]
            return
        }
        records = try object.decode([Record].self, forKey: key)
    }

    /// A scalar; a number with all its digits.
    fileprivate enum Scalar: Decodable {
        case text(String)
        case none

        init(from decoder: any Decoder) throws {
            let value = try decoder.singleValueContainer()
            if value.decodeNil() {
                self = .none
            } else if let text = try? value.decode(String.self) {
                self = .text(text)
            } else if let flag = try? value.decode(Bool.self) {
                self = .text(flag ? "TRUE" : "FALSE")
            } else {
                self = .text("\(try value.decode(Decimal.self))")
            }
        }

        var text: String? {
            if case .text(let text) = self { text } else { nil }
        }
    }

    /// 「value」 and 「confidence」, as products call them.
    fileprivate struct Reading: Decodable {
        let name: String?
        let value: String?
        let confidence: String?

        init(from decoder: any Decoder) throws {
            let object = try decoder.container(keyedBy: Key.self)
            func first(_ names: String...) throws -> String? {
                guard let key = object.allKeys.first(where: { names.contains($0.stringValue) }) else { return nil }
                return try object.decode(Scalar.self, forKey: key).text
            }
            name = try first("name", "label", "項目名", "項目")
            value = try first("value", "text", "値", "読取値")
            confidence = try first("confidence", "score", "reliability", "確信度", "信頼度")
        }
    }
}

extension RecognisedResults.Record: Decodable {
    init(from decoder: any Decoder) throws {
        let object = try decoder.container(keyedBy: RecognisedResults.Key.self)
        guard let key = object.allKeys.first(where: { RecognisedResults.fieldLists.contains($0.stringValue) }) else {
            fields = try Self.named(object)
            return
        }
        if let list = try? object.decode([RecognisedResults.Reading].self, forKey: key) {
            fields = try list.map { reading in
                guard let name = reading.name else {
                    throw DecodingError.dataCorruptedError(forKey: key, in: object, debugDescription: "name")
                }
                return .init(name: name, value: reading.value ?? "", confidence: reading.confidence)
            }
        } else {
            fields = try Self.named(try object.nestedContainer(keyedBy: RecognisedResults.Key.self, forKey: key))
        }
    }

    /// Fields by their names, in the order of names: JSON keeps none.
    private static func named(
        _ object: KeyedDecodingContainer<RecognisedResults.Key>
    ) throws -> [RecognisedResults.Field] {
        try object.allKeys.sorted { $0.stringValue < $1.stringValue }.map { key in
            if let scalar = try? object.decode(RecognisedResults.Scalar.self, forKey: key) {
                return .init(name: key.stringValue, value: scalar.text ?? "", confidence: nil)
            }
            let reading = try object.decode(RecognisedResults.Reading.self, forKey: key)
            return .init(name: key.stringValue, value: reading.value ?? "", confidence: reading.confidence)
        }
    }
}
