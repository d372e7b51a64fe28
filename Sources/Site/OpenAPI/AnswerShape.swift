import Ward

/// What an answer in JSON looks like, for the document and for the test that holds the two against each other.
///
///     static let answer: AnswerShape = ["on": .text, "units": .list(["id": .text, "parent": .orNull(.text)])]
///
/// Moments are milliseconds since 1970, days `YYYY-MM-DD`, decimal numbers text: JSON of this site has no floating-point numbers.
public indirect enum AnswerShape: Sendable, Hashable {
    case text
    case integer
    case flag
    case list(AnswerShape)
    /// With these members, always all of them.
    case object([String: AnswerShape])
    case orNull(AnswerShape)
    /// Members that depend on the record.
    case anyObject
    /// A value of a protocol that says elsewhere what it is.
    case anything

    /// What a form answers that did what it was asked.
    static let done: AnswerShape = ["message": .orNull(.text), "at": .orNull(.text)]

    /// JSON Schema 2020-12, as OpenAPI 3.1 takes it.
    var schema: JSON {
        switch self {
        case .text: ["type": "string"]
        case .integer: ["type": "integer"]
        case .flag: ["type": "boolean"]
        case .list(let element): ["type": "array", "items": element.schema]
        case .object(let members):
            [
                "type": "object", "properties": .object(members.mapValues(\.schema)),
                "required": .array(members.keys.sorted().map { .string($0) }), "additionalProperties": false,
            ]
        case .orNull(let shape): ["anyOf": [shape.schema, ["type": "null"]]]
        case .anyObject: ["type": "object"]
        case .anything: [:]
        }
    }

    /// Where a value is otherwise than it should be, each with its place.
    func differences(from value: JSON, at place: String = "$") -> [String] {
        switch (self, value) {
        case (.text, .string), (.integer, .integer), (.flag, .bool), (.anyObject, .object), (.orNull, .null),
            (.anything, _):
            return []
        case (.orNull(let shape), _): return shape.differences(from: value, at: place)
        case (.list(let element), .array(let values)):
            return values.enumerated().flatMap { element.differences(from: $1, at: "\(place)[\($0)]") }
        case (.object(let shapes), .object(let members)):
            let strange = members.keys.filter { shapes[$0] == nil }.sorted().map { "\(place).\($0): not declared" }
            return strange
                + shapes.sorted { $0.key < $1.key }.flatMap { name, shape in
                    members[name].map { shape.differences(from: $0, at: "\(place).\(name)") }
                        ?? ["\(place).\(name): missing"]
                }
        default: return ["\(place): another type"]
        }
    }
}

extension AnswerShape: ExpressibleByDictionaryLiteral {
    public init(dictionaryLiteral members: (String, AnswerShape)...) {
        self = .object(Dictionary(members, uniquingKeysWith: { _, last in last }))
    }
}
