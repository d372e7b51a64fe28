import RandomTesting
import Testing

@testable import Ward

@Suite("Canonical JSON")
struct JSONTests {
    @Test("The canonical form is the one that a slow second writer gives, and both readers read it back")
    func oracle() throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        for trial in 1...2000 {
            let value = JSON.random(depth: 5, using: &generator)
            let text = value.canonical
            let place: Comment = "seed \(seed) trial \(trial): \(text)"
            try #require(text.utf8.elementsEqual(JSONOracle.canonical(value).utf8), place)
            try #require(try JSON(parsing: text) == value, place)
            try #require(try JSON(parsing: text).canonical.utf8.elementsEqual(text.utf8), place)
            try #require(try JSON(parsing: value.pretty) == value, place)
            try #require(try FoundationJSON.read(Array(text.utf8)) == value, place)
        }
    }

    @Test("Keys are sorted by UTF-16 code units, as RFC 8785 wants it")
    func keys() {
        // The example of RFC 8785 §3.2.3: U+1F600 begins with a surrogate and stands before U+FB33.
        let value: JSON = [
            "\u{20AC}": 1, "\r": 2, "\u{FB33}": 3, "1": 4, "\u{1F600}": 5, "\u{80}": 6, "\u{F6}": 7,
        ]
        #expect(
            value.canonical
                == "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{F6}\":7,\"\u{20AC}\":1,\"\u{1F600}\":5,\"\u{FB33}\":3}")
    }

    @Test(
        "What is not JSON of this platform is refused with its place",
        arguments: [
            ("", 0), ("{", 1), ("[1,]", 3), ("{\"a\":1,}", 7), ("1.5", 1), ("1e3", 1), ("01", 2), ("-", 1), ("+1", 0),
            ("9223372036854775808", 19), ("nul", 0), ("\"a", 2), ("\"\u{1}\"", 2), ("\"\\x\"", 3), ("\"\\ud800\"", 7),
            ("\"\\ud800\\u0041\"", 13), ("\"\\u00g0\"", 3), ("{\"a\":1,\"a\":2}", 12), ("[] []", 3), ("{a:1}", 1),
            ("'a'", 0), ("NaN", 0), ("\u{FEFF}1", 0),
        ])
    func refused(_ text: String, _ offset: Int) {
        do {
            let value = try JSON(parsing: text)
            Issue.record("\(text) was read as \(value)")
        } catch {
            #expect(error.offset == offset, "\(text): \(error)")
            #expect(!error.reason.isEmpty)
        }
    }

    @Test("Bytes that are not UTF-8 are refused")
    func encoding() {
        for bytes: [UInt8] in [[0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22]] {
            #expect(throws: JSONParsingError.self) { try JSON(parsing: bytes) }
        }
    }

    @Test(
        "What others wrote is read with its decimals as they stand, a mark at its beginning, and the last of two members"
    )
    func foreign() throws {
        let text = "\u{FEFF}{\"a\":1.50,\"b\":-2e+3,\"c\":99999999999999999999,\"d\":7,\"a\":[0.1]}"
        #expect(
            try JSON(foreign: Array(text.utf8)) == ["a": ["0.1"], "b": "-2e+3", "c": "99999999999999999999", "d": 7])
        for broken in ["1.", "1e", ".5", "01", "1.e3", "[1.5", "--1", "+1", "1 2", ""] {
            #expect(throws: JSONParsingError.self, "\(broken)") { try JSON(foreign: Array(broken.utf8)) }
        }
        #expect(throws: JSONParsingError.self) { try JSON(parsing: "1.5") }
        #expect(throws: JSONParsingError.self) { try JSON(parsing: text) }
    }

    @Test("Depth is limited")
    func depth() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
        }
        #expect(throws: Never.self) { try JSON(parsing: nested(JSON.depthMax)) }
        #expect(throws: JSONParsingError.self) { try JSON(parsing: nested(JSON.depthMax + 1)) }
        #expect(throws: JSONParsingError.self) { try JSON(parsing: String(repeating: "[", count: 1_000_000)) }
        #expect(throws: JSONParsingError.self) { try JSON(parsing: String(repeating: "{\"a\":", count: 100_000)) }
    }

    @Test("A mutated text is either refused, or read as Foundation reads it")
    func fuzz() throws {
        let seed = TestSeed.fresh
        var generator = SeededGenerator(seed: seed)
        var accepted = 0
        for trial in 1...4000 {
            var bytes = Array(JSON.random(depth: 4, using: &generator).canonical.utf8)
            for _ in 0..<Int.random(in: 1...3, using: &generator) { bytes.mutate(using: &generator) }
            guard let value = try? JSON(parsing: bytes) else { continue }
            accepted += 1
            let foundation = try? FoundationJSON.read(bytes)
            try #require(foundation == value, "seed \(seed) trial \(trial): \(String(decoding: bytes, as: UTF8.self))")
        }
        // Otherwise the mutations are too wild to say anything.
        #expect(accepted > 200, "seed \(seed)")
    }
}

extension [UInt8] {
    /// Replaces, inserts, removes or repeats some bytes.
    mutating func mutate(using generator: inout SeededGenerator) {
        let position = Int.random(in: 0...count, using: &generator)
        let byte = Array("{}[]\",:\\u0123456789-.eE tfn\n".utf8).randomElement(using: &generator)!
        switch Int.random(in: 0..<4, using: &generator) {
        case 0 where position < count: self[position] = byte
        case 1: insert(byte, at: position)
        case 2 where position < count: remove(at: position)
        default:
            let end = Swift.min(count, position + Int.random(in: 0...6, using: &generator))
            insert(contentsOf: Array(self[position..<end]), at: position)
        }
    }
}
