import Foundation
import RandomTesting

@testable import Ward

/// Canonical form written a second time, slowly and without the product's code.
enum JSONOracle {
    static func canonical(_ value: JSON) -> String {
        switch value {
        case .null: return "null"
        case .bool(true): return "true"
        case .bool(false): return "false"
        case .integer(let number): return "\(number)"
        case .string(let text): return quoted(text)
        case .array(let values): return "[" + values.map(canonical).joined(separator: ",") + "]"
        case .object(let members):
            var keys = Array(members.keys)
            // Insertion sort by UTF-16 code units, compared one by one.
            for end in keys.indices {
                var place = end
                while place > 0, isBefore(Array(keys[place].utf16), Array(keys[place - 1].utf16)) {
                    keys.swapAt(place, place - 1)
                    place -= 1
                }
            }
            return "{" + keys.map { quoted($0) + ":" + canonical(members[$0]!) }.joined(separator: ",") + "}"
        }
    }

    private static func isBefore(_ left: [UInt16], _ right: [UInt16]) -> Bool {
        for position in 0..<min(left.count, right.count) where left[position] != right[position] {
            return left[position] < right[position]
        }
        return left.count < right.count
    }

    private static func quoted(_ text: String) -> String {
        let short: [UInt32: String] = [8: "b", 9: "t", 10: "n", 12: "f", 13: "r", 34: "\"", 92: "\\"]
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let letter = short[scalar.value] {
                result.append(contentsOf: "\\\(letter)".unicodeScalars)
            } else if scalar.value < 32 {
                result.append(contentsOf: String(format: "\\u%04x", scalar.value).unicodeScalars)
            } else {
                result.append(scalar)
            }
        }
        return "\"" + String(result) + "\""
    }
}

/// JSON as Foundation reads it: a reader written by others.
indirect enum FoundationJSON: Decodable {
    case value(JSON)

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            var members: [String: JSON] = [:]
            for key in container.allKeys {
                guard case .value(let value) = try container.decode(FoundationJSON.self, forKey: key) else { continue }
                members[key.stringValue] = value
            }
            self = .value(.object(members))
        } else if var container = try? decoder.unkeyedContainer() {
            var values: [JSON] = []
            while !container.isAtEnd {
                guard case .value(let value) = try container.decode(FoundationJSON.self) else { continue }
                values.append(value)
            }
            self = .value(.array(values))
        } else {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .value(.null)
            } else if let flag = try? container.decode(Bool.self) {
                self = .value(.bool(flag))
            } else if let number = try? container.decode(Int64.self) {
                self = .value(.integer(number))
            } else {
                self = .value(.string(try container.decode(String.self)))
            }
        }
    }

    static func read(_ bytes: [UInt8]) throws -> JSON {
        guard case .value(let json) = try JSONDecoder().decode(FoundationJSON.self, from: Data(bytes)) else {
            return nil
        }
        return json
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}

extension JSON {
    /// Any value of some depth, with characters from everywhere.
    static func random(depth: Int, using generator: inout SeededGenerator) -> JSON {
        switch Int.random(in: 0..<(depth > 0 ? 7 : 5), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .integer([0, -1, Int64.min, Int64.max].randomElement(using: &generator)!)
        case 3: return .integer(Int64.random(in: -1_000_000...1_000_000, using: &generator))
        case 4: return .string(text(using: &generator))
        case 5:
            let count = Int.random(in: 0...4, using: &generator)
            return .array((0..<count).map { _ in random(depth: depth - 1, using: &generator) })
        default:
            var members: [String: JSON] = [:]
            for _ in 0..<Int.random(in: 0...5, using: &generator) {
                members[text(using: &generator)] = random(depth: depth - 1, using: &generator)
            }
            return .object(members)
        }
    }

    private static func text(using generator: inout SeededGenerator) -> String {
        var scalars = String.UnicodeScalarView()
        let ranges: [ClosedRange<UInt32>] = [
            0...0x7F, 0x20...0x7E, 0x3041...0x30FF, 0x4E00...0x9FFF, 0xE000...0xFFFF, 0x1F300...0x1F6FF,
            0x20000...0x2A6DF,
        ]
        for _ in 0..<Int.random(in: 0...6, using: &generator) {
            let value = UInt32.random(in: ranges.randomElement(using: &generator)!, using: &generator)
            if let scalar = Unicode.Scalar(value) { scalars.append(scalar) }
        }
        return String(scalars)
    }
}
