/// The states of all procedures for many people.
public struct BatchResult: Sendable {
    public let count: Int
    let ids: [String]
    /// Words of one plane: a bit for each person.
    let words: Int
    /// Where the planes of each procedure start in the storage.
    let places: [BatchColumns.PlanePlace]
    let storage: [UInt64]

    private func state(_ place: Int, _ person: Int) -> Truth {
        let bit: UInt64 = 1 << UInt64(person & 63)
        if storage[places[place].certain + person >> 6] & bit != 0 { return .yes }
        return storage[places[place].possible + person >> 6] & bit != 0 ? .unknown : .no
    }

    public func state(of id: String, person: Int) -> Truth? { ids.firstIndex(of: id).map { state($0, person) } }

    /// People for whom each procedure applies, in the order of the base.
    public var applying: [(id: String, people: Int)] {
        ids.enumerated().map { place, id in
            let start = places[place].certain
            return (id, storage[start..<start + words].reduce(0) { $0 + $1.nonzeroBitCount })
        }
    }

    /// A line for each person, a digit for each procedure: 0 no, 1 undecided, 2 applies.
    public var lines: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count * (ids.count + 1))
        for person in 0..<count {
            for place in ids.indices { bytes.append(0x30 + state(place, person).rawValue) }
            bytes.append(0x0A)
        }
        return bytes
    }
}
