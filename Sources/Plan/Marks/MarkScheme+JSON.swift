import Japanese
import Ward

/// What is wrong with the data of a set of marks. All findings come at once.
public struct MarkSchemeFindings: Error, Hashable, Sendable {
    public enum Finding: Hashable, Sendable {
        case notJSON(reason: String, offset: Int)
        /// A member is not there, or not of its kind. `place` as in `marks[2].label`.
        case missing(place: String)
        case unknownFormat(Int)
        case unknownCanonical(place: String, word: String)
        case unknownNature(place: String, word: String)
        case axes(count: Int)
        case duplicateSymbol(place: String, symbol: String)
        /// A pair names a value that its axis does not have.
        case unknownValue(place: String, symbol: String)
        /// A pair that is neither mapped nor said to be impossible.
        case unmapped([String])
        case mappedTwice([String])
        /// What ``MarkSet/problems`` says of the whole.
        case unfit(String)

        public var japanese: String {
            switch self {
            case .notJSON(let reason, let offset): "JSONとして読めません（\(offset)バイト目：\(reason)）。"
            case .missing(let place): "「\(place)」がないか、形が違います。書いてください。"
            case .unknownFormat(let format):
                "形式「\(format)」は読めません。「format」を\(MarkScheme.formatVersion)にしてください。"
            case .unknownCanonical(let place, let word):
                "「\(place)」の意味「\(word)」はありません。\(MarkScheme.canonicalWords)のどれかにしてください。"
            case .unknownNature(let place, let word):
                "「\(place)」の「\(word)」は読めません。現状の区分は「status」、見込みの区分は「forecast」にしてください。"
            case .axes(let count): "「axes」は\(MarkScheme.axesMax)つにしてください（現在\(count)）。1つの軸なら「marks」に書いてください。"
            case .duplicateSymbol(let place, let symbol):
                "「\(place)」の記号「\(symbol)」が二度使われています。全角と半角の違いだけでは、見分けられません。"
            case .unknownValue(let place, let symbol): "「\(place)」の「\(symbol)」は、その軸の区分にありません。"
            case .unmapped(let pair):
                "「\(pair.joined(separator: "×"))」の意味が決まっていません。「pairs」に加え、起こらない組なら「impossible」に加えてください。"
            case .mappedTwice(let pair): "「\(pair.joined(separator: "×"))」が二度書かれています。1つにしてください。"
            case .unfit(let words): words
            }
        }
    }

    public let findings: [Finding]
}

extension MarkScheme {
    /// Format of the files.
    static let formatVersion = 1

    static var canonicalWords: String {
        MarkSet.Canonical.allCases.map { "\($0.rawValue)（\($0.japanese)）" }.joined(separator: "、")
    }

    /// Reads the text of a file.
    ///
    /// - Throws: all that is wrong with it.
    public init(parsing text: String) throws(MarkSchemeFindings) {
        let json: JSON
        do throws(JSONParsingError) {
            json = try JSON(parsing: text)
        } catch {
            throw MarkSchemeFindings(findings: [.notJSON(reason: error.reason, offset: error.offset)])
        }
        try self.init(json: json)
    }

    /// Reads a set of one axis (`marks`, the form that ``MarkSet/init(_:)`` reads too) or of two (`axes`, `pairs`).
    ///
    /// - Throws: all that is wrong with it.
    public init(json: JSON) throws(MarkSchemeFindings) {
        var reader = MarkSchemeReader()
        guard let scheme = reader.scheme(json) else { throw MarkSchemeFindings(findings: reader.findings) }
        self = scheme
    }

    /// As written to a file; ``init(json:)`` reads it back to the same.
    public var json: JSON {
        var members: [String: JSON] = [
            "format": JSON(Self.formatVersion), "name": .string(marks.name), "version": JSON(marks.version),
            "source": [
                "body": .string(source.body), "document": .string(source.document), "address": JSON(source.address),
            ],
        ]
        let written = marks.marks.map { mark -> JSON in
            [
                "symbol": .string(mark.symbol), "label": .string(mark.label), "criterion": .string(mark.criterion),
                "canonical": .string(mark.canonical.rawValue),
                "tells": .string((natures[mark.symbol] ?? .status).rawValue),
            ]
        }
        if axes.count == Self.axesMax {
            members["axes"] = .array(
                axes.map { axis in
                    [
                        "name": .string(axis.name),
                        "marks": .array(
                            axis.values.map {
                                [
                                    "symbol": .string($0.symbol), "label": .string($0.label),
                                    "criterion": .string($0.criterion),
                                ]
                            }),
                    ]
                })
            members["pairs"] = .array(
                marks.marks.map { mark in
                    [
                        "of": .array((places[mark.symbol] ?? []).map { .string($0) }),
                        "canonical": .string(mark.canonical.rawValue),
                        "tells": .string((natures[mark.symbol] ?? .status).rawValue),
                    ]
                })
            members["impossible"] = .array(
                Self.pairs(axes).filter { mark(at: $0) == nil }.map { .array($0.map { .string($0) }) })
        } else {
            members["axis"] = JSON(axes.first?.name)
            members["marks"] = .array(written)
        }
        return .object(members)
    }

    /// Every value of the first axis with every value of the second.
    static func pairs(_ axes: [Axis]) -> [[String]] {
        axes.reduce([[]]) { pairs, axis in pairs.flatMap { pair in axis.values.map { pair + [$0.symbol] } } }
    }
}
