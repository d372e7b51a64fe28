import Testing

@testable import Ward

@Suite("Kept values")
struct KeptValuesTests {
    @Test("A value is made once, also an empty one; what came first goes first, and what failed is made again")
    func keeping() throws {
        struct Failed: Error {}
        let kept = KeptValues<Int, String?>(capacity: 2)
        var made: [Int] = []
        func value(_ key: Int) throws -> String? {
            try kept.value(key) {
                made.append(key)
                if key == 9, made.count(where: { $0 == 9 }) == 1 { throw Failed() }
                return key == 1 ? nil : "\(key)"
            }
        }
        #expect(try value(1) == nil)
        #expect(try value(1) == nil)
        #expect(try value(2) == "2")
        #expect(made == [1, 2])
        // It makes room for the third.
        #expect(try value(3) == "3")
        #expect(try value(2) == "2")
        #expect(try value(1) == nil)
        #expect(made == [1, 2, 3, 1])
        #expect(throws: Failed.self) { try value(9) }
        #expect(try value(9) == "9")
        #expect(made == [1, 2, 3, 1, 9, 9])
    }

    @Test("Values that weigh too much together go, those that came first first; the newest stays whatever it weighs")
    func weighing() {
        let kept = KeptValues<Int, Int>(capacity: 10, weightMax: 10) { $0 }
        var made: [Int] = []
        func value(_ key: Int) -> Int {
            kept.value(key) {
                made.append(key)
                return key
            }
        }
        for key in [4, 5, 4] { #expect(value(key) == key) }
        #expect(made == [4, 5])
        #expect(value(3) == 3)
        #expect(value(5) == 5)
        #expect(made == [4, 5, 3])
        #expect(value(4) == 4)
        #expect(made == [4, 5, 3, 4])
        #expect(value(99) == 99)
        #expect(value(99) == 99)
        #expect(value(4) == 4)
        #expect(made == [4, 5, 3, 4, 99, 4])
    }
}
