/// Decoded text in UTF-8, one piece after the other.
///
/// Memory is kept from one chunk to the next: reset it, and the old pieces are gone.
public final class TextArena {
    private(set) var memory: UnsafeMutablePointer<UInt8>
    /// Bytes that can be written before the memory grows.
    private(set) var capacity: Int
    /// Bytes written.
    public private(set) var count = 0

    public init(capacity: Int = 1 << 16) {
        self.capacity = max(capacity, 64)
        memory = .allocate(capacity: self.capacity)
    }

    deinit { memory.deallocate() }

    /// Forgets all pieces.
    public func reset() { count = 0 }

    /// The bytes of a piece, valid until the arena is written to again or reset.
    public func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        precondition(range.lowerBound >= 0 && range.upperBound <= count)
        return UnsafeBufferPointer(start: memory + range.lowerBound, count: range.count)
    }

    /// Makes room and gives the place to write at.
    @inline(__always)
    public func room(for bytes: Int) -> UnsafeMutablePointer<UInt8> {
        if count + bytes > capacity { grow(to: count + bytes) }
        return memory + count
    }

    /// Takes over what was written at the place `room(for:)` gave.
    @inline(__always)
    public func advance(to end: UnsafeMutablePointer<UInt8>) {
        count = end - memory
        assert(count <= capacity)
    }

    /// Appends bytes that are UTF-8 already.
    public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard let base = bytes.baseAddress else { return }
        let place = room(for: bytes.count)
        place.update(from: base, count: bytes.count)
        advance(to: place + bytes.count)
    }

    private func grow(to needed: Int) {
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: max(needed, capacity * 2))
        larger.update(from: memory, count: count)
        memory.deallocate()
        memory = larger
        capacity = max(needed, capacity * 2)
    }
}

extension TextArena {
    /// Appends bytes that are UTF-8 already.
    public func append(_ bytes: [UInt8]) {
        bytes.withUnsafeBufferPointer { append($0) }
    }

    /// Takes away spaces, also full-width ones, at the end of the piece that begins at `start`: how fixed fields are filled.
    public func trimSpaces(from start: Int) {
        while count > start {
            if memory[count - 1] == 0x20 {
                count -= 1
            } else if count - start >= 3, memory[count - 1] == 0x80, memory[count - 2] == 0x80,
                memory[count - 3] == 0xE3
            {
                count -= 3
            } else {
                return
            }
        }
    }
}
