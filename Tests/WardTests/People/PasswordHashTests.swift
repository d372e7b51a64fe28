import RandomTesting
import Testing

@testable import Ward

@Suite("Stored passwords")
struct PasswordHashTests {
    private let salt = Array("0123456789abcdef".utf8)

    @Test("The derivation is scrypt as in RFC 7914, section 12")
    func vector() throws {
        let hash = try PasswordHash(
            deriving: "password", cost: ScryptCost(roundsLog: 10, blockSize: 8, parallelism: 16),
            salt: Array("NaCl".utf8))
        #expect(Hexadecimal.text(hash.key) == "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162")
    }

    @Test("Only the password itself matches, in any width")
    func matching() throws {
        let hash = try PasswordHash(deriving: "Hokuto 7", cost: .cheap, salt: salt)
        #expect(try hash.matches("Hokuto 7"))
        #expect(try hash.matches("Ｈｏｋｕｔｏ　７"))
        for wrong in ["hokuto 7", "Hokuto 7 ", "", "Hokuto 77"] { #expect(try !hash.matches(wrong)) }
    }

    @Test("The stored text keeps cost and salt, so that costs can be raised later")
    func text() throws {
        let hash = try PasswordHash(deriving: "x", cost: .cheap, salt: salt)
        #expect(hash.text.hasPrefix("$scrypt$ln=4,r=1,p=1$30313233"))
        #expect(PasswordHash(text: hash.text) == hash)
        let damaged = [
            "", "$", "$scrypt$$$", "$bcrypt$ln=4,r=1,p=1$00$00", "$scrypt$ln=4,r=1$00$00",
            "$scrypt$ln=99,r=1,p=1$00$00",
            String(hash.text.dropLast()), hash.text + "$", hash.text.replacing("ln=4", with: "ln=-4"),
        ]
        for text in damaged { #expect(PasswordHash(text: text) == nil, "\(text)") }
    }

    @Test("Too long a password and the decoy match nothing")
    func never() throws {
        let empty = try PasswordHash(deriving: "", cost: .cheap, salt: salt)
        #expect(try !empty.matches(String(repeating: "a", count: PasswordHash.passwordBytesMax + 1)))
        #expect(try !PasswordHash.decoy(cost: .cheap).matches(""))
    }

    @Test("The cost of a real password is at least 32 MiB")
    func standard() {
        #expect(ScryptCost.standard.bytesNeeded >= 32 << 20)
    }

    @Test("Secrets of any length are compared rightly, and hexadecimal text goes both ways")
    func comparison() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<500 {
            let left = (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                UInt8.random(in: 0...3, using: &generator)
            }
            var right = left
            if !right.isEmpty, Bool.random(using: &generator) {
                right[Int.random(in: right.indices, using: &generator)] ^= 1
            }
            #expect(equalInConstantTime(left, right) == (left == right))
            #expect(Hexadecimal.bytes(Hexadecimal.text(left)) == left)
        }
        #expect(!equalInConstantTime([1], [1, 2]))
        for wrong in ["0", "0g", "AB", "00 0"] { #expect(Hexadecimal.bytes(wrong) == nil) }
    }
}
